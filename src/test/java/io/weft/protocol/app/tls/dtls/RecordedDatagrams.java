package io.weft.protocol.app.tls.dtls;

import io.weft.analysis.Analyzer;
import io.weft.analysis.KeyLog;
import io.weft.bytes.LittleEndian;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packets of a pcap file, of IPv4 on Ethernet, from which tests make other captures. */
final class RecordedDatagrams {
  static final int PACKET_HEADER = 16;
  static final int CAPTURED_LENGTH = 8;

  private static final int FILE_HEADER = 24;
  private static final int ETHERTYPE = PACKET_HEADER + 12;

  private final byte[] header;
  private final List<byte[]> packets = new ArrayList<>();

  private RecordedDatagrams(byte[] file) {
    header = Arrays.copyOf(file, FILE_HEADER);
    for (int at = FILE_HEADER; at < file.length; ) {
      int next = at + PACKET_HEADER + LittleEndian.i32(file, at + CAPTURED_LENGTH);
      byte[] packet = Arrays.copyOfRange(file, at, next);
      if (packet[ETHERTYPE] == 8 && packet[ETHERTYPE + 1] == 0) {
        packets.add(packet);
      }
      at = next;
    }
  }

  static RecordedDatagrams of(String file) throws IOException {
    return new RecordedDatagrams(Files.readAllBytes(Path.of(file)));
  }

  /** Each with its header in the file. */
  List<byte[]> packets() {
    return packets;
  }

  /** Does the packet begin with a hello, or a request for another one? */
  static boolean isHello(byte[] packet) {
    int record = PACKET_HEADER + 14 + 20 + 8;
    boolean isHandshake = packet[record] == Dtls.HANDSHAKE;
    int type = packet[record + Dtls.HEADER];
    return isHandshake && type >= 1 && type <= 3;
  }

  /** Has packets analyzed as if they were all of a capture. */
  void analyze(List<byte[]> some, KeyLog keys, FlowListener listener) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header);
    some.forEach(file::writeBytes);
    try (PacketSource source =
        Captures.open(
            Channels.newChannel(new ByteArrayInputStream(file.toByteArray())), "datagrams")) {
      Analyzer.Builder analyzer =
          Analyzer.of(StandardProtocols.chain()).flows(FlowConfig.defaults(), listener);
      (keys == null ? analyzer : analyzer.keys(keys)).build().run(source);
    }
  }
}

package io.weft.protocol.app.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.KeyLog;
import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A recorded association, as if it were inside CAPWAP's control channel, or relayed by TURN. */
final class CarriedDtlsTest {
  private static final int RECORDED = 4711;
  private static final int CONTROL = 5246;
  private static final int TURN = 3478;

  private static final int IP = RecordedDatagrams.PACKET_HEADER + 14;
  private static final int IP_LENGTH = IP + 2;
  private static final int UDP = IP + 20;
  private static final int UDP_LENGTH = UDP + 4;
  private static final int PAYLOAD = UDP + 8;

  /** Puts bytes before the records of a datagram, whose port becomes another one. */
  private static byte[] carried(byte[] packet, int port, byte[] header) {
    byte[] longer = new byte[packet.length + header.length];
    System.arraycopy(packet, 0, longer, 0, PAYLOAD);
    System.arraycopy(header, 0, longer, PAYLOAD, header.length);
    System.arraycopy(packet, PAYLOAD, longer, PAYLOAD + header.length, packet.length - PAYLOAD);
    for (int at = 8; at <= 12; at += 4) { // both lengths in the file
      int length = LittleEndian.i32(longer, at) + header.length;
      longer[at] = (byte) length;
      longer[at + 1] = (byte) (length >> 8);
    }
    for (int at : new int[] {IP_LENGTH, UDP_LENGTH}) {
      BigEndian.putU16(longer, at, BigEndian.u16(longer, at) + header.length);
    }
    for (int at : new int[] {UDP, UDP + 2}) {
      if (BigEndian.u16(longer, at) == RECORDED) {
        BigEndian.putU16(longer, at, port);
      }
    }
    return longer;
  }

  private static void isRead(int port, UnaryOperator<byte[]> headers) throws IOException {
    RecordedDatagrams recorded = RecordedDatagrams.of("samples/dtls-ciphers.pcap");
    List<byte[]> packets = new ArrayList<>();
    for (byte[] packet : recorded.packets()) {
      boolean isOfAssociation =
          BigEndian.u16(packet, UDP) == RECORDED || BigEndian.u16(packet, UDP + 2) == RECORDED;
      if (isOfAssociation) {
        packets.add(carried(packet, port, headers.apply(packet)));
      }
    }
    assertTrue(packets.size() > 8);
    Heard heard = Heard.of(recorded, packets, KeyLog.of(Path.of("samples/dtls.keylog")));
    assertEquals("client: a blue note\nserver: a red answer\n", heard.said(port));
    assertEquals("decrypted", heard.exchanges().get(port).decryption().status());
  }

  @Test
  void behindThePreambleOfCapwap() throws IOException {
    byte[] encrypted = {1, 0, 0, 0}; // version 0 (RFC 5415 section 4.2)
    isRead(CONTROL, packet -> encrypted);
  }

  @Test
  void inAChannel() throws IOException {
    isRead(
        TURN,
        packet -> {
          byte[] header = {0x40, 1, 0, 0};
          BigEndian.putU16(header, 2, packet.length - PAYLOAD);
          return header;
        });
  }

  @Test
  void inIndications() throws IOException {
    isRead(
        TURN,
        packet -> {
          boolean isSent = BigEndian.u16(packet, UDP + 2) == RECORDED;
          int length = packet.length - PAYLOAD;
          byte[] header = new byte[20 + 12 + 4]; // with the address of the peer
          BigEndian.putU16(header, 0, isSent ? 0x0016 : 0x0017);
          BigEndian.putU16(header, 2, header.length - 20 + length);
          BigEndian.putI32(header, 4, 0x2112_A442);
          BigEndian.putU16(header, 20, 0x0012);
          BigEndian.putU16(header, 22, 8);
          header[25] = 1;
          BigEndian.putU16(header, 32, 0x0013);
          BigEndian.putU16(header, 34, length);
          return header;
        });
  }
}

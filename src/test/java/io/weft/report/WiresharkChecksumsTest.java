package io.weft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PcapWriter;
import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what verifying checksums gives against tshark's {@code checksum.status} fields. */
final class WiresharkChecksumsTest {
  private static final Path SHARED = Path.of("..", "shared", "captures");
  private static final int EVERY = 20;
  private static final long LARGEST = 2_000_000;
  private static final List<String> PROTOCOLS = List.of("ip", "tcp", "udp", "icmp", "icmpv6");

  @TempDir private Path folder;

  @BeforeAll
  static void tshark() throws IOException {
    WiresharkTest.tshark();
  }

  static Stream<Path> samples() throws IOException {
    return WiresharkTest.samples();
  }

  /** Every third packet has its last byte flipped: in payload, in padding, or in a checksum. */
  @ParameterizedTest
  @MethodSource("samples")
  void everyLayerOfDamagedCopies(Path sample) throws IOException {
    Path copy = folder.resolve("damaged.pcap");
    int damaged = 0;
    try (PacketSource source = Captures.open(sample)) {
      CapturedPacket packet = new CapturedPacket();
      PcapWriter writer = null;
      while (source.next(packet)) {
        if (writer == null) {
          writer = PcapWriter.create(copy, packet.linkType());
        }
        int end = packet.offset() + packet.capturedLength();
        if (packet.number() % 3 == 0) {
          packet.bytes()[end - 1] ^= 0x10;
          damaged++;
        }
        writer.write(
            packet.bytes(),
            packet.offset(),
            packet.capturedLength(),
            packet.originalLength(),
            packet.timeNanos(),
            0);
      }
      if (writer != null) {
        writer.close();
      }
    }
    assumeTrue(damaged > 0, "skipped: too few packets to damage any in " + sample);
    assertEquals(List.of(), differences(copy));
  }

  @Test
  void everyKindOfChecksum() throws IOException {
    byte[] data = Datagrams.bytes("odd");
    byte[] tcp = Frames.tcp(1_000, 2_000, data);
    byte[] udp = Frames.udp(1_000, 2_001, data);
    List<byte[]> datagrams =
        List.of(
            Datagrams.ipv4("10.0.0.1", "10.0.0.2", Frames.TCP, tcp),
            Datagrams.ipv6(1, 2, Frames.TCP, tcp),
            Datagrams.ipv4("10.0.0.1", "10.0.0.2", Frames.UDP, udp),
            Datagrams.ipv6(1, 2, Frames.UDP, udp),
            Datagrams.ipv4("10.0.0.1", "10.0.0.2", Frames.ICMP, Frames.icmp(8, 0, 7, data)),
            Datagrams.ipv6(1, 2, Frames.ICMPV6, Frames.icmp(128, 0, 7, data)));
    Path capture = folder.resolve("made.pcap");
    try (PcapWriter writer = PcapWriter.create(capture, 1)) {
      for (byte[] datagram : datagrams) {
        for (byte[] made :
            List.of(
                datagram, Sums.right(datagram), Sums.wrong(datagram), Sums.leftToCard(datagram))) {
          byte[] frame = Datagrams.ethernet(made);
          writer.write(frame, 0, frame.length, frame.length, Wire.START_NANOS, 0);
          writer.write(frame, 0, frame.length - 1, frame.length, Wire.START_NANOS, 0);
        }
      }
    }
    Set<String> values = new HashSet<>(ours(capture, new HashSet<>()).values());
    assertEquals(Set.of("0", "1", "2", "3", "4"), values);
    assertEquals(List.of(), differences(capture));
  }

  @Test
  void nearlyEveryLayerOfCapturesFromAllOverTheWorld() throws IOException {
    assumeTrue(Files.isDirectory(SHARED), "skipped: no folder ../shared/captures");
    List<Path> all;
    try (Stream<Path> files = Files.walk(SHARED)) {
      all = files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng)")).sorted().toList();
    }
    long compared = 0;
    List<String> different = new ArrayList<>();
    for (int i = 0; i < all.size(); i += EVERY) {
      if (Files.size(all.get(i)) <= LARGEST) {
        Set<String> quoting = new HashSet<>();
        Map<String, String> ours = ours(all.get(i), quoting);
        compared += ours.size();
        different.addAll(differences(all.get(i), ours, theirs(all.get(i), quoting)));
      }
    }
    assertTrue(compared > 8_000, compared + " packets' layers");
    assertTrue(different.size() * 1_000L <= compared, compared + ", but " + different);
  }

  private static List<String> differences(Path capture) throws IOException {
    Set<String> quoting = new HashSet<>();
    Map<String, String> ours = ours(capture, quoting);
    return differences(capture, ours, theirs(capture, quoting));
  }

  private static List<String> differences(
      Path capture, Map<String, String> ours, Map<String, String> theirs) {
    Set<String> keys = new HashSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys.stream()
        .filter(key -> !ours.getOrDefault(key, "-").equals(theirs.getOrDefault(key, "-")))
        .map(key -> capture + " " + key + ": " + ours.get(key) + " for " + theirs.get(key))
        .sorted()
        .toList();
  }

  /**
   * @param quoting takes the packets that quote others, whose layers tshark verifies in part
   */
  private static Map<String, String> ours(Path capture, Set<String> quoting) throws IOException {
    Map<String, String> values = new TreeMap<>();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withChecksums(true);
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(StandardProtocols.chain())
          .flows(config, new FlowListener() {})
          .packets(packet -> take(packet, values, quoting))
          .build()
          .run(source);
    }
    return values;
  }

  private static void take(Packet packet, Map<String, String> values, Set<String> quoting) {
    String number = Long.toString(packet.number());
    if (packet.quotedFrom() < packet.layerCount()) {
      quoting.add(number);
      return;
    }
    for (int i = 0; i < packet.layerCount(); i++) {
      ChecksumStatus status = ChecksumStatus.of(packet, i);
      if (status != null) {
        String value = Integer.toString(status.value());
        values.merge(number + " " + packet.protocol(i), value, (a, b) -> a + "," + b);
      }
    }
  }

  private static Map<String, String> theirs(Path capture, Set<String> quoting) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
    for (String protocol : List.of("ip", "tcp", "udp")) {
      command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
    }
    command.addAll(List.of("-E", "separator=/t", "-e", "frame.number"));
    PROTOCOLS.forEach(protocol -> command.addAll(List.of("-e", protocol + ".checksum.status")));
    Map<String, String> values = new TreeMap<>();
    for (String line : WiresharkTest.run(command.toArray(String[]::new))) {
      String[] columns = line.split("\t", -1);
      for (int i = 1; i < columns.length && !quoting.contains(columns[0]); i++) {
        if (!columns[i].isEmpty()) {
          values.put(columns[0] + " " + PROTOCOLS.get(i - 1), columns[i]);
        }
      }
    }
    return values;
  }
}

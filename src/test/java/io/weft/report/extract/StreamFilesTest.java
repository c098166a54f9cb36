package io.weft.report.extract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PcapWriter;
import io.weft.dissect.Direction;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowConfigs;
import io.weft.protocol.StandardProtocols;
import io.weft.report.FlowSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamFilesTest {
  private static final FlowSelection TCP = new FlowSelection(Set.of("tcp"), Set.of());

  /** Room for hardly more than one page. */
  private static final long TINY = StreamPages.LARGE + StreamPages.SMALL;

  @TempDir Path folder;

  private Map<String, byte[]> extract(
      String name, List<Path> captures, FlowSelection selection, FlowConfig config, long maxWaiting)
      throws IOException {
    Path target = folder.resolve(name);
    try (PacketSource source = Captures.open(captures);
        StreamFiles files =
            new StreamFiles(
                target, false, selection, EnumSet.allOf(Direction.class), "test", maxWaiting)) {
      Analyzer.Totals totals =
          Analyzer.of(StandardProtocols.chain()).flows(config, files).build().run(source);
      assertEquals(0, files.keptBytes(), "no flow is open any more");
      files.finish(totals);
    }
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files
          .filter(file -> file.getFileName().toString().contains(".pcap"))
          .sorted()
          .toList();
    }
  }

  /** A bound of memory that lets flows leave early changes records, but not what was said. */
  @Test
  void howMuchMayBeKeptChangesNoStream() throws IOException {
    FlowSelection all = new FlowSelection(Set.of(), Set.of());
    List<Path> captures = List.of(Path.of("samples/dns-http.pcapng"));
    Map<String, byte[]> expected = extract("usual", captures, all, FlowConfig.defaults(), 1 << 20);
    Map<String, byte[]> actual =
        extract(
            "little",
            captures,
            all,
            FlowConfigs.limited(limits -> limits.withBytes(2_500)),
            1 << 20);
    assertEquals(expected.keySet(), actual.keySet());
    assertTrue(index(actual).contains("\"continued\":true"), index(actual));
    expected.remove(StreamFileWriter.INDEX);
    actual.remove(StreamFileWriter.INDEX);
    assertSame(expected, actual);
  }

  private static String index(Map<String, byte[]> files) {
    return new String(files.get(StreamFileWriter.INDEX), StandardCharsets.UTF_8);
  }

  @Test
  void howMuchMayWaitChangesNothing() throws IOException {
    FlowConfig config = FlowConfig.defaults().withStreams(false);
    Map<String, byte[]> roomy = extract("roomy", samples(), TCP, config, 64L << 20);
    assertTrue(roomy.size() > 50, roomy.keySet().toString());
    assertSame(roomy, extract("tiny", samples(), TCP, config, TINY));
    assertSame(roomy, extract("small", samples(), TCP, config, 10 * TINY));
  }

  @Test
  void whatWasSentAheadForNothingIsTakenBack() throws IOException {
    FlowSelection http = new FlowSelection(Set.of("http"), Set.of());
    // Many a stream is cut into flows, of which some are HTTP and others are not.
    FlowConfig config = FlowConfig.defaults().withTimeout(Duration.ofMillis(30));
    Map<String, byte[]> roomy = extract("roomy", samples(), http, config, 64L << 20);
    assertSame(roomy, extract("tiny", samples(), http, config, TINY));
    Map<String, byte[]> all = extract("all", samples(), TCP, config, TINY);
    assertTrue(roomy.size() > 10 && roomy.size() < all.size(), roomy.size() + " " + all.size());
  }

  /** The SYN comes last, and the port does not tell who serves. */
  @Test
  void sidesThatTurnOutReversedAreNamedAsTheyAre() throws IOException {
    Path sample = Path.of("samples/zero-window.pcap");
    List<byte[]> packets = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    try (PacketSource source = Captures.open(List.of(sample))) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        byte[] frame = new byte[packet.capturedLength()];
        System.arraycopy(packet.bytes(), packet.offset(), frame, 0, frame.length);
        if (frame[12] == 8 && frame[13] == 0 && frame[14 + 9] == 6) { // TCP over IPv4
          packets.add(frame);
          times.add(packet.timeNanos());
        }
      }
    }
    int syn = 0;
    while ((packets.get(syn)[14 + 20 + 13] & 0x12) != 0x02) {
      syn++;
    }
    int answer = syn + 1;
    while (packets.get(answer).length < 200) { // the first of the server's large segments
      answer++;
    }
    Path turned = folder.resolve("turned.pcap");
    try (PcapWriter writer = PcapWriter.create(turned, 1)) {
      for (int i = answer; i < packets.size() - 4; i++) {
        write(writer, packets.get(i), times.get(i));
      }
      write(writer, packets.get(syn), times.get(packets.size() - 1));
    }
    FlowConfig config = FlowConfig.defaults().withStreams(false);
    Map<String, byte[]> roomy = extract("roomy", List.of(turned), TCP, config, 64L << 20);
    Map<String, byte[]> tiny = extract("tiny", List.of(turned), TCP, config, TINY);
    assertSame(roomy, tiny);
    Map<String, byte[]> whole = extract("whole", List.of(sample), TCP, config, 64L << 20);
    String server =
        whole.keySet().stream()
            .filter(name -> name.endsWith("-server.bin"))
            .findAny()
            .orElseThrow();
    assertTrue(tiny.containsKey(server), tiny.keySet() + " but not " + server);
    assertTrue(tiny.get(server).length > 50_000);
    JsonNode index = new JsonMapper().readTree(tiny.get("index.json"));
    assertEquals("syn", index.path("streams").get(0).path("client_known_by").asText());
    assertEquals(server, index.path("streams").get(0).path("server").path("file").asText());
  }

  private static void write(PcapWriter writer, byte[] frame, long time) throws IOException {
    writer.write(frame, 0, frame.length, frame.length, time, 0);
  }

  @Test
  void closingBeforeTheEndLeavesNothing() throws IOException {
    Path target = folder.resolve("out");
    StreamFiles files =
        new StreamFiles(target, false, TCP, EnumSet.allOf(Direction.class), "test", TINY);
    try (PacketSource source = Captures.open(List.of(Path.of("samples/http-download.pcap.gz")))) {
      Analyzer.Totals totals =
          Analyzer.of(StandardProtocols.chain()).flows(files).build().run(source);
      assertFalse(Files.exists(target));
      files.close();
      assertThrows(IOException.class, () -> files.finish(totals));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}

package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.bpf.FilteredSource;
import io.weft.capture.live.FilterCompiler;
import io.weft.capture.live.LiveException;
import io.weft.capture.open.Captures;
import io.weft.cli.Session;
import io.weft.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -f} chooses the same packets of a file as tcpdump does; skipped without tcpdump. */
class CaptureFilterTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  /** With {@code -Dfilters.all=true} every expression is tried on many more captures. */
  private static final boolean ALL = Boolean.getBoolean("filters.all");

  /** How many of the captures beside the project are read of each link type. */
  private static final int CAPTURES_A_LINK_TYPE = ALL ? 4 : 1;

  /** More expressions than these take longer than a test run should: a program is run for each. */
  private static final int FEW = 4;

  private static final List<String> SAMPLES =
      List.of("cooked-v1.pcap", "cooked.pcap", "raw-ip.pcap", "qinq.pcap", "icmp.pcap");

  /** Each sample is tried on the expressions of its turn, where not on all. */
  private static final int TURNS = ALL ? 1 : SAMPLES.size();

  @TempDir static Path folder;

  @BeforeAll
  static void needsPrograms() throws IOException {
    assumeTrue(Programs.isInstalled("tcpdump"), "no tcpdump here to compare with");
    new FilterCompiler("").compile(1);
  }

  private static List<String> expressions() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/capture-filters.txt")).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  static List<Path> samples() {
    return SAMPLES.stream().map(Path.of("samples")::resolve).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void choosesWhatTcpdumpChooses(Path sample) throws IOException {
    List<String> expressions = expressions();
    int chosen = 0;
    for (int i = samples().indexOf(sample) % TURNS; i < expressions.size(); i += TURNS) {
      chosen += compare(sample, expressions.get(i)) > 0 ? 1 : 0;
    }
    assertTrue(chosen > 1, "only " + chosen + " expressions choose anything");
  }

  /** One capture of each link type, of those beside the project. */
  @Test
  void knowsEveryLinkType() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures beside the project");
    Map<Integer, Integer> seen = new HashMap<>();
    List<String> expressions = expressions();
    List<Path> files;
    try (Stream<Path> all = Files.walk(CAPTURES)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      int linkType = onlyLinkType(file);
      if (linkType >= 0 && seen.merge(linkType, 1, Integer::sum) <= CAPTURES_A_LINK_TYPE) {
        for (String expression : ALL ? expressions : expressions.subList(0, FEW)) {
          compare(file, expression);
        }
      }
    }
    assertTrue(seen.size() > 20, seen.toString());
  }

  /** The link type of a file whose first packets can be read by tcpdump; -1 for another. */
  private static int onlyLinkType(Path file) {
    try (PacketSource source = Captures.open(file)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        long snaplen = source.interfaces().get(packet.interfaceId()).snaplen();
        // tcpdump cuts packets that are longer than the file says they can be.
        if (packet.number() == 1000 || (snaplen > 0 && packet.capturedLength() > snaplen)) {
          return -1;
        }
      }
      boolean compressed = !source.info().files().get(0).compression().isEmpty();
      boolean single =
          source.interfaces().stream().mapToInt(i -> i.linkType()).distinct().count() == 1;
      return compressed || !single ? -1 : source.interfaces().get(0).linkType();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Compares what both choose, and returns how many packets that are. */
  private static int compare(Path file, String expression) throws IOException {
    Path theirs = folder.resolve("theirs.pcap");
    Files.deleteIfExists(theirs);
    Programs.Result result =
        Programs.runOnce(
            "tcpdump", "-r", file.toString(), "--nano", "-w", theirs.toString(), expression);
    List<String> ours;
    try (PacketSource source =
        new FilteredSource(Captures.open(file), new FilterCompiler(expression)::compile)) {
      ours = packets(source);
    } catch (LiveException e) {
      assertTrue(result.code() != 0, file + ", " + expression + ": " + e.getMessage());
      return 0;
    }
    if (result.code() != 0) {
      // A capture that tcpdump does not read at all says nothing about filters.
      boolean filter = !result.err().contains("unknown data link") && Files.exists(theirs);
      assertTrue(!filter || ours.isEmpty(), file + ", " + expression + ": " + result.err());
      return 0;
    }
    List<String> chosen;
    try (PacketSource source = Captures.open(theirs)) {
      chosen = packets(source);
    }
    assertEquals(chosen, ours, file + ", " + expression);
    return ours.size();
  }

  private static List<String> packets(PacketSource source) throws IOException {
    List<String> packets = new ArrayList<>();
    CapturedPacket packet = new CapturedPacket();
    while (source.next(packet)) {
      int end = packet.offset() + packet.capturedLength();
      byte[] bytes = Arrays.copyOfRange(packet.bytes(), packet.offset(), end);
      packets.add(bytes.length + " bytes, hash " + Arrays.hashCode(bytes));
    }
    return packets;
  }

  @Test
  void everyCommandTakesAFilter() {
    String sample = "samples/dns-http.pcapng";
    for (String command : List.of("packets", "flows", "report", "info")) {
      Session weft = new Session();
      assertEquals(0, weft.run(command, "-f", "udp port 53", sample), weft.err());
      assertTrue(!weft.out().isEmpty() && !weft.out().contains("tcp"), command + weft.out());
    }
    Session first = new Session();
    assertEquals(0, first.run("packets", "-c", "1", "-f", "tcp port 80", sample));
    assertTrue(first.out().contains(" tcp ") && first.out().lines().count() == 1, first.out());
    Session all = new Session();
    assertEquals(0, all.run("packets", sample));
    String number = first.out().strip().split(" ")[0];
    assertTrue(
        all.out()
            .lines()
            .anyMatch(line -> line.strip().startsWith(number) && line.contains(" tcp ")),
        "the packet keeps its number");
    assertEquals(1, new Session().run("stream", "-f", "udp port 53", sample, "0"));
    assertEquals(0, new Session().run("stream", "-f", "udp port 53", sample, "udp:0"));
  }

  @Test
  void aWrongFilterIsWrongUsage() {
    for (String file : List.of("samples/dns.pcap", "samples/dns-http.pcapng")) {
      for (String command : List.of("packets", "flows", "report", "info")) {
        Session weft = new Session();
        assertEquals(2, weft.run(command, "-f", "tcp prot 80", file), command);
        assertTrue(weft.err().contains("filter 'tcp prot 80' for Ethernet: "), weft.err());
        assertTrue(weft.err().contains("syntax error"), weft.err());
      }
    }
  }
}

package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program captures on a link between two network namespaces of the test's own. */
final class CaptureLiveIT {
  private static final String WEFT =
      Path.of(System.getProperty("weft.build.directory"), "weft").toString();
  private static final long SECOND = 1_000_000_000L;
  private static final String FILTER = "udp or icmp";

  private final String near = "weft-near-" + ProcessHandle.current().pid();
  private final String far = "weft-far-" + ProcessHandle.current().pid();
  private final List<Process> started = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void makesALink() throws Exception {
    for (String tool : List.of("ip", "tcpdump", "bash")) {
      assumeTrue(run("sh", "-c", "command -v " + tool) == 0, "no " + tool + " on this machine");
    }
    takesTheLinkAway(); // what a run that was killed left behind
    assumeTrue(run("ip", "netns", "add", near) == 0, "no right to make network namespaces");
    assertEquals(0, run("ip", "netns", "add", far));
    assertEquals(
        0,
        run(
            "ip", "link", "add", "here", "netns", near, "type", "veth", "peer", "name", "there",
            "netns", far));
    for (String[] end : new String[][] {{near, "here", "1"}, {far, "there", "2"}}) {
      // Else neighbour discovery is counted that comes between libpcap's socket and its filter.
      assertEquals(0, run("ip", "netns", "exec", end[0], "sh", "-c", Namespaces.WITHOUT_IPV6));
      String address = "10.77.0." + end[2] + "/24";
      assertEquals(0, run("ip", "-n", end[0], "addr", "add", address, "dev", end[1]));
      assertEquals(0, run("ip", "-n", end[0], "link", "set", end[1], "up"));
    }
  }

  @AfterEach
  void takesTheLinkAway() throws Exception {
    started.forEach(Process::destroyForcibly);
    run("ip", "netns", "del", near);
    run("ip", "netns", "del", far);
  }

  private int run(String... command) throws Exception {
    Process process = start(command);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "does not end: " + List.of(command));
    return process.exitValue();
  }

  private Process start(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve("err-" + command[0].replaceAll(".*/", "")).toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** The program takes the place of {@code ip}, so that signals reach it. */
  private Process capture(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Namespaces.HEARS_SIGNALS);
    command.addAll(List.of("ip", "netns", "exec", far, WEFT, "capture"));
    command.addAll(List.of("-i", "there", "-f", FILTER));
    command.addAll(List.of(arguments));
    return start(command.toArray(String[]::new));
  }

  /** Datagrams to a port where nobody listens, some of which are answered by ICMP errors. */
  private void send(int datagrams) throws Exception {
    String script =
        "exec 3>/dev/udp/10.77.0.2/9; for ((i = 0; i < "
            + datagrams
            + "; i++)); do echo \"datagram $i and some more words\" >&3; done 2>/dev/null";
    assertEquals(0, run("ip", "netns", "exec", near, "bash", "-c", script));
  }

  private interface Condition {
    boolean met() throws Exception;
  }

  private void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + 60 * SECOND;
    while (!condition.met()) {
      assertTrue(System.nanoTime() < deadline, () -> what + " does not come: " + errors());
      Thread.sleep(50);
    }
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err-env"), UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> packets(Path file) throws IOException {
    List<String> packets = new ArrayList<>();
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = Captures.open(file)) {
      while (source.next(packet)) {
        int from = packet.offset();
        packets.add(
            packet.timeNanos()
                + " "
                + HexFormat.of().formatHex(packet.bytes(), from, from + packet.capturedLength()));
      }
    } catch (CaptureFormatException e) {
      return packets; // just made
    }
    return packets;
  }

  @Test
  void capturesWhatTcpdumpCaptures() throws Exception {
    Path theirs = folder.resolve("theirs.pcap");
    Path ours = folder.resolve("ours.pcapng");
    Process tcpdump =
        start(
            "ip",
            "netns",
            "exec",
            far,
            "tcpdump",
            "-i",
            "there",
            "--nano",
            "-U",
            "-s",
            "262144",
            "-Z",
            "root",
            "-w",
            theirs.toString(),
            FILTER);
    await("tcpdump", () -> Files.exists(theirs) && Files.size(theirs) >= 24);
    Process weft = capture("-w", ours.toString());
    Namespaces.awaitCapture(weft);
    send(3000);
    await("all of tcpdump's", () -> packets(theirs).size() >= 3000);
    int sent = packets(theirs).size();
    await("all of weft's", () -> packets(ours).size() >= sent); // though nobody closes the file
    weft.destroy();
    tcpdump.destroy();
    assertTrue(weft.waitFor(30, TimeUnit.SECONDS));
    assertTrue(tcpdump.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, weft.exitValue(), errors());
    assertEquals(packets(theirs), packets(ours));
    try (PacketSource source = Captures.open(ours)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        // to the counters at the end
      }
      assertTrue(source.end().complete());
      CaptureInterface face = source.interfaces().get(0);
      assertEquals("there", face.name());
      assertEquals(FILTER, face.filter());
      assertEquals(packet.number(), face.statistics().delivered());
      assertEquals(packet.number(), face.statistics().filterAccepted());
      assertEquals(0, face.statistics().systemDropped());
    }
  }

  @Test
  void aRingIsReadableWhenItIsKilledUnderLoad() throws Exception {
    Path ring = Files.createDirectory(folder.resolve("ring"));
    Process weft =
        capture("-w", ring.resolve("r.pcapng").toString(), "--rotate", "40kB", "--keep", "3");
    await(
        "a file",
        () -> {
          send(50);
          return !files(ring).isEmpty();
        });
    send(5000);
    await("the ring", () -> files(ring).size() == 3 && weft.isAlive());
    Process load =
        start(
            "ip",
            "netns",
            "exec",
            near,
            "bash",
            "-c",
            "exec 3>/dev/udp/10.77.0.2/9; while :; do echo \"and on and on\" >&3; done"
                + " 2>/dev/null");
    Path newest = files(ring).get(2);
    await("a newer file", () -> !files(ring).contains(newest));
    weft.destroyForcibly();
    assertTrue(weft.waitFor(30, TimeUnit.SECONDS));
    assertTrue(load.isAlive(), "the load ended before the kill");
    List<Path> left = files(ring);
    // Killed between the making of a file and the removal of the oldest, four are left.
    assertTrue(left.size() == 3 || left.size() == 4, left.toString());
    for (Path file : left) {
      boolean last = file.equals(left.get(left.size() - 1));
      if (last && Files.size(file) == 0) {
        continue; // killed between the making of the file and its first write
      }
      try (PacketSource source = Captures.open(file)) {
        CapturedPacket packet = new CapturedPacket();
        while (source.next(packet)) {
          // counted by its number
        }
        assertTrue(last || packet.number() > 100, file + ": " + packet.number());
        assertTrue(last || source.end().complete(), source.end().toString());
        assertTrue(last || source.interfaces().get(0).statistics() != null, file.toString());
      }
      assertTrue(Files.size(file) < 41_000, file + ": " + Files.size(file));
    }
  }

  /** The second signal must not wait for packets to be read that nobody reads any more. */
  @Test
  void aSecondSignalEndsItAtOnceUnderLoad() throws Exception {
    Path file = folder.resolve("x.pcapng");
    Process weft = capture("-B", "1MB", "-w", file.toString());
    Namespaces.awaitCapture(weft);
    for (int i = 0; i < 2; i++) {
      start(
          "ip",
          "netns",
          "exec",
          near,
          "bash",
          "-c",
          "exec 3>/dev/udp/10.77.0.2/9; while :; do echo \"and on and on\" >&3; done"
              + " 2>/dev/null");
    }
    await("packets", () -> packets(file).size() > 1000);
    run("kill", "-STOP", Long.toString(weft.pid()));
    Thread.sleep(500); // the kernel's buffer fills: the pipe will be full at once
    run("kill", "-INT", Long.toString(weft.pid()));
    run("kill", "-TERM", Long.toString(weft.pid()));
    run("kill", "-CONT", Long.toString(weft.pid()));
    assertTrue(weft.waitFor(20, TimeUnit.SECONDS), "hangs");
    assertTrue(List.of(130, 143, 0).contains(weft.exitValue()), weft.exitValue() + errors());
    assertTrue(packets(file).size() > 1000);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}

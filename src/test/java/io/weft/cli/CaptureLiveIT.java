package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.testing.Programs;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program captures on a link between two hosts that the test makes. */
final class CaptureLiveIT {
  private static final String WEFT = Programs.weft().toString();
  private static final String FILTER = "udp or icmp";

  /** Datagrams without end to a port of the client where nobody listens. */
  private static final String LOAD =
      "exec 3>/dev/udp/"
          + Namespaces.CLIENT_ADDRESS
          + "/9; while :; do echo \"and on and on\" >&3; done 2>/dev/null";

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs().withDefaultSignals();

  private Namespaces hosts;

  @BeforeEach
  void makeHosts() throws Exception {
    Namespaces.needs("tcpdump", "bash");
    hosts = new Namespaces(programs);
  }

  @AfterEach
  void removeHosts() throws Exception {
    if (hosts != null) {
      hosts.remove();
    }
  }

  /** Weft on the client's side. */
  private RunningProgram capture(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(WEFT, "capture", "-i", Namespaces.INTERFACE, "-f", FILTER));
    command.addAll(List.of(arguments));
    return programs.start(hosts.onClient(command.toArray(String[]::new)));
  }

  /** Datagrams to a port where nobody listens, some of which are answered by ICMP errors. */
  private void send(int datagrams) throws Exception {
    String script =
        "exec 3>/dev/udp/"
            + Namespaces.CLIENT_ADDRESS
            + "/9; for ((i = 0; i < "
            + datagrams
            + "; i++)); do echo \"datagram $i and some more words\" >&3; done 2>/dev/null";
    assertEquals(0, programs.run(hosts.onServer("bash", "-c", script)).code());
  }

  private RunningProgram load() throws IOException {
    return programs.start(hosts.onServer("bash", "-c", LOAD));
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
    } catch (CaptureFormatException | NoSuchFileException e) {
      return packets; // just made, or about to be
    }
    return packets;
  }

  @Test
  void capturesWhatTcpdumpCaptures() throws Exception {
    Path theirs = folder.resolve("theirs.pcap");
    Path ours = folder.resolve("ours.pcapng");
    RunningProgram tcpdump =
        programs.start(
            hosts.onClient(
                "tcpdump",
                "-i",
                Namespaces.INTERFACE,
                "--nano",
                "-U",
                "-s",
                "262144",
                "-Z",
                "root",
                "-w",
                theirs.toString(),
                FILTER));
    tcpdump.await("a capture file", () -> Files.exists(theirs) && Files.size(theirs) >= 24);
    RunningProgram weft = capture("-w", ours.toString());
    Namespaces.awaitCapture(weft);
    send(3000);
    tcpdump.await("all packets", () -> packets(theirs).size() >= 3000);
    int sent = packets(theirs).size();
    weft.await("all packets", () -> packets(ours).size() >= sent); // though nobody closes the file
    weft.signal("TERM");
    tcpdump.signal("TERM");
    assertEquals(0, weft.awaitEnd(30), weft.err());
    tcpdump.awaitEnd(30);
    assertEquals(packets(theirs), packets(ours));
    try (PacketSource source = Captures.open(ours)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        // to the counters at the end
      }
      assertTrue(source.end().complete());
      CaptureInterface face = source.interfaces().get(0);
      assertEquals(Namespaces.INTERFACE, face.name());
      assertEquals(FILTER, face.filter());
      assertEquals(packet.number(), face.statistics().delivered());
      assertEquals(packet.number(), face.statistics().filterAccepted());
      assertEquals(0, face.statistics().systemDropped());
    }
  }

  @Test
  void aRingIsReadableWhenItIsKilledUnderLoad() throws Exception {
    Path ring = Files.createDirectory(folder.resolve("ring"));
    RunningProgram weft =
        capture("-w", ring.resolve("r.pcapng").toString(), "--rotate", "40kB", "--keep", "3");
    weft.await(
        "a file",
        () -> {
          send(50);
          return !files(ring).isEmpty();
        });
    send(5000);
    weft.await("the ring", () -> files(ring).size() == 3);
    RunningProgram load = load();
    Path newest = files(ring).get(2);
    weft.await("a newer file", () -> !files(ring).contains(newest));
    weft.kill();
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
    RunningProgram weft = capture("-B", "1MB", "-w", file.toString());
    Namespaces.awaitCapture(weft);
    load();
    load();
    weft.await("packets", () -> packets(file).size() > 1000);
    weft.signal("STOP");
    // The kernel's buffer fills: each packet takes more than the 50 bytes that it has at least.
    long before = hosts.packetsReceivedByClient();
    Programs.await("a full buffer", () -> hosts.packetsReceivedByClient() - before > 20_000);
    weft.signal("INT");
    weft.signal("TERM");
    weft.signal("CONT");
    int code = weft.awaitEnd(20);
    assertTrue(List.of(130, 143, 0).contains(code), code + weft.err());
    assertTrue(packets(file).size() > 1000);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}

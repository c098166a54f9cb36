package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.testing.Programs;
import io.weft.testing.Programs.Result;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program writes captures, and is killed, or its disk is full, while it does. */
final class CaptureIT {
  private static final String WEFT = Programs.weft().toString();
  private static final long SECOND = 1_000_000_000L;
  private static final String SAMPLE = "samples/dns-http.pcapng";
  private static final List<String> NAMES =
      List.of(
          "x.pcapng",
          "x.pcapng.gz",
          "x.pcapng.zst",
          "x.pcapng.lz4",
          "x.pcapng.xz",
          "x.pcap",
          "x.pcap.gz",
          "x.pcap.zst",
          "x.pcap.lz4",
          "x.pcap.xz");

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs();

  /**
   * Starts a copy from its standard input to a file. The launcher replaces itself by the JVM, so
   * that a signal reaches that.
   */
  private RunningProgram copyTo(Path file) throws IOException {
    return programs.startWithInput(WEFT, "capture", "-", "-w", file.toString());
  }

  private static byte[] header() {
    return ByteBuffer.allocate(24)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0xA1B2C3D4)
        .putShort((short) 2)
        .putShort((short) 4)
        .putLong(0)
        .putInt(262_144)
        .putInt(1)
        .array();
  }

  private static byte[] record(int number) {
    byte[] packet = new byte[60 + number % 700];
    new Random(number).nextBytes(packet); // no compression makes them fit a small disk
    return ByteBuffer.allocate(16 + packet.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(1_700_000_000)
        .putInt(number)
        .putInt(packet.length)
        .putInt(packet.length)
        .put(packet)
        .array();
  }

  /** How many packets a file gives up to where it stops, each of them as it was written. */
  private static int packets(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    int found = 0;
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = Captures.open(file)) {
      for (; source.next(packet); found++) {
        byte[] expected = record(found);
        assertEquals(expected.length - 16, packet.capturedLength());
        assertEquals(
            -1,
            Arrays.mismatch(
                expected,
                16,
                expected.length,
                packet.bytes(),
                packet.offset(),
                packet.offset() + packet.capturedLength()));
      }
    } catch (CaptureFormatException e) {
      assertEquals(0, found); // caught before its header was written
    }
    return found;
  }

  private static void kill(RunningProgram weft) throws IOException {
    weft.kill();
    assertEquals(137, weft.awaitEnd());
  }

  /** A pipe gives a few packets and falls silent; a second or two later they are safe. */
  @Test
  void nothingIsLostThatAQuietPipeGaveBeforeAKill() throws Exception {
    Map<Path, RunningProgram> running = new LinkedHashMap<>();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      RunningProgram weft = copyTo(file);
      running.put(file, weft);
      OutputStream pipe = weft.input();
      pipe.write(header());
      for (int i = 0; i < 500; i++) {
        pipe.write(record(i));
      }
      pipe.flush();
    }
    for (Map.Entry<Path, RunningProgram> each : running.entrySet()) {
      each.getValue().await("500 packets", () -> packets(each.getKey()) >= 500);
    }
    for (RunningProgram weft : running.values()) {
      kill(weft);
    }
    for (Path file : running.keySet()) {
      assertEquals(500, packets(file), file.toString());
    }
  }

  /** Killed amidst a stream of packets: all are there but those of the last moments. */
  @ParameterizedTest
  @ValueSource(strings = {"x.pcapng", "x.pcap", "x.pcapng.gz", "x.pcapng.zst", "x.pcap.xz"})
  void aKillUnderLoadCostsTheLastMomentsOnly(String name) throws Exception {
    Path file = folder.resolve(name);
    RunningProgram weft = copyTo(file);
    OutputStream pipe = weft.input(); // stays open: its end is not what is tried
    pipe.write(header());
    pipe.write(record(0));
    pipe.flush();
    weft.await("a packet", () -> packets(file) >= 1);
    int sent = 1;
    int before = 0; // sent two seconds before the kill
    long start = System.nanoTime();
    for (long now = start; now < start + 5 * SECOND; now = System.nanoTime()) {
      if (now < start + 3 * SECOND) {
        before = sent;
      }
      for (int i = 0; i < 20; i++) {
        pipe.write(record(sent++));
      }
      pipe.flush();
      Thread.sleep(1);
    }
    kill(weft);
    int kept = packets(file);
    assertTrue(before > 1000, "only " + before + " packets were sent");
    assertTrue(kept >= before && kept <= sent, before + " <= " + kept + " <= " + sent);
  }

  /** The end of a pipe may be a signal, whether anything comes through it or not. */
  @Test
  void aSignalEndsAPipeInGoodOrder() throws Exception {
    Path file = folder.resolve("x.pcapng.gz");
    RunningProgram weft = copyTo(file);
    OutputStream pipe = weft.input();
    pipe.write(header());
    for (int i = 0; i < 10; i++) {
      pipe.write(record(i));
    }
    pipe.flush();
    weft.await("ten packets", () -> packets(file) >= 10);
    weft.signal("TERM"); // and no end of the pipe
    assertEquals(0, weft.awaitEnd(30), weft.err());
    assertTrue(weft.err().startsWith("weft: 10 packets, "), weft.err());
    try (PacketSource source = Captures.open(file)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        // up to the end, whatever it is
      }
      assertEquals(10, packet.number());
      assertTrue(source.end().complete(), source.end().toString());
    }
  }

  /** Flows are known that only the end would print, and the pipe stays silent and open. */
  @Test
  void aSignalToldTwiceLosesNoFlowOfAPipe() throws Exception {
    RunningProgram weft = programs.startWithInput(WEFT, "flows", "--json", "--every", "100ms", "-");
    OutputStream pipe = weft.input();
    Files.copy(Path.of(SAMPLE), pipe);
    pipe.flush();
    weft.await("a record on the way", () -> weft.out().contains("\"protocol\":\"tcp\""));
    String pid = Long.toString(weft.pid());
    programs.run("sh", "-c", "kill -TERM $1 && sleep 0.002 && kill -TERM $1", "sh", pid);
    assertEquals(0, weft.awaitEnd(), weft.err());
    List<String> lines = weft.out().lines().toList();
    String last = lines.get(lines.size() - 1);
    String before = lines.get(lines.size() - 2);
    assertTrue(before.contains("\"udp\"") && before.contains("\"final\":false"), before);
    assertTrue(last.contains("\"tcp\"") && last.contains("\"final\":true"), last);
  }

  @Test
  void othersReadWhatIsWritten() throws Exception {
    assumeTrue(Programs.isInstalled("capinfos"), "no capinfos to read files with");
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      Result written = run(WEFT, "capture", SAMPLE, "-w", file.toString());
      assertEquals(0, written.code(), written.toString());
      if (name.endsWith(".xz")) {
        continue; // which Wireshark's tools do not read
      }
      Result counted = run("capinfos", "-T", "-r", "-M", "-c", "-d", file.toString());
      Result original = run("capinfos", "-T", "-r", "-M", "-c", "-d", SAMPLE);
      assertEquals(0, counted.code(), counted.toString());
      assertEquals("", counted.err());
      assertEquals(original.out().replace(SAMPLE, file.toString()), counted.out());
    }
    assumeTrue(Programs.isInstalled("tshark"), "no tshark to read files with");
    String[] fields = {"-T", "fields", "-e", "frame.time_epoch", "-e", "_ws.col.Info"};
    List<String> dissect = new ArrayList<>(List.of(fields));
    dissect.addAll(0, List.of("tshark", "-r", SAMPLE));
    String original = run(dissect.toArray(String[]::new)).out();
    for (String name : List.of("x.pcapng", "x.pcap.gz")) {
      dissect.set(2, folder.resolve(name).toString());
      Result dissected = run(dissect.toArray(String[]::new));
      assertEquals(original, dissected.out());
      assertEquals(70, original.lines().count());
    }
  }

  /** A real file system of two megabytes, which only this test's own mount namespace sees. */
  @ParameterizedTest
  @ValueSource(strings = {"x.pcapng", "x.pcap", "x.pcapng.gz", "x.pcap.zst"})
  void aFullDiskEndsItWithAWholeFile(String name) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Result mount =
        run("unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=2m", "none", disk.toString());
    assumeTrue(mount.code() == 0, "no right to mount a small disk: " + mount.err());
    Path large = folder.resolve("large.pcap");
    try (OutputStream out = Files.newOutputStream(large)) {
      out.write(header());
      for (int i = 0; i < 30_000; i++) {
        out.write(record(i));
      }
    }
    Result result =
        run(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs -o size=2m none \"$1\" && { \"$2\" capture \"$3\" -w \"$1/$4\";"
                + " code=$?; cp \"$1/$4\" \"$5\"; exit $code; }",
            "sh",
            disk.toString(),
            WEFT,
            large.toString(),
            name,
            folder.resolve(name).toString());
    boolean compressed = !name.endsWith("p") && !name.endsWith("g");
    assertEquals(1, result.code(), result.toString());
    List<String> lines = result.err().lines().toList();
    assertEquals(
        "weft: " + disk.resolve(name) + ": No space left on device", lines.get(lines.size() - 1));
    int kept = packets(folder.resolve(name));
    assertTrue(kept > 1000, kept + " packets kept");
    if (!compressed) {
      assertWhole(folder.resolve(name), kept, result);
    }
  }

  /** Not one packet is cut, and the summary counts those that are there. */
  private static void assertWhole(Path file, int kept, Result result) throws IOException {
    try (PacketSource source = Captures.open(file)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        // up to the end, whatever it is
      }
      assertTrue(source.end().complete(), source.end().toString());
    }
    String count = String.format(Locale.ROOT, "weft: %,d packets, ", kept);
    assertTrue(result.err().startsWith(count), result.toString());
  }

  /** So little is copied that nothing is written before the end, and that is too much already. */
  @ParameterizedTest
  @ValueSource(strings = {"x.pcapng", "x.pcap"})
  void whatFailsAtTheEndLeavesAWholeFileToo(String name) throws Exception {
    Path small = folder.resolve("small.pcap");
    try (OutputStream out = Files.newOutputStream(small)) {
      out.write(header());
      for (int i = 0; i < 200; i++) {
        out.write(record(i));
      }
    }
    Path file = folder.resolve(name);
    String[] command = {
      "sh", "-c", "ulimit -f 8; \"$1\" capture \"$2\" -w \"$3\"", "sh", WEFT, "" + small, "" + file
    };
    Result result = run(command);
    assumeTrue(Files.size(file) < Files.size(small), "files are not limited: " + result.err());
    assertEquals(1, result.code(), result.toString());
    assertTrue(result.err().contains("weft: " + file + ": "), result.toString());
    int kept = packets(file);
    assertTrue(kept > 0 && kept < 200, kept + " packets kept");
    assertWhole(file, kept, result);
  }

  private Result run(String... command) throws IOException {
    return programs.run(command);
  }
}

package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureInfo;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.cli.Session;
import io.weft.cli.terminal.Terminal;
import io.weft.report.text.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaptureCommandTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";
  private static final int PACKETS = 70;

  @TempDir Path folder;

  private final Session weft = new Session();

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CaptureInfo.File info(Path file, long packets) throws IOException {
    try (PacketSource source = Captures.open(file)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        // counted by its number
      }
      assertEquals(packets, packet.number());
      assertTrue(source.end().complete());
      return source.info().files().get(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x.pcapng, pcapng, ''",
    "x, pcapng, ''",
    "x.pcap, pcap, ''",
    "x.CAP, pcap, ''",
    "x.pcapng.gz, pcapng, gzip",
    "x.pcap.zst, pcap, zstd",
    "x.pcap.lz4, pcap, lz4",
    "x.xz, pcapng, xz"
  })
  void theNameTellsTheFormat(String name, String format, String compression) throws IOException {
    assertEquals(0, weft.run("capture", SAMPLE, "-w", file(name)), weft.err());
    CaptureInfo.File info = info(folder.resolve(name), PACKETS);
    assertEquals(format, info.format());
    assertEquals(
        compression.isEmpty() ? List.of() : List.of(compression),
        info.compression().stream().map(each -> each.label()).toList());
    assertEquals("", weft.out());
    String size = Units.bytes(Files.size(folder.resolve(name)));
    assertEquals("weft: 70 packets, " + size + " in " + file(name) + "\n", weft.err());
  }

  @Test
  void theFormatMayBeNamedAgainstTheEnding() throws IOException {
    assertEquals(0, weft.run("capture", SAMPLE, "-w", file("x.pcapng"), "--format", "pcap"));
    assertEquals("pcap", info(folder.resolve("x.pcapng"), PACKETS).format());
    assertEquals(2, weft.run("capture", SAMPLE, "-w", file("y"), "--format", "erf"));
    assertTrue(weft.err().contains("--format knows pcapng and pcap, not 'erf'"), weft.err());
  }

  @Test
  void copiesSeveralAndTheFirstOnly() throws IOException {
    assertEquals(0, weft.run("capture", SAMPLE, "samples/reset.pcap", "-w", file("two.pcapng")));
    info(folder.resolve("two.pcapng"), 150 + PACKETS);
    assertEquals(0, weft.run("capture", "-c", "12", SAMPLE, "-w", file("twelve.pcapng")));
    info(folder.resolve("twelve.pcapng"), 12);
  }

  @Test
  void theCopyOfACaptureSaysTheSame() {
    assertEquals(0, weft.run("capture", SAMPLE, "-w", file("copy.pcapng")));
    Session original = new Session();
    Session copy = new Session();
    assertEquals(0, original.run("packets", "--json", SAMPLE));
    assertEquals(0, copy.run("packets", "--json", file("copy.pcapng")));
    assertEquals(original.out(), copy.out());
  }

  @Test
  void goesThroughPipes() throws IOException {
    byte[] original = Files.readAllBytes(Path.of(SAMPLE));
    Session piping = new Session(original);
    assertEquals(0, piping.run("capture", "-", "-w", "-", "--format", "pcap"));
    Path piped = Files.write(folder.resolve("piped"), piping.outBytes());
    assertEquals("pcap", info(piped, PACKETS).format());
    assertTrue(piping.err().startsWith("weft: 70 packets, "), piping.err());
    assertTrue(piping.err().endsWith(" to standard output\n"), piping.err());
  }

  @Test
  void aReaderThatWentAwayIsTheEnd() {
    assertEquals(0, weft.runIntoClosedPipe("capture", SAMPLE, "-w", "-"));
  }

  @Test
  void makesAndKeepsSeveralFiles() throws IOException {
    assertEquals(
        0, weft.run("capture", SAMPLE, "-w", file("part.pcap.gz"), "--rotate", "20packets,1GB"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(
              "part_00001_20261123175153.pcap.gz",
              "part_00002_20261123175153.pcap.gz",
              "part_00003_20261123175153.pcap.gz",
              "part_00004_20261123175153.pcap.gz"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
    info(folder.resolve("part_00004_20261123175153.pcap.gz"), 10);
    assertTrue(
        weft.err().matches("weft: 70 packets, .* in 4 files, the newest .*/part_00004_.*\n"),
        weft.err());
    assertEquals(
        0,
        weft.run(
            "capture",
            SAMPLE,
            "-w",
            file("kept.pcap"),
            "--rotate",
            "100ms",
            "--rotate",
            "20KiB",
            "--keep",
            "2"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.filter(path -> path.toString().contains("/kept_")).count());
    }
  }

  @Test
  void existingFilesAreSafe() throws IOException {
    Path precious = Files.writeString(folder.resolve("x.pcap"), "precious");
    assertEquals(1, weft.run("capture", SAMPLE, "-w", precious.toString()));
    assertEquals("weft: " + precious + ": exists already; --force overwrites it\n", weft.err());
    assertEquals("precious", Files.readString(precious));
    assertEquals(0, weft.run("capture", SAMPLE, "-w", precious.toString(), "--force"));
    info(precious, PACKETS);
  }

  @Test
  void whatIsReadIsNeverOverwritten() throws IOException {
    Path input = folder.resolve("in.pcapng");
    Files.copy(Path.of(SAMPLE), input);
    Path link = Files.createSymbolicLink(folder.resolve("link.pcapng"), input);
    for (String read : List.of(input.toString(), folder.toString())) {
      Session session = new Session();
      assertEquals(1, session.run("capture", read, "-w", link.toString(), "--force"));
      assertTrue(
          session.err().contains("link.pcapng: is one of the captures to be read"), session.err());
    }
    assertArrayEquals(Files.readAllBytes(Path.of(SAMPLE)), Files.readAllBytes(input));
  }

  @Test
  void namesWhatIsWrong() {
    String none = file("none");
    assertUsage("where to? -w names a file, or - for standard output", SAMPLE);
    assertUsage("--keep needs --rotate", SAMPLE, "-w", file("x"), "--keep", "3");
    assertUsage("--rotate makes files, and -w - is none", SAMPLE, "-w", "-", "--rotate", "1MB");
    for (String bound : List.of("100", "100M", "MB", "-1MB", "1.5GB", "60x", "9999999999999MB")) {
      assertUsage("--rotate needs a size such as 100MB", SAMPLE, "-w", none, "--rotate=" + bound);
    }
    assertUsage("--rotate at nothing", SAMPLE, "-w", none, "--rotate", "0s");
    Session missing = new Session();
    assertEquals(1, missing.run("capture", SAMPLE, "-w", none + "/x.pcap"));
    assertEquals("weft: " + none + ": no such folder\n", missing.err());
    Session terminal = new Session(new Terminal(true, false, 80));
    assertEquals(2, terminal.run("capture", SAMPLE, "-w", "-"));
    assertTrue(terminal.err().contains("standard output is a terminal"), terminal.err());
  }

  private static void assertUsage(String message, String... arguments) {
    Session session = new Session();
    String[] line =
        Stream.concat(Stream.of("capture"), Stream.of(arguments)).toArray(String[]::new);
    assertEquals(2, session.run(line), session.err());
    assertTrue(session.err().contains(message), session.err());
  }

  @Test
  void aPacketThatDoesNotFitEndsItWithTheOthersKept() throws IOException {
    Path file = folder.resolve("mixed.pcap");
    assertEquals(
        1, weft.run("capture", "samples/reset.pcap", "samples/raw-ip.pcap", "-w", file.toString()));
    assertTrue(weft.err().contains(": a pcap file holds one of them, pcapng any number\n"));
    assertTrue(weft.err().contains(" packets, "), weft.err());
    assertEquals(0, new Session().run("info", file.toString()));
  }
}

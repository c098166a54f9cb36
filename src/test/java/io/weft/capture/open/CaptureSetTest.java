package io.weft.capture.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.compression.CompressionTest;
import io.weft.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSetTest {
  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** Two packets, the first at {@code seconds}; each of one byte that tells the file. */
  private static byte[] pcap(int seconds, int mark) {
    return CaptureBytes.littleEndian()
        .pcapHeader()
        .pcapRecord(seconds, 0, new byte[] {(byte) mark})
        .pcapRecord(seconds + 100, 0, new byte[] {(byte) mark})
        .bytes();
  }

  private static byte[] pcapng(int seconds, int mark) {
    return CaptureBytes.littleEndian()
        .section()
        .describe(LinkType.RAW, 0)
        .describe(LinkType.ETHERNET, 0)
        .enhanced(1, seconds * 1_000_000L, new byte[] {(byte) mark})
        .bytes();
  }

  private static Contents read(Path... paths) throws IOException {
    try (PacketSource source = Captures.open(List.of(paths))) {
      return Contents.of(source);
    }
  }

  private static List<Integer> marks(Contents contents) {
    return contents.records().stream().map(r -> (int) r.bytes().charAt(0)).toList();
  }

  @Test
  void ordersFilesByTheirFirstTimestamp() throws IOException {
    Path late = write("a.pcap", pcap(300, 3));
    Path early = write("b.pcapng", pcapng(100, 1));
    Path middle = write("c.gz", CompressionTest.pack(Compression.GZIP, pcap(200, 2)));
    Path none = write("d.pcap", CaptureBytes.littleEndian().pcapHeader().bytes());
    Contents contents = read(late, early, middle, none);
    assertEquals(List.of(1, 2, 2, 3, 3), marks(contents));
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L), contents.records().stream().map(Copy::number).toList());
    // the empty file's interface comes first, then the two of the pcapng file
    assertEquals(
        List.of(2, 3, 3, 4, 4), contents.records().stream().map(Copy::interfaceId).toList());
    assertEquals(
        List.of(none, early, middle, late).stream().map(Path::toString).toList(),
        contents.info().files().stream().map(CaptureInfo.File::name).toList());
    for (CaptureInterface face : contents.faces()) {
      assertEquals(face, contents.faces().get(face.index()));
    }
  }

  @Test
  void keepsTheGivenOrderOfEqualTimes() throws IOException {
    Path one = write("z.pcap", pcap(5, 1));
    Path two = write("a.pcap", pcap(5, 2));
    assertEquals(List.of(1, 1, 2, 2), marks(read(one, two)));
    assertEquals(List.of(2, 2, 1, 1), marks(read(two, one)));
  }

  @Test
  void findsTheCapturesInAFolderByContent() throws IOException {
    write("x/deep/inside/one.txt", pcap(300, 3));
    write("x/.hidden", pcapng(100, 1));
    write("x/two.pcap", pcap(200, 2));
    Path text = write("x/readme.pcap", "no capture".getBytes(StandardCharsets.UTF_8));
    Path empty = write("x/empty.pcap", new byte[0]);
    Contents contents = read(folder.resolve("x"));
    assertEquals(List.of(1, 2, 2, 3, 3), marks(contents));
    assertTrue(contents.end().complete());
    assertEquals(2, contents.end().notes().size());
    assertTrue(
        contents.end().notes().get(0).startsWith("left out " + empty + ": is empty"),
        contents.end().notes().get(0));
    assertTrue(
        contents.end().notes().get(1).startsWith("left out " + text + ": not a capture but text"),
        contents.end().notes().get(1));
  }

  @Test
  void leavesLoopsOfLinksAlone() throws IOException {
    write("x/one.pcap", pcap(1, 1));
    Files.createSymbolicLink(folder.resolve("x/self"), folder.resolve("x"));
    Files.createSymbolicLink(folder.resolve("x/dead"), folder.resolve("nowhere"));
    Contents contents = read(folder.resolve("x"));
    assertEquals(List.of(1, 1), marks(contents));
    assertEquals(2, contents.end().notes().size());
  }

  @Test
  void boundsTheNotes() throws IOException {
    write("x/one.pcap", pcap(1, 1));
    for (int i = 0; i < 1010; i++) {
      write("x/" + i, new byte[] {1});
    }
    List<String> notes = read(folder.resolve("x")).end().notes();
    assertEquals(1001, notes.size());
    assertEquals("and 10 more", notes.get(1000));
  }

  @Test
  void goesOnAfterADamagedFile() throws IOException {
    Path cut = write("a.pcap", Arrays.copyOf(pcap(1, 1), 24 + 17 + 16));
    Path bad = write("b.pcapng", Arrays.copyOf(pcapng(2, 2), 90));
    Path good = write("c.pcap", pcap(3, 3));
    Contents contents = read(cut, bad, good);
    assertEquals(List.of(1, 3, 3), marks(contents));
    assertFalse(contents.end().complete());
    assertEquals(
        List.of(bad.toString(), cut.toString()), // nothing to be read of b: it sorts first
        contents.end().damages().stream().map(CaptureEnd.Damage::file).toList());
    assertEquals(41, contents.end().damages().get(1).offset());
  }

  @Test
  void refusesNamedFilesThatAreNoCaptures() throws IOException {
    Path good = write("a.pcap", pcap(1, 1));
    Path json = write("b.json", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
    for (List<Path> paths : List.of(List.of(json), List.of(good, json), List.of(json, good))) {
      CaptureFormatException e =
          assertThrows(CaptureFormatException.class, () -> Captures.open(paths));
      assertEquals(json.toString(), e.file());
      assertEquals(0, e.offset());
      assertEquals(
          json
              + ": not a capture but text, JSON by its look (it begins with 7b2261223a20317d);"
              + " Weft reads pcap and pcapng, plain or in gzip, zstd, lz4 or xz",
          e.getMessage());
    }
    assertThrows(
        NoSuchFileException.class, () -> Captures.open(folder.resolve("nothing.pcap")).close());
  }

  @Test
  void refusesAFolderWithoutCaptures() throws IOException {
    write("x/readme", new byte[] {1, 2, 3});
    CaptureFormatException e =
        assertThrows(CaptureFormatException.class, () -> Captures.open(folder.resolve("x")));
    assertTrue(e.getMessage().contains("no capture among the 1 files"), e.getMessage());
    Path named = write("y.pcap", pcap(1, 1));
    assertThrows(
        CaptureFormatException.class, () -> Captures.open(List.of(named, folder.resolve("x"))));
  }

  @Test
  void tellsProgressOverAllFiles() throws IOException {
    Path one = write("a.pcap", pcap(1, 1));
    Path two = write("b.pcap", pcap(2, 2));
    try (PacketSource source = Captures.open(List.of(one, two))) {
      assertEquals(Files.size(one) * 2, source.bytesTotal());
      Contents contents = Contents.of(source);
      assertEquals(4, contents.records().size());
      assertEquals(source.bytesTotal(), source.bytesRead());
      assertTrue(source.reopenable());
      assertFalse(source.next(new CapturedPacket()));
    }
  }

  @Test
  void readsNamedPipesLast() throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(Programs.isInstalled("mkfifo"), "no mkfifo here");
    assertEquals(0, Programs.runOnce("mkfifo", fifo.toString()).code());
    Path file = write("a.pcap", pcap(900, 9));
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(fifo, pcap(1, 1));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    try (PacketSource source = Captures.open(List.of(fifo, file))) {
      assertEquals(-1, source.bytesTotal());
      assertFalse(source.reopenable());
      assertEquals(List.of(9, 9, 1, 1), marks(Contents.of(source)));
    }
    writer.join();
  }

  @Test
  void givesNothingAfterClose() throws IOException {
    PacketSource source = Captures.open(write("a.pcap", pcap(1, 1)));
    CapturedPacket packet = new CapturedPacket();
    assertTrue(source.next(packet));
    source.close();
    source.close();
    assertFalse(source.next(packet));
  }
}

package io.weft.capture.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.SweepTest;
import io.weft.capture.open.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureWriterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SOON = SECOND / 20;

  @TempDir Path folder;

  private static CaptureWriter.Settings settings(
      CaptureFormat format, Compression compression, Rotation rotation) {
    return new CaptureWriter.Settings(format, compression, rotation, "a test", SOON);
  }

  private static CaptureTarget file(Path file) {
    return CaptureTarget.file(
        file,
        existing -> {
          throw new FileSystemException(existing.toString(), null, "is there");
        });
  }

  /** Copies a whole capture, and returns the closed writer. */
  private static CaptureWriter copy(
      PacketSource source, CaptureTarget target, CaptureWriter.Settings settings)
      throws IOException {
    CapturedPacket packet = new CapturedPacket();
    CaptureWriter writer = new CaptureWriter(source, target, settings);
    try (source;
        writer) {
      while (source.next(packet)) {
        writer.write(packet);
      }
    }
    return writer;
  }

  private static byte[] copied(CaptureBytes original) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(
        original.open(),
        CaptureTarget.stream(out),
        settings(CaptureFormat.PCAPNG, null, Rotation.NONE));
    return out.toByteArray();
  }

  /** Packets a tenth of a second apart, with bytes that compress a little. */
  private static CaptureBytes pcap(int packets) {
    CaptureBytes pcap = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < packets; i++) {
      pcap.pcapRecord(
          1_700_000_000 + i / 10, i % 10 * 100_000L, CaptureBytes.packet(60 + i % 1000, i * 31));
    }
    return pcap;
  }

  private static List<Copy> read(Path file) throws IOException {
    try (PacketSource source = Captures.open(file)) {
      Contents contents = Contents.of(source);
      assertTrue(contents.end().complete(), contents.end().toString());
      return contents.records();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @NullSource
  @EnumSource
  void pcapReadsBackAsItWas(Compression compression) throws IOException {
    Path file = folder.resolve("copy");
    CaptureBytes original = pcap(3000);
    CaptureWriter writer =
        copy(original.open(), file(file), settings(CaptureFormat.PCAP, compression, Rotation.NONE));
    assertEquals(original.read().records(), read(file));
    assertEquals(3000, writer.packets());
    assertEquals(Files.size(file), writer.bytes());
    assertEquals(1, writer.files());
    if (compression == null) {
      // The copy can say everything that the original says, so its bytes are the same.
      assertEquals(
          CaptureBytes.latin1(original.bytes()), CaptureBytes.latin1(Files.readAllBytes(file)));
    }
  }

  @ParameterizedTest
  @NullSource
  @EnumSource
  void pcapngReadsBackAsItWas(Compression compression) throws IOException {
    Path file = folder.resolve("copy");
    byte[] original = SweepTest.files().get(1);
    Contents before = CaptureBytes.read(original);
    copy(
        Captures.open(CaptureBytes.channel(original), "test"),
        file(file),
        settings(CaptureFormat.PCAPNG, compression, Rotation.NONE));
    Contents after;
    try (PacketSource source = Captures.open(file)) {
      after = Contents.of(source);
    }
    assertTrue(after.end().complete(), after.end().toString());
    assertEquals(before.records(), after.records());
    assertEquals(before.info().names(), after.info().names());
    assertEquals("key", new String(after.info().secrets().get(0).bytes(), UTF_8));
    assertEquals("comment", after.info().sections().get(0).comment());
    assertEquals("a test", after.info().sections().get(0).application());
    assertEquals(
        compression == null ? List.of() : List.of(compression),
        after.info().files().get(0).compression());
    for (int i = 0; i < before.faces().size(); i++) {
      CaptureInterface was = before.faces().get(i);
      CaptureInterface is = after.faces().get(i);
      assertEquals(was.name(), is.name());
      assertEquals(was.snaplen(), is.snaplen());
      assertEquals(was.ticksPerSecond(), is.ticksPerSecond());
      assertEquals(was.statistics(), is.statistics());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void keepsAllThatAFileSaysOfAPacket(String order) throws IOException {
    CaptureBytes original =
        CaptureBytes.in(
            order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    original.section().describe(1, 0);
    original.enhanced(
        0,
        1,
        CaptureBytes.packet(33, 1),
        options(original, original.body().u32(2).bytes(), original.body().u64(7).bytes()));
    original.enhanced(0, 2, CaptureBytes.packet(34, 1));
    CaptureBytes expected = CaptureBytes.littleEndian();
    byte[] same = options(expected, expected.body().u32(2).bytes(), expected.body().u64(7).bytes());
    try (PacketSource source = Captures.open(CaptureBytes.channel(copied(original)), "test")) {
      CapturedPacket packet = new CapturedPacket();
      assertTrue(source.next(packet));
      assertEquals("one\ntwo", packet.comment());
      assertEquals(
          CaptureBytes.latin1(same),
          CaptureBytes.latin1(
              Arrays.copyOfRange(packet.optionBytes(), packet.optionsFrom(), packet.optionsTo())));
      assertTrue(source.next(packet));
      assertEquals(packet.optionsFrom(), packet.optionsTo());
      assertFalse(source.next(packet));
    }
  }

  private static byte[] options(CaptureBytes in, byte[] four, byte[] eight) {
    CaptureBytes options = in.body();
    for (byte[] each :
        List.of(
            in.option(1, "one"),
            in.option(2, four), // flags
            in.option(3, new byte[] {2, 1, 2, 3, 4}), // a hash
            in.option(4, eight), // drops
            in.option(1, "two"),
            in.option(5, eight),
            in.option(6, four),
            in.option(7, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), // a verdict
            in.option(2988, in.body().raw(four).text("custom").bytes()),
            in.option(4, new byte[] {1, 2, 3, 4}))) { // of a wrong length, so it is bytes
      options.raw(each);
    }
    return options.bytes();
  }

  @Test
  void interfacesDescribedAlikeBecomeOne() throws IOException {
    CaptureBytes original = CaptureBytes.littleEndian();
    for (int section = 0; section < 3; section++) {
      original.section();
      original.describe(1, 0, original.option(2, "eth0"));
      original.describe(1, 0, original.option(2, "eth1"));
      original.enhanced(1, section, CaptureBytes.packet(20, section));
      byte[] received = original.body().u64(section).bytes();
      original.block(
          5, original.body().u32(1).u64(0).options(original.option(4, received)).bytes());
    }
    Contents contents = CaptureBytes.read(copied(original));
    assertEquals(
        List.of("eth0", "eth1"), contents.faces().stream().map(CaptureInterface::name).toList());
    assertEquals(2, contents.faces().get(1).statistics().received());
    assertEquals(List.of(1, 1, 1), contents.records().stream().map(Copy::interfaceId).toList());
  }

  /** A live capture's counters: each file ends with those of that moment. */
  @Test
  void everyFileEndsWithItsCounters() throws IOException {
    PacketSource live =
        new SourceWrapper(CaptureBytes.littleEndian().pcapHeader().open()) {
          private long packets;

          @Override
          public boolean next(CapturedPacket into) {
            packets++;
            into.point(new byte[100], 0, 60, 60);
            into.describe(packets, packets, true, LinkType.ETHERNET, 0);
            return packets <= 30;
          }

          @Override
          public List<CaptureInterface> interfaces() {
            CaptureInterface.Statistics now =
                new CaptureInterface.Statistics(1, packets, packets, 2, -1, 7, packets - 1);
            return List.of(
                new CaptureInterface(
                    0, null, "eth0", null, 1, 0, SECOND, -1, null, null, null, null, now));
          }
        };
    copy(
        live,
        file(folder.resolve("live")),
        settings(CaptureFormat.PCAPNG, null, new Rotation(0, 0, 10, 0)));
    long packets = 11; // the eleventh makes the first file end
    for (Path file : files()) {
      try (PacketSource source = Captures.open(file)) {
        assertEquals(10, Contents.of(source).records().size());
        assertEquals(
            new CaptureInterface.Statistics(1, packets, packets, 2, -1, 7, packets - 1),
            source.interfaces().get(0).statistics());
      }
      packets += 10;
    }
    assertEquals(41, packets);
  }

  @ParameterizedTest
  @EnumSource
  void everyFileOfASizeIsACapture(CaptureFormat format) throws IOException {
    CaptureBytes original = pcap(400);
    CaptureWriter writer =
        copy(
            original.open(),
            file(folder.resolve("web.pcapng")),
            settings(format, null, new Rotation(20_000, 0, 0, 0)));
    List<Path> files = files();
    assertEquals(files.size(), writer.files());
    assertEquals(files.get(files.size() - 1), writer.newest());
    assertTrue(files.size() > 4, files.toString());
    DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    List<String> packets = new ArrayList<>();
    long bytes = 0;
    int number = 0;
    for (Path file : files) {
      assertTrue(Files.size(file) <= 20_000, file + " has " + Files.size(file));
      assertTrue(Files.size(file) > 18_000 || file.equals(writer.newest()));
      bytes += Files.size(file);
      List<Copy> records = read(file);
      records.forEach(copy -> packets.add(copy.bytes()));
      number++;
      String first = time.format(Instant.ofEpochSecond(0, records.get(0).nanos()));
      assertEquals("web_0000" + number + "_" + first + ".pcapng", file.getFileName().toString());
    }
    assertEquals(original.read().records().stream().map(Copy::bytes).toList(), packets);
    assertEquals(bytes, writer.bytes());
  }

  @ParameterizedTest
  @EnumSource
  void compressedFilesAreBoundedAsTheyLieOnDisk(Compression compression) throws IOException {
    CaptureBytes original = CaptureBytes.littleEndian().pcapHeader();
    Random random = new Random(5);
    byte[] packet = new byte[1000];
    for (int i = 0; i < 2000; i++) {
      random.nextBytes(packet);
      Arrays.fill(packet, i % 1000, 1000, (byte) 0); // some shrink a lot, some not at all
      original.pcapRecord(1_700_000_000, i, packet);
    }
    copy(
        original.open(),
        file(folder.resolve("a.b.pcapng" + compression.extension())),
        settings(CaptureFormat.PCAPNG, compression, new Rotation(200_000, 0, 0, 0)));
    List<Path> files = files();
    assertTrue(files.size() > 2, files.toString());
    int packets = 0;
    for (Path file : files) {
      assertTrue(
          file.getFileName()
              .toString()
              .matches("a\\.b_0000\\d_20231114221320\\.pcapng\\" + compression.extension()),
          file.toString());
      assertTrue(Files.size(file) < 200_500, file + " has " + Files.size(file));
      assertTrue(Files.size(file) > 190_000 || file.equals(files.get(files.size() - 1)));
      packets += read(file).size();
    }
    assertEquals(2000, packets);
  }

  @Test
  void aFileSpansATimeAndANumber() throws IOException {
    CaptureBytes original = pcap(60);
    original.pcapRecord(1_600_000_000, 0, CaptureBytes.packet(9, 9)); // times jump back
    original.pcapRecord(1_600_000_001, 0, CaptureBytes.packet(9, 9));
    copy(
        original.open(),
        file(folder.resolve("trace")),
        settings(CaptureFormat.PCAP, null, new Rotation(0, 2 * SECOND, 15, 0)));
    List<Integer> packets = new ArrayList<>();
    for (Path file : files()) {
      packets.add(read(file).size());
    }
    assertEquals(List.of(15, 15, 15, 15, 2), packets);
    assertEquals("trace_00005_20200913122640", files().get(4).getFileName().toString());

    Path other = Files.createDirectory(folder.resolve("other"));
    copy(
        original.open(),
        file(other.resolve("trace")),
        settings(CaptureFormat.PCAP, null, new Rotation(0, 2 * SECOND, 0, 0)));
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void onlyTheNewestAreKeptAndStrangersLeftAlone() throws IOException {
    Path stranger = folder.resolve("web_00000_20200101000000.pcap");
    Files.writeString(stranger, "not ours");
    CaptureWriter writer =
        copy(
            pcap(400).open(),
            file(folder.resolve("web.pcap")),
            settings(CaptureFormat.PCAP, null, new Rotation(0, 0, 10, 3)));
    assertEquals(40, writer.files());
    List<Path> files = files();
    assertEquals(4, files.size(), files.toString());
    assertEquals(stranger, files.get(0));
    assertTrue(files.get(1).toString().contains("web_00038_"), files.toString());
    assertEquals(writer.newest(), files.get(3));
    assertEquals(List.of(), writer.notes());
  }

  /** Packets of a source that gives no more reach the file soon, without a flush or close. */
  @ParameterizedTest
  @NullSource
  @EnumSource
  void aQuietSourceKeepsNothingBack(Compression compression) throws Exception {
    for (CaptureFormat format : CaptureFormat.values()) {
      Path file = folder.resolve("quiet." + format.label());
      CapturedPacket packet = new CapturedPacket();
      try (PacketSource source = pcap(3).open();
          CaptureWriter writer =
              new CaptureWriter(source, file(file), settings(format, compression, Rotation.NONE))) {
        for (int packets = 1; packets <= 3; packets++) {
          assertTrue(source.next(packet));
          writer.write(packet);
          awaitPackets(file, packets);
        }
      }
      assertEquals(3, read(file).size());
    }
  }

  /** The compressed data have no end yet, but everything that was flushed can be read. */
  private static void awaitPackets(Path file, int packets) throws Exception {
    long deadline = System.nanoTime() + 20 * SECOND;
    int found = 0;
    while (found < packets) {
      assertTrue(System.nanoTime() < deadline, found + " packets, not " + packets);
      Thread.sleep(10);
      try (PacketSource source = Captures.open(file)) {
        found = Contents.of(source).records().size();
      } catch (CaptureFormatException e) {
        // The file was read between its creation and the first flush.
        assertEquals(0, found);
      }
    }
    assertEquals(packets, found);
  }

  @Test
  void packetsAreThereAtOnceWhereThatIsAsked() throws IOException {
    Path file = folder.resolve("now.pcapng");
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = pcap(10).open();
        CaptureWriter writer =
            new CaptureWriter(
                source,
                file(file),
                new CaptureWriter.Settings(CaptureFormat.PCAPNG, null, Rotation.NONE, "x", 0))) {
      for (int packets = 0; source.next(packet); packets++) {
        assertEquals(packets, read(file).size());
        writer.write(packet);
      }
      assertEquals(10, read(file).size());
    }
  }

  @Test
  void pcapHoldsOneLinkType() throws IOException {
    CaptureBytes original = CaptureBytes.littleEndian().section();
    original.describe(LinkType.ETHERNET, 0).enhanced(0, 1, CaptureBytes.packet(20, 1));
    original.describe(LinkType.RAW, 0).enhanced(1, 2, CaptureBytes.packet(20, 2));
    Path file = folder.resolve("one.pcap");
    UnsupportedPacketException e =
        assertThrows(
            UnsupportedPacketException.class,
            () ->
                copy(
                    original.open(),
                    file(file),
                    settings(CaptureFormat.PCAP, null, Rotation.NONE)));
    assertEquals(
        "packet 2 has the link type Raw IP, and this pcap file Ethernet: a pcap file holds one of"
            + " them, pcapng any number",
        e.getMessage());
    assertEquals(1, read(file).size());
  }

  @Test
  void anEmptyCaptureIsOneToo() throws IOException {
    for (CaptureFormat format : CaptureFormat.values()) {
      for (Rotation rotation : List.of(Rotation.NONE, new Rotation(1000, 0, 0, 0))) {
        Path file = folder.resolve(format.label() + rotation.rotates());
        CaptureWriter writer =
            copy(
                CaptureBytes.littleEndian().section().open(),
                file(file),
                settings(format, null, rotation));
        assertEquals(0, read(writer.newest()).size());
        assertEquals(1, writer.files());
      }
    }
  }

  /** However many bytes the disk takes before it is full, whole records are left. */
  @ParameterizedTest
  @EnumSource
  void aFullDiskLeavesWholeRecords(CaptureFormat format) throws IOException {
    List<Copy> all = pcap(12).read().records();
    int losses = 0;
    for (int room = 0; room < 3000; room += 7) {
      SmallDisk disk = new SmallDisk(room);
      RecordWriter writer =
          format == CaptureFormat.PCAP
              ? new PcapWriter(disk, 1, PcapWriter.WHOLE_PACKETS, true)
              : new PcapngWriter(disk, "a test");
      int written = 0;
      boolean full = false;
      try (PacketSource source = pcap(12).open()) {
        CapturedPacket packet = new CapturedPacket();
        if (writer instanceof PcapngWriter pcapng) {
          pcapng.addInterface("eth0", 1, 0);
        }
        while (source.next(packet)) {
          writer.write(packet);
          written++;
          if (written % 5 == 0) {
            writer.flush();
          }
        }
        writer.close();
      } catch (IOException e) {
        assertEquals("disk full", e.getMessage());
        full = true;
      }
      if (!full) {
        continue;
      }
      RecordWriter.Salvage salvage = writer.salvage(disk.taken.size());
      assertTrue(salvage.bytes() <= disk.taken.size());
      int kept = written - salvage.lostPackets();
      losses += salvage.lostPackets();
      byte[] whole = Arrays.copyOf(disk.taken.toByteArray(), (int) salvage.bytes());
      if (salvage.bytes() > 0) {
        Contents contents = CaptureBytes.read(whole);
        assertTrue(contents.end().complete(), room + ": " + contents.end());
        assertEquals(all.subList(0, kept), contents.records());
      } else {
        assertEquals(0, kept);
      }
    }
    assertTrue(losses > 100, "the disk was hardly ever full");
  }

  private static final class SmallDisk extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int room;

    SmallDisk(int room) {
      this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
      if (taken.size() == room) {
        throw new IOException("disk full");
      }
      taken.write(value);
    }
  }

  @Test
  void aFailureIsToldOnceAndStopsEverything() throws IOException {
    OutputStream broken =
        new OutputStream() {
          private int left = 1000;

          @Override
          public void write(int value) throws IOException {
            if (left-- == 0) {
              throw new IOException("disk full");
            }
          }
        };
    CapturedPacket packet = new CapturedPacket();
    CaptureWriter.Settings atOnce =
        new CaptureWriter.Settings(CaptureFormat.PCAPNG, null, Rotation.NONE, "x", 0);
    try (PacketSource source = pcap(100).open();
        CaptureWriter writer = new CaptureWriter(source, CaptureTarget.stream(broken), atOnce)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> {
                while (source.next(packet)) {
                  writer.write(packet);
                }
              });
      assertEquals("disk full", e.getMessage());
      assertTrue(writer.failed());
      assertThrows(IOException.class, () -> writer.write(packet));
    }
  }

  /** If the flushing thread fails after the last write, closing throws that failure. */
  @Test
  void aFailureInTheBackgroundIsToldByTheNextCall() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full");
    Path full = Path.of("/dev/full");
    CaptureWriter.Settings settings = settings(CaptureFormat.PCAPNG, null, Rotation.NONE);
    IOException e =
        assertThrows(IOException.class, () -> copy(pcap(1).open(), file(full), settings));
    assertTrue(e.getMessage().startsWith("/dev/full: "), e.getMessage());
  }

  @Test
  void namesWhatIsWrongWithTheTarget() throws IOException {
    Path existing = Files.writeString(folder.resolve("there"), "precious");
    CaptureWriter.Settings settings = settings(CaptureFormat.PCAP, null, Rotation.NONE);
    assertMessage("there: is there", existing, settings);
    assertEquals("precious", Files.readString(existing));
    assertMessage("none: no such folder", folder.resolve("none").resolve("x"), settings);
    assertMessage(": is a folder", folder, settings);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CaptureWriter(
                pcap(1).open(),
                CaptureTarget.stream(new ByteArrayOutputStream()),
                settings(CaptureFormat.PCAP, null, new Rotation(1, 0, 0, 0))));
    CaptureTarget emptied = CaptureTarget.file(existing, path -> {});
    copy(pcap(1).open(), emptied, settings);
    assertEquals(1, read(existing).size());
  }

  private static void assertMessage(String end, Path target, CaptureWriter.Settings settings) {
    IOException e =
        assertThrows(FileSystemException.class, () -> copy(pcap(1).open(), file(target), settings));
    assertTrue(e.getMessage().endsWith(end), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void packetsCostNoHeap(CaptureFormat format) throws IOException {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count allocations");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int packets = 50_000;
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = pcap(packets).open();
        CaptureWriter writer =
            new CaptureWriter(
                source,
                file(folder.resolve("all")),
                settings(format, null, new Rotation(1L << 40, 0, 0, 0)))) {
      while (packet.number() < packets / 2) {
        source.next(packet);
        writer.write(packet);
      }
      long before = threads.getThreadAllocatedBytes(thread);
      while (source.next(packet)) {
        writer.write(packet);
      }
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      assertEquals(packets, packet.number());
      assertTrue(allocated < packets / 2, allocated + " bytes for half of " + packets);
    }
  }
}

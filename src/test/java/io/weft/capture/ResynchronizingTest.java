package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind damage the reading goes on, tells what it passed over, and invents no packet. */
class ResynchronizingTest {
  private static final int PACKETS = 40;
  private static final long SECONDS = 1_700_000_000;

  @TempDir Path folder;

  /** A capture, and where each of its records begins. */
  private static final class Sample {
    private final byte[] bytes;
    private final int[] starts;
    private final List<Copy> packets;

    private Sample(byte[] bytes, int[] starts, List<Copy> packets) {
      this.bytes = bytes;
      this.starts = starts;
      this.packets = packets;
    }

    static Sample of(CaptureBytes file, int[] starts) throws IOException {
      return new Sample(file.bytes(), starts, file.read().records());
    }

    byte[] with(int at, int value) {
      byte[] changed = bytes.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
      return changed;
    }
  }

  private static byte[] payload(Random random, int number) {
    byte[] packet = new byte[54 + random.nextInt(200)];
    if (number % 3 > 0) { // the others are zero bytes, which look like the header of nothing
      random.nextBytes(packet);
    }
    return packet;
  }

  private static Sample pcap() throws IOException {
    Random random = new Random(3);
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    int[] starts = new int[PACKETS];
    for (int i = 0; i < PACKETS; i++) {
      starts[i] = file.size();
      file.pcapRecord(SECONDS + i, i, payload(random, i));
    }
    return Sample.of(file, starts);
  }

  private static Sample pcapng() throws IOException {
    Random random = new Random(4);
    CaptureBytes file = CaptureBytes.littleEndian().section().describe(LinkType.ETHERNET, 0);
    int[] starts = new int[PACKETS];
    for (int i = 0; i < PACKETS; i++) {
      starts[i] = file.size();
      file.enhanced(0, SECONDS * 1_000_000 + i, payload(random, i));
    }
    return Sample.of(file, starts);
  }

  private Contents read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes);
    try (PacketSource source = Captures.open(file)) {
      return Contents.of(source);
    }
  }

  /** Without the number, which counts what could be read. */
  private static Copy unnumbered(Copy packet) {
    return new Copy(
        0,
        packet.bytes(),
        packet.original(),
        packet.nanos(),
        packet.timed(),
        packet.linkType(),
        packet.interfaceId(),
        packet.comment());
  }

  private static List<Copy> unnumbered(List<Copy> packets) {
    return packets.stream().map(ResynchronizingTest::unnumbered).toList();
  }

  private static List<Copy> without(List<Copy> packets, int index) {
    List<Copy> others = new ArrayList<>(packets);
    others.remove(index);
    return unnumbered(others);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 0x4745_5420, 262_145, 262_144, 20_000, 3_000, 400})
  void aFalsePcapLengthLosesOnePacket(int length) throws IOException {
    Sample sample = pcap();
    for (int i = 0; i < PACKETS; i++) {
      Contents contents = read(sample.with(sample.starts[i] + 8, length));
      String what = "record " + i;
      assertEquals(without(sample.packets, i), unnumbered(contents.records()), what);
      assertFalse(contents.end().complete());
      CaptureEnd.Damage damage = contents.damage();
      assertEquals(sample.starts[i], damage.offset(), what);
      int next = i + 1 < PACKETS ? sample.starts[i + 1] : 0;
      assertEquals(
          next == 0 ? null : Long.valueOf((long) next - sample.starts[i]), damage.skippedBytes());
    }
  }

  /**
   * Nobody can tell that the packet is not as short as its record says; the others are there.
   * Behind the last record, which is left out here, no other proves what is a record.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 50})
  void aLengthThatIsTooShortLosesAtMostOnePacket(int length) throws IOException {
    Sample sample = pcap();
    for (int i = 0; i < PACKETS - 1; i++) {
      Contents contents = read(sample.with(sample.starts[i] + 8, length));
      List<Copy> read = new ArrayList<>(unnumbered(contents.records()));
      if (read.size() == PACKETS) {
        assertEquals(length, read.remove(i).bytes().length());
      }
      assertEquals(without(sample.packets, i), read, "record " + i);
      assertFalse(contents.end().complete());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 8, 0x4745_5420, 20_000, 400, 52})
  void aFalsePcapngLengthLosesOnePacket(int length) throws IOException {
    Sample sample = pcapng();
    for (int i = 0; i < PACKETS; i++) {
      int start = sample.starts[i];
      int end = i + 1 < PACKETS ? sample.starts[i + 1] : sample.bytes.length;
      for (int at : List.of(start + 4, end - 4)) { // the length before the packet, or behind it
        Contents contents = read(sample.with(at, length));
        assertEquals(without(sample.packets, i), unnumbered(contents.records()), "block " + i);
        assertEquals(start, contents.damage().offset());
      }
    }
  }

  @Test
  void overwrittenAndLostStretchesArePassedOver() throws IOException {
    Random random = new Random(5);
    for (Sample sample : List.of(pcap(), pcapng())) {
      for (int run = 0; run < 60; run++) {
        int from = sample.starts[2 + random.nextInt(25)] + random.nextInt(20);
        int length = 20 + random.nextInt(1500);
        byte[] noise = sample.bytes.clone();
        for (int i = from; i < from + length; i++) {
          noise[i] = (byte) random.nextInt();
        }
        byte[] hole = Arrays.copyOf(sample.bytes, sample.bytes.length - length);
        System.arraycopy(sample.bytes, from + length, hole, from, hole.length - from);
        int first = 0;
        int last = PACKETS - 1;
        while (first < PACKETS - 1 && sample.starts[first + 1] <= from) {
          first++;
        }
        while (last > 0 && sample.starts[last] >= from + length) {
          last--;
        }
        List<Copy> before = unnumbered(sample.packets.subList(0, first));
        List<Copy> after = unnumbered(sample.packets.subList(last + 1, PACKETS));
        for (byte[] damaged : List.of(noise, hole)) {
          List<Copy> read = unnumbered(read(damaged).records());
          String what = "run " + run + ", " + length + " bytes at " + from;
          assertEquals(before, read.subList(0, before.size()), what);
          assertEquals(after, read.subList(read.size() - after.size(), read.size()), what);
          // The first damaged packet may have kept its header, and the last one part of its time.
          assertTrue(read.size() <= before.size() + after.size() + 2, what);
        }
      }
    }
  }

  @Test
  void strictStopsAtTheFirstDamage() throws IOException {
    Sample sample = pcap();
    byte[] damaged = sample.with(sample.starts[9] + 8, -1);
    CaptureOptions strict = CaptureOptions.defaults().withStrict(true);
    try (PacketSource source = Captures.open(CaptureBytes.channel(damaged), "test", strict)) {
      Contents contents = Contents.of(source);
      assertEquals(sample.packets.subList(0, 9), contents.records());
      assertNull(contents.damage().skippedBytes());
      assertEquals(
          "test: stops at byte "
              + sample.starts[9]
              + ": a packet of 4294967295 bytes, more than the 262144 that are possible (Ethernet)",
          contents.damage().sentence());
    }
  }

  @Test
  void tellsWhatWasPassedOver() throws IOException {
    Sample sample = pcapng();
    Contents contents = CaptureBytes.read(sample.with(sample.starts[9] + 4, 0));
    int length = sample.starts[10] - sample.starts[9];
    assertEquals(
        "test: damaged at byte "
            + sample.starts[9]
            + ": a block of 0 bytes, where 12 to 134348832 are possible; "
            + length
            + " bytes passed over, read on at byte "
            + sample.starts[10],
        contents.damage().sentence());
  }

  @Test
  void packetsOfAnotherDayAreNotBelievedBehindDamage() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    file.pcapRecord(SECONDS, 0, new byte[60]).u32(0).u32(0).u32(-1).u32(-1);
    int at = file.size();
    for (int i = 0; i < 5; i++) {
      file.pcapRecord(SECONDS + 86_401, i, CaptureBytes.packet(60, i));
    }
    assertEquals(1, read(file.bytes()).records().size());
    byte[] near = file.bytes();
    for (int i = 0; i < 5; i++) {
      near[at + i * 76]--; // the lowest byte of the seconds
    }
    assertEquals(6, read(near).records().size());
  }

  @Test
  void twoRecordsAreBelievedOnlyAtTheFilesEnd() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    file.pcapRecord(SECONDS, 0, new byte[60]).u32(0).u32(0).u32(-1).u32(-1);
    file.pcapRecord(SECONDS, 1, new byte[60]).pcapRecord(SECONDS, 2, new byte[60]);
    assertEquals(3, read(file.bytes()).records().size());
    Contents more = read(file.u8(1, 2, 3).bytes());
    assertEquals(1, more.records().size());
    assertNull(more.damage().skippedBytes());
  }

  @Test
  void oddButWholeFilesAreReadAsTheyAre() throws IOException {
    Random random = new Random(6);
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < 500; i++) {
      byte[] packet = payload(random, i);
      // Days apart, fractions of more than a second, captured lengths above the original ones.
      file.u32(SECONDS + (i % 7) * 200_000L).u32(i % 5 == 0 ? 5_000_000 : i);
      file.u32(packet.length).u32(i % 4 == 0 ? 20 : packet.length).raw(packet);
    }
    Contents contents = read(file.bytes());
    assertTrue(contents.end().complete(), contents.end().toString());
    assertEquals(500, contents.records().size());
  }

  @Test
  void aCaptureWithinAPacketIsNoDamage() throws IOException {
    byte[] inner = pcap().bytes;
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    file.pcapRecord(SECONDS + 500_000, 0, inner).pcapRecord(SECONDS, 0, inner);
    file.pcapRecord(SECONDS + 900_000, 0, inner);
    assertEquals(3, read(file.bytes()).records().size());
  }

  @Test
  void aSectionThatFollowsDamageIsRead() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section().describe(LinkType.ETHERNET, 0);
    file.enhanced(0, 1, new byte[60]).u32(6).u32(4).u32(7).u32(9);
    file.order(ByteOrder.BIG_ENDIAN)
        .section()
        .describe(LinkType.RAW, 0)
        .enhanced(0, 2, new byte[9]);
    Contents contents = file.read();
    assertEquals(2, contents.records().size());
    assertEquals(LinkType.RAW, contents.records().get(1).linkType());
    assertEquals(16, contents.damage().skippedBytes());
  }

  @Test
  void damageWithoutEndTakesLittleTime() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader().pcapRecord(0, 0, new byte[60]);
    // Everywhere in this stretch something begins that looks like a long record.
    for (int i = 0; i < 300_000; i++) {
      file.u32(200_000);
    }
    Contents contents = read(file.bytes());
    assertFalse(contents.end().complete());
    assertTrue(contents.records().size() < 10, contents.records().size() + " packets");
  }

  @Test
  void placesBeyondTheThousandthAreCounted() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < 1003; i++) {
      file.u32(0).u32(0).u32(-1).u32(-1);
      for (int k = 0; k < 3; k++) {
        file.pcapRecord(SECONDS, k, new byte[1]);
      }
    }
    CaptureEnd end = file.read().end();
    assertEquals(CaptureEnd.MAX_DAMAGES, end.damages().size());
    assertEquals(List.of("passed over damage at 3 more places"), end.notes());
  }

  @Test
  void timesThat64BitsDoNotHoldAreCountedAndNotTold() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section().describe(LinkType.ETHERNET, 0);
    file.enhanced(0, 10_413_792_000_000_000L, new byte[60]); // in the year 2300
    file.enhanced(0, SECONDS * 1_000_000, new byte[60]);
    Contents contents = file.read();
    assertFalse(contents.records().get(0).timed());
    assertTrue(contents.records().get(1).timed());
    assertEquals(
        List.of(
            "packets whose time is before the year 1678 or after 2261, which therefore have none"
                + " here: 1"),
        contents.end().notes());
    assertTrue(contents.end().complete());
  }
}

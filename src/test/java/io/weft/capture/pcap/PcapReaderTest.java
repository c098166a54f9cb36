package io.weft.capture.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureOptions;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapReaderTest {
  private static final byte[] FIRST = CaptureBytes.packet(60, 1);
  private static final byte[] SECOND = CaptureBytes.packet(5, 100);

  private static ByteOrder order(String name) {
    return name.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  @ParameterizedTest
  @CsvSource({
    "big, a1b2c3d4, 0, 0, pcap, 1000",
    "little, a1b2c3d4, 0, 0, pcap, 1000",
    "big, a1b23c4d, 0, 0, nsecpcap, 1",
    "little, a1b23c4d, 0, 0, nsecpcap, 1",
    "big, a1b2cd34, 0, 8, modpcap, 1000",
    "little, a1b2cd34, 0, 8, modpcap, 1000",
    "big, a1b2cd34, 0, 12, suse6_3pcap, 1000",
    "little, a1b2cd34, 0, 12, suse6_3pcap, 1000",
    "big, 1c0001ac, 4, 0, nsecpcap, 1",
    "little, 1c0001ac, 4, 0, nsecpcap, 1",
    "little, 1c0001ab, 4, 0, pcap, 1000",
  })
  void readsEveryVariantInBothOrders(
      String order, String magic, int moreFile, int moreRecord, String format, int nanosPerTick)
      throws IOException {
    CaptureBytes file =
        CaptureBytes.in(order(order))
            .pcapHeader(Integer.parseUnsignedInt(magic, 16), 2, 4, 65_535, 113)
            .raw(new byte[moreFile]);
    for (byte[] packet : List.of(FIRST, SECOND)) {
      file.u32(1_700_000_000)
          .u32(123_456)
          .u32(packet.length)
          .u32(packet.length + 7)
          .raw(new byte[moreRecord])
          .raw(packet);
    }
    Contents contents = file.read();
    long nanos = 1_700_000_000_000_000_000L + 123_456L * nanosPerTick;
    assertEquals(
        List.of(
            new Copy(1, CaptureBytes.latin1(FIRST), 67, nanos, true, 113, 0, null),
            new Copy(2, CaptureBytes.latin1(SECOND), 12, nanos, true, 113, 0, null)),
        contents.records());
    assertTrue(contents.end().complete());
    CaptureInfo.File told = contents.info().files().get(0);
    assertEquals(format, told.format());
    assertEquals(order.equals("big"), told.bigEndian());
    assertEquals(65_535, contents.faces().get(0).snaplen());
    assertEquals(1_000_000_000 / nanosPerTick, contents.faces().get(0).ticksPerSecond());
  }

  @Test
  void takesTimesAfter2038AsUnsigned() throws IOException {
    Contents contents =
        CaptureBytes.littleEndian().pcapHeader().pcapRecord(0xFFFF_FFFFL, 999_999, FIRST).read();
    assertEquals(4_294_967_295_999_999_000L, contents.only().nanos());
  }

  @Test
  void givesRecordsLongerThanTheSnaplen() throws IOException {
    Contents contents =
        CaptureBytes.littleEndian()
            .pcapHeader(0xA1B2C3D4, 2, 4, 20, 1)
            .pcapRecord(1, 2, FIRST)
            .read();
    assertEquals(60, contents.only().bytes().length());
    assertEquals(20, contents.faces().get(0).snaplen());
  }

  @Test
  void takesNoPacketsForAnEmptyCapture() throws IOException {
    Contents contents = CaptureBytes.littleEndian().pcapHeader().read();
    assertEquals(List.of(), contents.records());
    assertTrue(contents.end().complete());
  }

  @ParameterizedTest
  @CsvSource({
    // major, minor, first length, second length: captured 60 of 90
    "2, 4, 60, 90",
    "2, 3, 60, 90",
    "2, 3, 90, 60",
    "2, 2, 90, 60",
    "543, 0, 90, 60",
  })
  void knowsWhichLengthComesFirst(int major, int minor, int first, int second) throws IOException {
    Contents contents =
        CaptureBytes.littleEndian()
            .pcapHeader(0xA1B2C3D4, major, minor, 65_535, 1)
            .u32(1)
            .u32(2)
            .u32(first)
            .u32(second)
            .raw(FIRST)
            .read();
    assertEquals(CaptureBytes.latin1(FIRST), contents.only().bytes());
    assertEquals(90, contents.only().original());
  }

  @Test
  void keepsACapturedLengthAboveTheOriginalAsWritten() throws IOException {
    Contents contents =
        CaptureBytes.littleEndian().pcapHeader().u32(1).u32(2).u32(60).u32(40).raw(FIRST).read();
    assertEquals(60, contents.only().bytes().length());
    assertEquals(40, contents.only().original());
  }

  @Test
  void readsTheFrameCheckSequenceFromTheLinkTypesUpperBits() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian();
    file.pcapHeader(0xA1B2C3D4, 2, 4, 65_535, 0x2400_0001).pcapRecord(1, 2, FIRST);
    Contents contents = file.read();
    assertEquals(LinkType.ETHERNET, contents.only().linkType());
    assertEquals(4, contents.faces().get(0).fcsBytes());
  }

  @Test
  void tellsALengthOverTwoGigabytesAsTheLargestInt() throws IOException {
    Contents contents =
        CaptureBytes.littleEndian()
            .pcapHeader()
            .u32(1)
            .u32(2)
            .u32(60)
            .u32(0xF000_0000L)
            .raw(FIRST)
            .read();
    assertEquals(Integer.MAX_VALUE, contents.only().original());
  }

  @ParameterizedTest
  @CsvSource({"4294967295", "2147483648", "262145", "1000000"})
  void stopsAtAnImpossibleLength(long captured) throws IOException {
    Contents contents =
        CaptureBytes.littleEndian()
            .pcapHeader()
            .pcapRecord(1, 2, FIRST)
            .u32(1)
            .u32(2)
            .u32(captured)
            .u32(captured)
            .raw(new byte[1_200_000])
            .read();
    assertEquals(1, contents.records().size());
    CaptureEnd.Damage damage = contents.damage();
    assertEquals(24 + 76, damage.offset());
    assertFalse(damage.decompressed());
    assertEquals(
        "test: stops at byte 100: a packet of "
            + captured
            + " bytes, more than the 262144 that are possible (Ethernet)",
        damage.sentence());
  }

  @Test
  void takesLongPacketsWhereTheLinkTypeOrTheCallerAllows() throws IOException {
    byte[] large = CaptureBytes.packet(5_000_000, 3);
    CaptureBytes usb =
        CaptureBytes.littleEndian()
            .pcapHeader(0xA1B2C3D4, 2, 4, 0, LinkType.USBPCAP)
            .pcapRecord(1, 2, FIRST)
            .pcapRecord(1, 2, large)
            .pcapRecord(1, 3, FIRST);
    Contents contents = usb.read();
    assertEquals(3, contents.records().size());
    assertEquals(CaptureBytes.latin1(large), contents.records().get(1).bytes());

    byte[] ethernet = CaptureBytes.littleEndian().pcapHeader().pcapRecord(1, 2, large).bytes();
    CaptureOptions options = new CaptureOptions(6_000_000, 0, false);
    try (PacketSource source = Captures.open(CaptureBytes.channel(ethernet), "test", options)) {
      assertEquals(CaptureBytes.latin1(large), Contents.of(source).only().bytes());
    }
  }

  @Test
  void tellsWhereACutFileEnds() throws IOException {
    byte[] whole =
        CaptureBytes.littleEndian()
            .pcapHeader()
            .pcapRecord(1, 2, FIRST)
            .pcapRecord(1, 3, SECOND)
            .bytes();
    Contents inHeader = CaptureBytes.read(Arrays.copyOf(whole, 110));
    assertEquals(
        "test: stops at byte 100: the file ends within a record header: 16 bytes needed, 10 there",
        inHeader.damage().sentence());
    Contents inPacket = CaptureBytes.read(Arrays.copyOf(whole, 118));
    assertEquals(
        "test: stops at byte 100: the file ends within a packet: 21 bytes needed, 18 there",
        inPacket.damage().sentence());
    assertEquals(1, inPacket.records().size());
  }

  @Test
  void refusesOldVersionsAndCutHeaders() {
    CaptureBytes old = CaptureBytes.littleEndian().pcapHeader(0xA1B2C3D4, 1, 0, 1, 1);
    CaptureFormatException e = assertThrows(CaptureFormatException.class, old::read);
    assertEquals("test: pcap version 1.0 is not supported", e.getMessage());
    CaptureBytes cut = CaptureBytes.littleEndian().u32(0xA1B2C3D4).u32(0);
    e = assertThrows(CaptureFormatException.class, cut::read);
    assertTrue(e.getMessage().contains("after 8 bytes of 24"), e.getMessage());
  }

  @Test
  void stopsWhereTheFileWasNeverWritten() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader().pcapRecord(1, 2, FIRST);
    int at = file.size();
    Contents contents = file.raw(new byte[10_000]).read();
    assertEquals(1, contents.records().size());
    assertEquals(at, contents.damage().offset());
    assertEquals("nothing but zero bytes, as a crash leaves behind", contents.damage().reason());
  }

  @Test
  void givesEmptyPacketsOf1970() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < 60; i++) {
      file.pcapRecord(0, 0, new byte[0]);
    }
    assertEquals(61, file.pcapRecord(0, 1, FIRST).read().records().size());
  }
}

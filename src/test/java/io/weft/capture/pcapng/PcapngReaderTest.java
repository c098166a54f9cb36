package io.weft.capture.pcapng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureOptions;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngReaderTest {
  private static final byte[] PACKET = CaptureBytes.packet(61, 1);
  private static final long MICROS = 1_700_000_000_123_456L;

  private static CaptureBytes start() {
    return CaptureBytes.littleEndian().section().describe(LinkType.ETHERNET, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void readsAllKindsOfBlocks(String order) throws IOException {
    CaptureBytes file =
        CaptureBytes.in(
            order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    file.section(
            file.option(1, "about the file"),
            file.option(1, "and more"),
            file.option(2, "a machine"),
            file.option(3, "an OS"),
            file.option(4, "a program"))
        .describe(
            LinkType.ETHERNET,
            1500,
            file.option(2, "eth0"),
            file.option(3, "the first"),
            file.option(9, new byte[] {9}),
            file.option(11, "\0tcp port 80"),
            file.option(12, "Linux"),
            file.option(13, new byte[] {4}),
            file.option(15, "a card"))
        .describe(LinkType.RAW, 0)
        .block(
            4,
            file.body()
                .u16(1)
                .u16(14)
                .u8(192, 0, 2, 1)
                .text("a.test\0b.t")
                .pad()
                .u16(2)
                .u16(23)
                .u8(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9)
                .text("c.test\0")
                .pad()
                .u32(0)
                .bytes())
        .enhanced(0, 1_700_000_000_123_456_789L, PACKET, file.option(1, "look here"))
        .block(0xBAD, file.body().u32(32_473).text("secret of theirs").bytes())
        .block(
            2,
            file.body()
                .u16(1)
                .u16(3)
                .u32(MICROS >>> 32)
                .u32(MICROS)
                .u32(4)
                .u32(9)
                .text("obso")
                .bytes())
        .block(0x7777, new byte[1000])
        .block(10, file.body().u32(0x544c534b).u32(5).text("keys!").pad().bytes())
        .block(3, file.body().u32(3000).raw(CaptureBytes.packet(1500, 7)).bytes())
        .block(
            5,
            file.body()
                .u32(1)
                .u64(0)
                .options(
                    file.option(2, file.body().u32(MICROS >>> 32).u32(MICROS).bytes()),
                    file.option(4, file.body().u64(10).bytes()),
                    file.option(5, file.body().u64(2).bytes()),
                    file.option(7, file.body().u64(1).bytes()))
                .bytes());
    Contents contents = file.read();
    assertEquals(
        List.of(
            new Copy(
                1,
                CaptureBytes.latin1(PACKET),
                61,
                1_700_000_000_123_456_789L,
                true,
                1,
                0,
                "look here"),
            new Copy(2, "obso", 9, MICROS * 1000, true, 101, 1, null),
            new Copy(
                3, CaptureBytes.latin1(CaptureBytes.packet(1500, 7)), 3000, 0, false, 1, 0, null)),
        contents.records());
    assertTrue(contents.end().complete());
    assertEquals(
        List.of(
            new CaptureInterface(
                0,
                "test",
                "eth0",
                "the first",
                1,
                1500,
                1_000_000_000,
                4,
                "tcp port 80",
                "Linux",
                "a card",
                null,
                null),
            new CaptureInterface(
                1,
                "test",
                null,
                null,
                101,
                0,
                1_000_000,
                -1,
                null,
                null,
                null,
                null,
                new CaptureInterface.Statistics(MICROS * 1000, -1, 10, 2, -1, 1, -1))),
        contents.faces());
    CaptureInfo info = contents.info();
    assertEquals(
        List.of(
            new CaptureInfo.Section(
                "test", "a machine", "an OS", "a program", "about the file\nand more")),
        info.sections());
    assertEquals(
        List.of(
            new CaptureInfo.Name(false, 0, 0xC000_0201L, "a.test"),
            new CaptureInfo.Name(false, 0, 0xC000_0201L, "b.t"),
            new CaptureInfo.Name(true, 0x2001_0db8_0000_0000L, 9, "c.test")),
        info.names());
    assertEquals(CaptureInfo.Secrets.TLS_KEY_LOG, info.secrets().get(0).type());
    assertArrayEquals("keys!".getBytes(StandardCharsets.UTF_8), info.secrets().get(0).bytes());
    assertEquals("pcapng", info.files().get(0).format());
    assertEquals(0, info.dropped());
  }

  @Test
  void numbersInterfacesAnewInEachSectionAndItsOwnOrder() throws IOException {
    CaptureBytes file = start().enhanced(0, 5, PACKET);
    file.order(ByteOrder.BIG_ENDIAN)
        .section()
        .describe(LinkType.RAW, 0)
        .describe(LinkType.LINUX_SLL, 0)
        .enhanced(1, 6, PACKET)
        .order(ByteOrder.LITTLE_ENDIAN)
        .section()
        .describe(LinkType.NULL, 0)
        .enhanced(0, 7, PACKET);
    Contents contents = file.read();
    assertEquals(List.of(0, 2, 3), contents.records().stream().map(Copy::interfaceId).toList());
    assertEquals(List.of(1, 113, 0), contents.records().stream().map(Copy::linkType).toList());
    assertEquals(
        List.of(5000L, 6000L, 7000L), contents.records().stream().map(Copy::nanos).toList());
    assertEquals(3, contents.info().sections().size());
  }

  @Test
  void doesNotLookBackForInterfacesOfAnotherSection() throws IOException {
    Contents contents = start().enhanced(0, 5, PACKET).section().enhanced(0, 6, PACKET).read();
    assertEquals(1, contents.records().size());
    assertEquals(
        "a packet of interface 0, of which the section describes 0", contents.damage().reason());
  }

  @ParameterizedTest
  @CsvSource({
    // if_tsresol, ticks, nanoseconds
    "0, 1700000000, 1700000000000000000",
    "3, 1700000000123, 1700000000123000000",
    "6, 1700000000123456, 1700000000123456000",
    "9, 1700000000123456789, 1700000000123456789",
    "12, 1700000000123456, 1700000000123",
    "12, 18446744073709551615, 18446744073709551",
    "19, 12345678901234567890, 1234567890",
    "128, 1700000000, 1700000000000000000",
    "138, 1740800000512, 1700000000500000000",
    "160, 7301444403200000000, 1700000000000000000",
    "160, 7301444405347483648, 1700000000500000000",
    "191, 13835058055282163712, 1500000000",
  })
  void convertsTicks(int resolution, String ticks, long nanos) throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section();
    file.describe(1, 0, file.option(9, new byte[] {(byte) resolution}));
    file.enhanced(0, Long.parseUnsignedLong(ticks), PACKET);
    assertEquals(nanos, file.read().only().nanos());
  }

  @ParameterizedTest
  @CsvSource({"20", "127", "192", "255"})
  void stopsAtResolutionsThatDoNotFit(int resolution) throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section();
    file.describe(1, 0, file.option(9, new byte[] {(byte) resolution})).enhanced(0, 1, PACKET);
    Contents contents = file.read();
    assertEquals(28, contents.damage().offset());
    assertTrue(contents.damage().reason().contains("resolution"), contents.damage().reason());
  }

  @ParameterizedTest
  @CsvSource({
    "100, 1000000, 101000000000",
    "-1, 1000000, 0",
    "-2, 1000000, -1000000000",
  })
  void addsTheOffset(long offset, long ticks, long nanos) throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section();
    file.describe(1, 0, file.option(14, file.body().u64(offset).bytes()));
    file.enhanced(0, ticks, PACKET);
    assertEquals(nanos, file.read().only().nanos());
  }

  @Test
  void joinsComments() throws IOException {
    CaptureBytes file = start();
    file.enhanced(0, 1, PACKET, file.option(1, "one"), file.option(2, "...."), file.option(1, "ü"));
    file.enhanced(0, 1, PACKET);
    Contents contents = file.read();
    assertEquals("one\nü", contents.records().get(0).comment());
    assertNull(contents.records().get(1).comment());
  }

  @Test
  void boundsComments() throws IOException {
    CaptureBytes file = start();
    byte[] option = file.option(1, "x".repeat(60_000));
    byte[][] many = new byte[100][];
    Arrays.fill(many, option);
    file.enhanced(0, 1, PACKET, many);
    int length = file.read().only().comment().length();
    assertTrue(length > 120_000 && length <= 256 << 10, "" + length);
  }

  @Test
  void boundsSideData() throws IOException {
    CaptureBytes file = start();
    for (int i = 0; i < 5; i++) {
      file.block(10, file.body().u32(1).u32(400).raw(new byte[400]).bytes());
    }
    file.enhanced(0, 1, PACKET);
    try (PacketSource source =
        Captures.open(
            CaptureBytes.channel(file.bytes()), "test", new CaptureOptions(0, 1200, false))) {
      Contents contents = Contents.of(source);
      assertEquals(1, contents.records().size());
      assertEquals(2, contents.info().secrets().size());
      assertEquals(3, contents.info().dropped());
    }
  }

  @Test
  void readsPaddedAndUnpaddedBlockLengthsAlike() throws IOException {
    CaptureBytes file = start();
    // This writer does not count three bytes of padding that are there.
    file.u32(6).u32(32 + 61).u32(0).u32(0).u32(1).u32(61).u32(61).raw(PACKET).u8(0, 0, 0);
    file.u32(32 + 61);
    file.enhanced(0, 2, PACKET);
    assertEquals(2, file.read().records().size());
  }

  @Test
  void skipsALargeUnknownBlockWithoutKeepingIt() throws IOException {
    CaptureBytes file = start();
    file.block(0x8000_0001L, new byte[20_000_000]).enhanced(0, 1, PACKET);
    assertEquals(1, file.read().records().size());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 18446744073709551615",
    "6, 0, 18446744073709551615",
    "6, 9223372036854775807, 1000000",
    "6, -9223372036854775808, 1000000",
  })
  void givesNoTimeThat64BitsDoNotHold(int resolution, long offset, String ticks)
      throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section();
    byte[] scale = file.option(9, new byte[] {(byte) resolution});
    file.describe(1, 0, scale, file.option(14, file.body().u64(offset).bytes()));
    file.enhanced(0, Long.parseUnsignedLong(ticks), PACKET);
    Contents contents = file.read();
    assertFalse(contents.only().timed());
    assertEquals(1, contents.end().notes().size());
  }

  private static void assertStops(CaptureBytes file, int at, String reason) throws IOException {
    Contents contents = file.read();
    assertEquals(1, contents.records().size());
    assertEquals(at, contents.damage().offset());
    assertEquals(reason, contents.damage().reason());
  }

  @Test
  void stopsAtDamage() throws IOException {
    CaptureBytes good = start().enhanced(0, 1, PACKET);
    int at = good.size();
    byte[] start = good.bytes();
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(6).u32(0).u32(0).u32(0),
        at,
        "a block of 0 bytes, where 12 to 134348832 are possible");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(6).u32(0xFFFF_FFFFL).u32(0),
        at,
        "a block of 4294967295 bytes, where 12 to 134348832 are possible");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(6).u32(100).u32(0),
        at,
        "the file ends within a block: 100 bytes needed, 12 there");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(99).u32(100).u32(0),
        at,
        "the file ends within a block: 100 bytes needed, 12 there");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(6),
        at,
        "the file ends within a block: 12 bytes needed, 4 there");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(99).u32(16).u32(0).u32(20),
        at,
        "a block's two lengths disagree: 16 before and 20 after its body");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(1).u32(16).u32(0).u32(20),
        at,
        "a block's two lengths disagree: 16 before and 20 after its body");
    assertStops(
        CaptureBytes.littleEndian().raw(start).block(6, new byte[4]),
        at,
        "a packet block of only 16 bytes");
    assertStops(
        CaptureBytes.littleEndian().raw(start).block(3, new byte[0]),
        at,
        "a simple packet block of only 12 bytes");
    assertStops(
        CaptureBytes.littleEndian().raw(start).block(1, new byte[4]),
        at,
        "an interface description block of only 16 bytes");
    assertStops(
        CaptureBytes.littleEndian().raw(start).enhanced(1, 1, PACKET),
        at,
        "a packet of interface 1, of which the section describes 1");
    assertStops(
        CaptureBytes.littleEndian()
            .raw(start)
            .block(6, good.body().u32(0).u64(0).u32(100).u32(100).raw(new byte[96]).bytes()),
        at,
        "a packet of 100 bytes in a block of 128");
    assertStops(
        CaptureBytes.littleEndian()
            .raw(start)
            .block(3, good.body().u32(100).raw(new byte[96]).bytes()),
        at,
        "a packet of 100 bytes in a block of 112");
    assertStops(
        CaptureBytes.littleEndian()
            .raw(start)
            .block(6, good.body().u32(0).u64(0).u32(0).u32(0).u16(1).u16(9).u64(0).bytes()),
        at,
        "option 1 of 9 bytes does not fit its block");
    assertStops(
        CaptureBytes.littleEndian().raw(start).block(10, good.body().u32(1).u32(9).u64(0).bytes()),
        at,
        "secrets of 9 bytes do not fit their block");
    assertStops(
        CaptureBytes.littleEndian().raw(start).block(4, good.body().u16(1).u16(9).u64(0).bytes()),
        at,
        "a name record of 9 bytes does not fit its block");
    assertStops(
        CaptureBytes.littleEndian().raw(start).u32(0x0A0D0D0A).u32(28).u32(0x11111111),
        at,
        "a section header with the unknown byte-order mark 11111111");
  }

  @Test
  void stopsAtTooManyInterfaces() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section();
    for (int i = 0; i <= CaptureSession.MAX_INTERFACES; i++) {
      file.describe(1, 0);
    }
    assertEquals("more than 65536 interfaces in one capture", file.read().damage().reason());
  }

  @Test
  void refusesAFirstSectionThatMakesNoSense() {
    for (CaptureBytes bad :
        List.of(
            CaptureBytes.littleEndian().u32(0x0A0D0D0A).u32(28),
            CaptureBytes.littleEndian().u32(0x0A0D0D0A).u32(28).u32(7).u64(0).u64(0).u64(0),
            CaptureBytes.littleEndian()
                .block(0x0A0D0D0A, start().body().u32(0x1A2B3C4D).u16(2).u16(0).u64(-1).bytes()),
            CaptureBytes.littleEndian().u32(0x0A0D0D0A).u32(0).u32(0x1A2B3C4D).u64(0).u64(0))) {
      CaptureFormatException e = assertThrows(CaptureFormatException.class, bad::read);
      assertTrue(e.getMessage().startsWith("test: a pcapng file whose"), e.getMessage());
    }
  }
}

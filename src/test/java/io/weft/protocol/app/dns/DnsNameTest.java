package io.weft.protocol.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsNameTest {
  private static String text(byte[] bytes, int from) {
    return DnsName.text(bytes, 0, from, bytes.length, false);
  }

  @ParameterizedTest
  @CsvSource({
    "00, .",
    "0161 00, a",
    "0473686f70 0474657374 00, shop.test",
    "03612e62 00, a\\.b",
    "03615c62 00, a\\\\b",
    "0300 7f ff 00, \\000\\127\\255",
    "03 61 20 62 00, a b",
    "0341 62 43 00, AbC"
  })
  void escapedAsInMasterFiles(String bytes, String text) {
    assertEquals(text, text(DnsBytes.hex(bytes), 0));
  }

  @Test
  void pointersLeadBack() {
    byte[] bytes = DnsBytes.hex("0474657374 00 0473686f70 c000 03777777 c006");
    assertEquals("shop.test", text(bytes, 6));
    assertEquals("www.shop.test", text(bytes, 13));
    assertEquals(13, DnsName.skip(bytes, 6, bytes.length));
    assertEquals(19, DnsName.skip(bytes, 13, bytes.length));
  }

  /** To itself, forwards, to one another, behind the end. */
  @ParameterizedTest
  @CsvSource({
    "c000, 0",
    "c002 00, 0",
    "c002 c000, 0",
    "c002 c000, 2",
    "0161 c000, 0",
    "ffff, 0",
    "c0, 0"
  })
  void pointersThatDoNotLeadBack(String bytes, int from) {
    assertNull(text(DnsBytes.hex(bytes), from));
  }

  @Test
  void everyTruncationIsNoName() {
    byte[] bytes = DnsBytes.hex("0474657374 00 0473686f70 c000");
    for (int limit = 6; limit < bytes.length; limit++) {
      assertNull(DnsName.text(bytes, 0, 6, limit, false));
      assertEquals(DnsName.CUT, DnsName.skip(bytes, 6, limit));
    }
  }

  @Test
  void labelsOfNoKnownKind() {
    assertNull(text(DnsBytes.hex("41 61 00"), 0));
    assertEquals(DnsName.BAD, DnsName.skip(DnsBytes.hex("81 61 00"), 0, 3));
  }

  @Test
  void atMost255Bytes() {
    String label = "a".repeat(63);
    byte[] longest =
        new DnsBytes()
            .string(label)
            .string(label)
            .string(label)
            .string("a".repeat(61))
            .u8(0)
            .bytes();
    assertEquals(255, longest.length);
    assertEquals(3 * 64 + 61, text(longest, 0).length());
    assertEquals(255, DnsName.skip(longest, 0, 255));
    byte[] longer =
        new DnsBytes()
            .string(label)
            .string(label)
            .string(label)
            .string("a".repeat(62))
            .u8(0)
            .bytes();
    assertNull(text(longer, 0));
    assertEquals(DnsName.BAD, DnsName.skip(longer, 0, 256));
  }

  /** Each pointer is fine, but the name they make is too long. */
  @Test
  void pointersMakeNoNameLongerThanItMayBe() {
    DnsBytes message = new DnsBytes().string("a".repeat(60)).u8(0);
    int before = 0;
    for (int i = 0; i < 6; i++) {
      int here = message.bytes().length;
      message.string("b".repeat(60)).pointer(before);
      before = here;
    }
    assertNull(text(message.bytes(), before));
  }
}

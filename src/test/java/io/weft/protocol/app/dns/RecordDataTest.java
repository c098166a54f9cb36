package io.weft.protocol.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordDataTest {
  private final RecordData data = new RecordData();
  private final DnsCursor cursor = new DnsCursor();

  /** A pointer in the data to byte 12 leads to mail.test. */
  private String text(int type, byte[] rdata) {
    byte[] message =
        DnsBytes.header(1, DnsBytes.RESPONSE, 1, 1)
            .question("mail.test", type)
            .pointer(12)
            .record(type, 300, rdata)
            .bytes();
    cursor.wrap(message, 0, message.length);
    assertEquals(DnsCursor.OK, cursor.next());
    assertEquals(DnsCursor.OK, cursor.next());
    return data.text(cursor);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "1 | c0000201 | 192.0.2.1",
        "28 | 20010db8000000000000000000000001 | 2001:db8::1",
        "2 | c00c | mail.test",
        "5 | 0161 c00c | a.mail.test",
        "12 | 0161 00 | a",
        "39 | c00c | mail.test",
        "15 | 000a c00c | 10 mail.test",
        "16 | 02 6162 00 03 22 5c 00 | \"ab\" \"\" \"\\\"\\\\\\000\"",
        "6 | c00c 0161 c00c 00000001 00000e10 00000384 00093a80 0000012c | mail.test a.mail.test 1"
            + " 3600 900 604800 300",
        "33 | 0001 0002 01bb c00c | 1 2 443 mail.test",
        "13 | 01 61 01 62 | \"a\" \"b\"",
        "35 | 0064 000a 01 75 07 4532552b736970 00 00 | 100 10 \"u\" \"E2U+sip\" \"\" .",
        "43 | ec45 05 01 2bb183af | 60485 5 1 2bb183af",
        "44 | 02 01 1234 | 2 1 1234",
        "46 | 0001 08 02 00000e10 5f5e1000 5f000000 ec45 0161 00 0102 | A 8 2 3600 20200913122640"
            + " 20200704040520 60485 a AQI=",
        "47 | 0161 00 00 06 40 01 00 00 00 03 | a A MX RRSIG NSEC",
        "48 | 0100 03 08 0102 03 | 256 3 8 AQID",
        "50 | 01 00 000c 04 aabbccdd 05 0102030405 00 01 40 | 1 0 12 aabbccdd 0410610 5",
        "51 | 01 00 0000 00 | 1 0 0 -",
        "52 | 03 01 01 abcd | 3 1 1 abcd",
        "65 | 0001 00 0001 0003 02 6832 0003 0002 01bb 0004 0004 c0000201 | 1 . alpn=\"h2\""
            + " port=443 ipv4hint=192.0.2.1",
        "64 | 0000 c00c | 0 mail.test",
        "256 | 000a 0001 68 74 | 10 1 \"ht\"",
        "257 | 00 05 6973737565 6361 | 0 issue \"ca\"",
        "10 | 0102 | \\# 2 0102",
        "65280 | - | \\# 0",
      })
  void presentation(int type, String bytes, String expected) {
    boolean denial = type == 50;
    String text = text(type, DnsBytes.hex(bytes.equals("-") ? "" : bytes));
    assertFalse(data.isMalformed(), text);
    if (denial) {
      assertEquals("1 0 12 aabbccdd 04106105 A", text);
    } else {
      assertEquals(expected, text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, c00002",
    "28, 00",
    "5, c0",
    "15, 000a",
    "33, 000100020003",
    "6, c00c",
    "16, 05 61",
    "257, 00 09 61",
    "50, 01"
  })
  void malformedIsKeptInTheGenericNotation(int type, String bytes) {
    byte[] rdata = DnsBytes.hex(bytes);
    String text = text(type, rdata);
    assertTrue(data.isMalformed(), text);
    assertEquals("\\# " + rdata.length + " " + bytes.replace(" ", ""), text);
  }

  @Test
  void longTextIsCut() {
    DnsBytes strings = new DnsBytes();
    for (int i = 0; i < 250; i++) {
      strings.string("x".repeat(250));
    }
    String text = text(16, strings.bytes());
    assertEquals(RecordData.MAX_LENGTH, text.length());
    assertFalse(data.isMalformed());
  }
}

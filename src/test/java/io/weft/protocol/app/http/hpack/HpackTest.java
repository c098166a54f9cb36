package io.weft.protocol.app.http.hpack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Header blocks: the examples of RFC 7541, appendix C, and what goes beyond them. */
final class HpackTest {
  private final HpackDecoder decoder = new HpackDecoder();
  private boolean isRight;

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private List<String> decode(String block) {
    return decode(hex(block));
  }

  private List<String> decode(byte[] block) {
    List<String> fields = new ArrayList<>();
    isRight =
        decoder.decode(
            block, 0, block.length, (name, value) -> fields.add(text(name) + ": " + text(value)));
    return fields;
  }

  private static String text(byte[] text) {
    return text == null ? "?" : new String(text, US_ASCII);
  }

  @Test
  void requestsWithoutHuffmanCode() {
    assertEquals(
        List.of(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"),
        decode("828684410f7777772e6578616d706c652e636f6d"));
    assertEquals(
        List.of(
            ":method: GET",
            ":scheme: http",
            ":path: /",
            ":authority: www.example.com",
            "cache-control: no-cache"),
        decode("828684be58086e6f2d6361636865"));
    assertEquals(
        List.of(
            ":method: GET",
            ":scheme: https",
            ":path: /index.html",
            ":authority: www.example.com",
            "custom-key: custom-value"),
        decode("828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565"));
    assertTrue(isRight);
  }

  @Test
  void requestsWithHuffmanCode() {
    assertEquals(
        List.of(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"),
        decode("828684418cf1e3c2e5f23a6ba0ab90f4ff"));
    assertEquals("cache-control: no-cache", decode("828684be5886a8eb10649cbf").get(4));
    assertEquals(
        "custom-key: custom-value",
        decode("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf").get(4));
  }

  @Test
  void responsesWhoseEntriesGiveWay() {
    decode("3fe101"); // the table's size becomes 256
    assertEquals(
        List.of(
            ":status: 302",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:21 GMT",
            "location: https://www.example.com"),
        decode(
            "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                + "6e919d29ad171863c78f0b97c8e9ae82ae43d3"));
    assertEquals(":status: 307", decode("4883640effc1c0bf").get(0));
    List<String> last =
        decode(
            "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7"
                + "b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007");
    assertEquals("content-encoding: gzip", last.get(4));
    assertEquals(
        "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1", last.get(5));
  }

  @Test
  void everyByteHasACode() {
    // The code is complete: the codes of all lengths fill the space exactly.
    assertArrayEquals(hex("00"), HuffmanCode.decode(hex("ffc7"), 0, 2, 10), "13 bits for a zero");
    assertNull(HuffmanCode.decode(hex("ffffffff"), 0, 4, 10), "the end of a string is no text");
    assertNull(HuffmanCode.decode(hex("f1ffff"), 0, 3, 10), "padding of more than 7 bits");
    assertNull(HuffmanCode.decode(hex("f0"), 0, 1, 10), "padding of zeros");
  }

  @Test
  void afterAJoinMidwayNewEntriesResolveAndOldOnesAreUnknown() {
    decoder.joinedMidway();
    assertEquals(
        List.of("?: ?", "custom-key: custom-value"),
        decode("be" + "400a637573746f6d2d6b65790c637573746f6d2d76616c7565"));
    assertTrue(isRight, "an unknown field ends nothing");
    assertEquals(List.of("custom-key: custom-value", "?: ?"), decode("be bf"));
    assertEquals(
        List.of("?: new"), decode("7f00 03 6e6577"), "the name is that of an unknown entry");
    assertEquals(List.of("?: new", "custom-key: custom-value"), decode("be bf"));
  }

  @Test
  void anIndexThatCannotBeEndsTheBlock() {
    assertEquals(List.of(":method: GET"), decode("82 be 84"));
    assertFalse(isRight);
    assertEquals(List.of(), decode("80"));
    assertFalse(isRight);
  }

  @Test
  void noBytesMakeTheDecoderFail() {
    Random random = new Random(7541);
    for (int i = 0; i < 20_000; i++) {
      byte[] block = new byte[random.nextInt(60)];
      random.nextBytes(block);
      decode(block);
      assertTrue(decoder.memory() < HpackDecoder.BYTES + HpackTable.MOST_BYTES + 1);
    }
  }

  @Test
  void manyReferencesToALongEntryGiveABoundedAmountOfText() {
    int length = 3_000;
    byte[] insertion = hex("40 01 61 7f b9 16"); // a name of one byte, a value of 3,000
    byte[] block = new byte[insertion.length + length + 100_000];
    System.arraycopy(insertion, 0, block, 0, insertion.length);
    Arrays.fill(block, insertion.length, insertion.length + length, (byte) 'x');
    Arrays.fill(block, insertion.length + length, block.length, (byte) 0xbe);
    long[] bytes = {0};
    assertTrue(decoder.decode(block, 0, block.length, (name, value) -> bytes[0] += value.length));
    assertTrue(bytes[0] > 100_000 && bytes[0] < 1 << 20, "was " + bytes[0]);
  }
}

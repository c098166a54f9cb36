package io.weft.protocol.app.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** The examples of RFC 6455, section 5.7, and RFC 7692, section 7.2.3, and damage to them. */
final class WebSocketDissectorTest {
  private static final int MASK = 0x37FA213D;

  private static StreamDriver driver() {
    Chain.Builder chain = new Chain.Builder();
    WebSocket.register(chain);
    StreamProtocol protocol = chain.build().streams().get(0);
    return new StreamDriver(protocol.create());
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] frame(int first, byte[] payload, boolean masked) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else {
      out.write(mask | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    byte[] key = {(byte) (MASK >> 24), (byte) (MASK >> 16), (byte) (MASK >> 8), (byte) MASK};
    if (masked) {
      out.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
    }
    return out.toByteArray();
  }

  private static List<WebSocketMessage> messages(StreamDriver driver) {
    return driver.end().exchanges().stream().map(WebSocketMessage.class::cast).toList();
  }

  private static String told(WebSocketMessage message) {
    return message.summary()
        + (message.compressed() == null ? "" : " compressed")
        + (message.frames() > 1 ? " of " + message.frames() : "")
        + (message.notes() == null ? "" : " " + message.notes());
  }

  private static List<String> told(StreamDriver driver) {
    return messages(driver).stream().map(WebSocketDissectorTest::told).toList();
  }

  @Test
  void examplesOfTheStandards() {
    byte[] fromServer =
        join(
            hex("81 05 48656c6c6f"),
            hex("01 03 48656c 80 02 6c6f"),
            hex("89 05 48656c6c6f"),
            hex("82 7e 0100"),
            new byte[256],
            hex("82 7f 0000000000010000"),
            new byte[65_536],
            hex("c1 07 f248cdc9c90700"),
            hex("c1 05 f200110000"),
            hex("41 03 f248cd 80 04 c9c90700"),
            hex("c1 0b 000500faff48656c6c6f00"),
            hex("88 05 03e8 627965"));
    byte[] fromClient = join(hex("81 85 37fa213d 7f9f4d5158"), hex("8a 85 37fa213d 7f9f4d5158"));
    List<String> right =
        List.of(
            "client text: Hello",
            "client pong: Hello",
            "server text: Hello",
            "server text: Hello of 2",
            "server ping: Hello",
            "server binary, 256 bytes",
            "server binary, 65536 bytes",
            "server text: Hello compressed",
            "server text: Hello compressed",
            "server text: Hello compressed of 2",
            "server text: Hello compressed",
            "server close 1000: bye");
    for (int piece : new int[] {1, 2, 3, 7, 100, 1_460, 70_000}) {
      assertEquals(
          right,
          told(
              driver()
                  .send(Direction.FROM_CLIENT, fromClient, piece)
                  .send(Direction.FROM_SERVER, fromServer, piece)),
          "pieces of " + piece);
    }
  }

  @Test
  void controlFramesBetweenFragments() {
    assertEquals(
        List.of("server ping: ?", "server text: ab of 2", "server text of 2 [incomplete]"),
        told(
            driver()
                .send(
                    Direction.FROM_SERVER,
                    join(
                        frame(0x01, "a".getBytes(UTF_8), false),
                        frame(0x89, "?".getBytes(UTF_8), false),
                        frame(0x80, "b".getBytes(UTF_8), false),
                        frame(0x01, new byte[0], false),
                        frame(0x00, new byte[0], false)))));
  }

  @Test
  void whatTheSendersMustNotDo() {
    assertEquals(
        List.of(
            "client text: a [wrong_masking]",
            "client binary, 1 bytes [beginning_not_seen]",
            "client text: é [bad_utf8]",
            "client ping: " + "p".repeat(60) + "… [bad_control_frame]"),
        told(
            driver()
                .send(
                    Direction.FROM_CLIENT,
                    join(
                        frame(0x81, "a".getBytes(UTF_8), false),
                        frame(0x80, "b".getBytes(UTF_8), true),
                        frame(0x81, new byte[] {(byte) 0xE9}, true),
                        frame(0x89, "p".repeat(126).getBytes(UTF_8), true),
                        frame(0xB1, new byte[1], true),
                        frame(0x81, "never".getBytes(UTF_8), true)))));
  }

  /** A gap that eats part of a payload costs this message, and those that refer to it. */
  @Test
  void aGapAnywhere() {
    Deflater deflater = new Deflater(9, true);
    String text = "one two three, one two three, one two three";
    byte[] first = compress(deflater, text);
    byte[] second = compress(deflater, text);
    deflater.reset();
    byte[] fresh = compress(deflater, text);
    byte[] all =
        join(frame(0xC1, first, true), frame(0xC1, second, true), frame(0xC1, fresh, true));
    for (int from = 0; from < all.length; from++) {
      for (int to = from + 1; to <= all.length; to++) {
        StreamDriver driver =
            driver()
                .send(Direction.FROM_CLIENT, Arrays.copyOf(all, from))
                .gap(Direction.FROM_CLIENT, to - from)
                .send(Direction.FROM_CLIENT, Arrays.copyOfRange(all, to, all.length));
        for (WebSocketMessage message : messages(driver)) {
          boolean isWhole = message.missingBytes() == null && message.notes() == null;
          if (isWhole) {
            assertEquals(text, message.text(), from + " to " + to);
          } else if (message.text() != null) {
            assertTrue(text.startsWith(message.text()), message.text());
          }
        }
      }
    }
  }

  private static byte[] compress(Deflater deflater, String text) {
    byte[] plain = text.getBytes(UTF_8);
    byte[] out = new byte[plain.length + 64];
    deflater.setInput(plain);
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(out, length - 4);
  }

  @Test
  void flippedBytes() {
    byte[] all =
        join(
            frame(0x81, "a text".getBytes(UTF_8), true),
            frame(0xC1, hex("f248cdc9c90700"), true),
            frame(0x01, new byte[300], true),
            frame(0x80, new byte[20], true),
            frame(0x88, hex("03e8"), true));
    Random random = new Random(6455);
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] flipped = all.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      StreamDriver driver = driver().send(Direction.FROM_CLIENT, flipped, 1 + random.nextInt(50));
      told += messages(driver).size();
      assertTrue(driver.largestKept() < 20);
    }
    assertTrue(told > 10_000, told + " messages");
  }

  @Test
  void aCompressedBombEnds() {
    Deflater deflater = new Deflater(9, true);
    byte[] zeros = new byte[1 << 20];
    StreamDriver driver = driver();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] out = new byte[1 << 16];
    for (int i = 0; i < 80; i++) {
      deflater.setInput(zeros);
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      all.writeBytes(frame(i == 0 ? 0x42 : i == 79 ? 0x80 : 0, Arrays.copyOf(out, length), false));
    }
    WebSocketMessage bomb = messages(driver.send(Direction.FROM_SERVER, all.toByteArray())).get(0);
    assertTrue(bomb.bytes() <= WebSocketLimits.DECOMPRESSED + WebSocketLimits.PIECE);
    assertEquals(List.of("not_decompressed", "too_large"), bomb.notes());
    assertEquals(80, bomb.frames());
    assertNull(bomb.text());
  }
}

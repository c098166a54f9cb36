package io.weft.protocol.app.http.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
  private static final String TEXT = "<html>" + "hello brotli ".repeat(40) + "</html>";

  /** {@link #TEXT} as Node.js wrote it. */
  private static final String BROTLI =
      "1b1402f89d09364ea87737bc7ee1114393206c745526976c696f59c824046603c698e462be76595f2419";

  /** 256 MiB of zeros, as Node.js wrote them. */
  private static final String BROTLI_ZEROS =
      "cbffff3f002400e2b14072effff8ffff078004401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200"
          + "715800baf77ffcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff0f000980382c00ddfb3ffe"
          + "ffff012001108705a07bffc7ffff3f002400e2b00074effff8ffff078004401c1680eefd1fffffff00900088c3"
          + "02d0bdffe3ffff1f001200715800baf77ffcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff"
          + "0f000980382c00ddfb3ffeffff012001108705a07bffc7ffff3f002400e2b00074effff8ffff078004401c1680"
          + "eefd1fffffff00900088c302d0bdffe3ffff1f001200715800baf77ffcffff034002200e0b40f7fe8fffff7f00"
          + "4800c46101e8defff1ffff0f000980382c00ddfb3ffeffff012001108705a07bffc7ffff3f002400e2b00074ef"
          + "fff8ffff078004401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200715800baf77ffcffff034002"
          + "200e0b40f7fe8fffff7f004800c46101e8defff1ffff0f000980382c00ddfbbffcffff032001108705a07bff07";

  private static final int ZEROS = 64 << 20;

  /** Takes what a body gives. */
  private static final class Taken implements ContentSink {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long count;
    long missing;

    @Override
    public void bytes(byte[] from, int at, int to) {
      if (count < 1 << 20) {
        bytes.write(from, at, to - at);
      }
      count += to - at;
    }

    @Override
    public void gap(long length) {
      missing += length;
    }

    @Override
    public void end(Exchange exchange) {
      throw new AssertionError("nobody has told of an exchange");
    }
  }

  @FunctionalInterface
  private interface Coding {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] code(byte[] plain, Coding coding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream coded = coding.around(out)) {
      coded.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] coded(String coding, byte[] plain) {
    return switch (coding) {
      case "gzip", "x-gzip" -> code(plain, GZIPOutputStream::new);
      case "deflate" -> code(plain, DeflaterOutputStream::new);
      case "deflate (raw)" ->
          code(plain, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
      case "zstd" -> code(plain, ZstdOutputStream::new);
      case "br" -> HexFormat.of().parseHex(BROTLI);
      case "deflate, gzip" -> coded("gzip", coded("deflate", plain));
      default -> plain;
    };
  }

  private static BodyFacts read(String coding, byte[] coded, int piece, Taken taken) {
    Body body = new Body(coding.replace(" (raw)", ""), null, taken);
    for (int at = 0; at < coded.length; at += piece) {
      body.bytes(coded, at, Math.min(coded.length, at + piece));
    }
    return body.end(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "x-gzip",
        "deflate",
        "deflate (raw)",
        "zstd",
        "br",
        "deflate, gzip",
        "identity"
      })
  void everyCodingInPiecesOfEverySize(String coding) throws Exception {
    byte[] plain = TEXT.getBytes(ISO_8859_1);
    byte[] coded = coded(coding, plain);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
    for (int piece = 1; piece <= coded.length; piece++) {
      Taken taken = new Taken();
      BodyFacts facts = read(coding, coded, piece, taken);
      assertEquals(new BodyFacts(plain.length, hash, "text/html", null), facts, "pieces " + piece);
      assertArrayEquals(plain, taken.bytes.toByteArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "deflate (raw)", "zstd", "br", "deflate, gzip"})
  void whatIsCutIsToldAndTheRestIsTrue(String coding) {
    byte[] plain = TEXT.getBytes(ISO_8859_1);
    byte[] coded = coded(coding, plain);
    for (int end = 1; end < coded.length; end++) {
      for (boolean isGap : new boolean[] {false, true}) {
        Taken taken = new Taken();
        Body body = new Body(coding.replace(" (raw)", ""), null, taken);
        body.bytes(coded, 0, end);
        if (isGap) {
          body.gap(1);
          body.bytes(coded, Math.min(end + 1, coded.length), coded.length);
        }
        BodyFacts facts = body.end(false);
        assertEquals("cut", facts.trouble(), "after " + end);
        assertNull(facts.sha256());
        byte[] got = taken.bytes.toByteArray();
        assertArrayEquals(Arrays.copyOf(plain, got.length), got);
        assertEquals(got.length, facts.decodedBytes());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "deflate (raw)", "zstd", "br", "deflate, gzip"})
  void noiseIsDamage(String coding) {
    byte[] coded = coded(coding, TEXT.getBytes(ISO_8859_1));
    Random random = new Random(20260301);
    int told = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] flipped = coded.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      BodyFacts facts = read(coding, flipped, 1 + random.nextInt(30), new Taken());
      assertTrue(facts.decodedBytes() <= BodyLimits.DECODED_UNASKED);
      told += facts.trouble() == null ? 0 : 1;
    }
    // Neither Brotli nor raw deflate has a checksum.
    assertTrue(told > 500, told + " of 1000");
  }

  @Test
  void theRestOfACodingBehindItsEndIsPassedOver() {
    byte[] plain = TEXT.getBytes(ISO_8859_1);
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(coded("gzip", plain));
    two.writeBytes(coded("gzip", plain));
    two.writeBytes("no gzip".getBytes(ISO_8859_1));
    Taken taken = new Taken();
    BodyFacts facts = read("gzip", two.toByteArray(), 7, taken);
    assertNull(facts.trouble());
    assertEquals(TEXT + TEXT, taken.bytes.toString(ISO_8859_1));
  }

  @Test
  void aMissingPieceOfAPlainBodyIsAGap() {
    Taken taken = new Taken();
    Body body = new Body(null, "chunked", taken);
    body.bytes("GIF89a".getBytes(ISO_8859_1), 0, 6);
    body.gap(10);
    body.bytes("rest".getBytes(ISO_8859_1), 0, 4);
    assertEquals(new BodyFacts(10, null, "image/gif", "cut"), body.end(true));
    assertEquals(10, taken.missing);
  }

  @Test
  void whatNobodyKnowsStaysAsItIs() {
    Taken taken = new Taken();
    BodyFacts facts = read("aes128gcm", new byte[] {1, 2, 3}, 2, taken);
    assertEquals("unknown_coding", facts.trouble());
    assertEquals(3, facts.decodedBytes());
    assertNotNull(facts.sha256());
    assertEquals("unknown_coding", read("gzip,".repeat(9), new byte[9], 9, taken).trouble());
  }

  @Test
  void aGzipBombEnds() {
    byte[] once = coded("gzip", new byte[ZEROS]);
    assertBomb("gzip", once, ZEROS);
    byte[] twice = coded("gzip", once);
    assertTrue(twice.length < 1_000);
    assertBomb("gzip, gzip", twice, BodyLimits.DECODED_UNASKED);
  }

  @Test
  void aZstdBombEnds() {
    assertBomb("zstd", Zstd.compress(new byte[ZEROS]), BodyLimits.DECODED_UNASKED);
  }

  @Test
  void aBrotliBombEnds() {
    assertBomb("br", HexFormat.of().parseHex(BROTLI_ZEROS), BodyLimits.DECODED_UNASKED);
  }

  private static void assertBomb(String coding, byte[] bomb, long most) {
    Taken taken = new Taken();
    BodyFacts facts = read(coding, bomb, 1_000, taken);
    assertEquals("too_large", facts.trouble());
    assertNull(facts.sha256());
    assertEquals(taken.count, facts.decodedBytes());
    assertTrue(taken.count <= most, taken.count + " bytes");
    assertTrue(taken.count >= BodyLimits.DECODED_UNASKED / 2, taken.count + " bytes");
  }

  @Test
  void aWindowAbove8MiBIsRefused() {
    byte[] plain = new byte[1 << 20];
    new Random(1).nextBytes(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setLong(27);
      zstd.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertEquals("damaged", read("zstd", out.toByteArray(), 1_000, new Taken()).trouble());
  }

  @Test
  void moreBrotliThanIsKeptIsDecodedAsFarAsItIsThere() {
    Taken taken = new Taken();
    Body body = new Body("br", null, taken);
    byte[] piece = new byte[1 << 20];
    for (int i = 0; i < 5; i++) {
      body.bytes(piece, 0, piece.length);
      assertTrue(body.memory() < BodyLimits.BROTLI + (64 << 10));
    }
    String trouble = body.end(true).trouble();
    assertTrue("too_large".equals(trouble) || "damaged".equals(trouble), trouble);
  }

  @Test
  void typesByContent() {
    assertType("image/png", "\u0089PNG\r\n\u001a\n....");
    assertType("image/webp", "RIFF\1\2\3\4WEBPVP8 ");
    assertType("video/mp4", "\0\0\0 ftypisom");
    assertType("image/avif", "\0\0\0 ftypavif");
    assertType("application/x-tar", "a".repeat(257) + "ustar");
    assertType("application/vnd.openxmlformats", "PK\3\4" + "x".repeat(26) + "[Content_Types].xml");
    assertType("application/zip", "PK\3\4abc");
    assertType("application/json", " {\"a\": 1}");
    assertType("application/json", "[1,2]");
    assertType("text/plain", "{ not json }");
    assertType("text/html", "\u00ef\u00bb\u00bf\n <!DOCTYPE HTML>");
    assertType("text/xml", "<?xml version=\"1.0\"?>");
    assertType("text/plain", "hello");
    assertType(null, "\0\1\2\3\4");
    assertType(null, "");
  }

  private static void assertType(String type, String content) {
    byte[] bytes = content.getBytes(ISO_8859_1);
    assertEquals(type, ContentType.of(bytes, Math.min(bytes.length, ContentType.HEAD)));
  }
}

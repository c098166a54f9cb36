package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class Utf8WriterTest {
  @Test
  void charactersOfAllLengthsAreEncoded() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Writer writer = new Utf8Writer(out)) {
      writer.append("a → é ").append('€').write("\uD83D\uDE00\n");
    }
    assertEquals("a → é €\uD83D\uDE00\n", out.toString(UTF_8));
  }

  @Test
  void nothingIsSentBeforeItIsFlushed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Writer writer = new Utf8Writer(out);
    writer.write("line\n");
    assertEquals(0, out.size());
    writer.flush();
    assertEquals("line\n", out.toString(UTF_8));
  }

  /** Pairs of surrogates are split among calls here, and halves of them stand alone. */
  @Test
  void anyCharsInAnyPiecesAreEncodedAsByJava() throws IOException {
    String kinds = "ab→é\uD83D\uDE00\uD83D\uDE00\uDC00\n";
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream own = new ByteArrayOutputStream();
      ByteArrayOutputStream java = new ByteArrayOutputStream();
      try (Writer writer = new Utf8Writer(own);
          Writer expected = new OutputStreamWriter(java, UTF_8)) {
        for (int piece = 0; piece < 20; piece++) {
          char[] chars = new char[random.nextInt(round < 20 ? 20_000 : 9)];
          boolean isAscii = random.nextBoolean();
          for (int i = 0; i < chars.length; i++) {
            chars[i] = isAscii ? 'x' : kinds.charAt(random.nextInt(kinds.length()));
          }
          if (random.nextBoolean()) {
            writer.write(chars);
          } else {
            writer.write(new String(chars));
          }
          expected.write(chars);
        }
      }
      assertArrayEquals(java.toByteArray(), own.toByteArray(), "round " + round);
    }
  }
}

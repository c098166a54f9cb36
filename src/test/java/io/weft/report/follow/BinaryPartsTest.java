package io.weft.report.follow;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BinaryPartsTest {
  private static final String HEADER = "HTTP/1.1 200 OK\r\nContent-Type: image/png; a=b\r\n\r\n";

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  private void add(String text) {
    stream.writeBytes(text.getBytes(UTF_8));
  }

  private void addNoise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    noise[0] = (byte) 0x89; // a picture begins with no text
    noise[length - 1] = (byte) 0x82;
    stream.writeBytes(noise);
  }

  /** The binary parts, such as {@code 48-148 image/png}. */
  private List<String> parts() {
    byte[] bytes = stream.toByteArray();
    BinaryParts parts = new BinaryParts(bytes, bytes.length);
    List<String> found = new ArrayList<>();
    for (int at = 0; parts.next(at); at = parts.to()) {
      found.add(parts.from() + "-" + parts.to() + " " + parts.contentType(at));
    }
    return found;
  }

  @Test
  void aBodyIsFoundBetweenHeaders() {
    add(HEADER);
    addNoise(3000);
    add(HEADER + "text that is long enough to be seen as such by everybody, I should think\n");
    addNoise(70);
    int header = HEADER.length();
    assertEquals(
        List.of(
            header + "-" + (header + 3000) + " image/png",
            (2 * header + 3000 + 73) + "-" + stream.size() + " image/png"),
        parts());
  }

  @Test
  void textOfAllKindsIsText() {
    add("Küche 日本 😀\tand\r\nlines\n".repeat(50));
    add("\u001b[31mred\u001b[0m and \u001b[1mbold\u001b[0m as a shell prints them\r\n".repeat(9));
    assertEquals(List.of(), parts());
  }

  @Test
  void aFewOddBytesAreShown() {
    stream.writeBytes(new byte[] {-1, -3, 24, -1, -3, 32, -1, -3, 35, -1, -3, 39});
    add("\r\nlogin: ");
    assertEquals(List.of(), parts());
  }

  @Test
  void whatHasNoTextAtAllIsOnePart() {
    addNoise(517);
    assertEquals(List.of("0-517 null"), parts());
    stream.reset();
    stream.writeBytes("wide characters, which are no UTF-8".repeat(4).getBytes(UTF_16LE));
    assertEquals(1, parts().size());
  }
}

package io.weft.report.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ObjectNameTest {
  private static String name(String target, String type) {
    return ObjectName.of(7, target, false, type);
  }

  @Test
  void namesTellWhatWasAskedFor() {
    assertEquals("00007-logo.png", name("/img/logo.png?v=2", "image/png"));
    assertEquals("00007-index.html", name("/", "text/html"));
    assertEquals("00007-cart.json", name("http://shop.test/cart", "application/json"));
    assertEquals("00007-request-cart.txt", ObjectName.of(7, "/cart", true, "text/plain"));
    assertEquals("123456-index", ObjectName.of(123_456, null, false, null));
  }

  @Test
  void namesStayInTheirFolder() {
    assertEquals("00007-index", name("/../..", null));
    assertEquals("00007-index", name("/..", null));
    assertEquals("00007-etc_passwd", name("/%2e%2e\\etc\0passwd".replace("%2e", "."), null));
    assertEquals("00007-a_b", name("/a\u202e\n\u001bb", null));
    assertEquals("00007-" + "x".repeat(80), name("/" + "x".repeat(5_000), null));
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder target = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        target.append("./\\%:*?\"<>|~$ \0\n\u00e9a1".charAt(random.nextInt(19)));
      }
      String made = name(target.toString(), null);
      assertTrue(made.matches("00007-[A-Za-z0-9][A-Za-z0-9._-]*"), made + " of " + target);
    }
  }
}

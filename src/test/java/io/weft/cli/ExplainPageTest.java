package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.insight.time.TimeCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The page on the method tells of every cause that there is. */
class ExplainPageTest {
  @Test
  void everyCauseIsTold() throws IOException {
    String page;
    try (InputStream in = Help.class.getResourceAsStream("help/explain.txt")) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (TimeCause cause : TimeCause.values()) {
      assertTrue(page.contains(cause.id()), cause.id());
    }
  }
}

package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.insight.time.TimeCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on the method tells of every cause that there is. */
class ExplainPageTest {
  @ParameterizedTest
  @ValueSource(strings = {"explain", "explain_ko"})
  void everyCauseIsTold(String name) {
    String page = Help.page(name);
    for (TimeCause cause : TimeCause.values()) {
      assertTrue(page.contains(cause.id()), cause.id());
    }
    assertEquals(Help.page("explain").split("\n\n").length, page.split("\n\n").length);
  }
}

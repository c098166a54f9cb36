package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of what both sides said. */
final class ExcerptTest {
  private static void say(Excerpt excerpt, int side, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    excerpt.bytes(side, bytes, 0, bytes.length, 5, 1000);
  }

  @Test
  void turnsChangeWithTheSpeaker() {
    Excerpt excerpt = new Excerpt(400);
    say(excerpt, 0, "hel");
    say(excerpt, 0, "lo");
    say(excerpt, 1, "Grüße");
    List<Excerpt.Turn> turns = excerpt.turns();
    assertEquals(List.of("hello", "Grüße"), turns.stream().map(Excerpt.Turn::text).toList());
    assertEquals(600, turns.get(0).at());
    assertNull(turns.get(0).cut());
  }

  @Test
  void bytesThatAreNoTextAreHexadecimal() {
    Excerpt excerpt = new Excerpt(0);
    excerpt.bytes(0, new byte[100], 0, 100, 1, 1);
    Excerpt.Turn turn = excerpt.turns().get(0);
    assertNull(turn.text());
    assertEquals(128, turn.hex().length());
    assertEquals(36, turn.cut());
  }

  @Test
  void longTurnsAreCutAndManyLeftOut() {
    Excerpt excerpt = new Excerpt(0);
    for (int i = 0; i < 2 * Excerpt.MAX_TURNS; i++) {
      say(excerpt, i % 2, "x".repeat(10_000));
    }
    List<Excerpt.Turn> turns = excerpt.turns();
    assertEquals(Excerpt.MAX_TURNS, turns.size());
    assertEquals(Excerpt.MAX_TURNS, excerpt.leftOut());
    assertEquals(10_000 - Excerpt.MAX_TURN, turns.get(0).cut());
    assertTrue(turns.stream().mapToInt(turn -> turn.text().length()).sum() <= Excerpt.MAX_BYTES);
  }

  @Test
  void missingBytesAreTold() {
    Excerpt excerpt = new Excerpt(0);
    say(excerpt, 1, "a");
    excerpt.gap(1, 77, 6, 2);
    assertEquals(77, excerpt.turns().get(0).missing());
  }

  @Test
  void rolesAreReversedInAllTurns() {
    Excerpt excerpt = new Excerpt(0);
    say(excerpt, 1, "a");
    say(excerpt, 0, "b");
    excerpt.reverse();
    say(excerpt, 1, "c");
    assertEquals(
        List.of("0a", "1bc"),
        excerpt.turns().stream().map(turn -> turn.side() + turn.text()).toList());
  }
}

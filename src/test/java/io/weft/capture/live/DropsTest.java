package io.weft.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DropsTest {
  private final Drops drops = new Drops(100);

  @Test
  void dropsLieBetweenTheTwoLooksThatTellThem() {
    drops.update(200, 0);
    drops.update(300, 5);
    drops.update(400, 5);
    assertFalse(drops.within(100, 199));
    assertTrue(drops.within(100, 200));
    assertTrue(drops.within(250, 260));
    assertTrue(drops.within(300, 900));
    assertFalse(drops.within(301, 900));
    assertEquals(400, drops.lastNanos());
  }

  @Test
  void manySpansAreKeptAndTheOldestForgotten() {
    for (int i = 0; i < 5_000; i++) {
      drops.update(1_000 + 20 * i, i);
      drops.update(1_010 + 20 * i, i);
    }
    assertTrue(drops.within(1_000 + 20 * 4_999 - 5, 1_000 + 20 * 4_999 - 5));
    assertFalse(drops.within(1_005 + 20 * 4_999, 1_005 + 20 * 4_999));
    assertFalse(drops.within(0, 2_000), "forgotten");
  }

  @Test
  void spansThatAdjoinAreOne() {
    for (int i = 1; i < 5_000; i++) {
      drops.update(100 + i, i);
    }
    assertTrue(drops.within(101, 101), "one long span, though there were thousands of looks");
  }
}

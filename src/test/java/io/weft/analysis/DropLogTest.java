package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DropLogTest {
  private final DropLog drops = new DropLog();

  @Test
  void bothEndsOfASpanBelongToIt() {
    drops.add(200, 300);
    assertFalse(drops.within(100, 199));
    assertTrue(drops.within(100, 200));
    assertTrue(drops.within(250, 260));
    assertTrue(drops.within(300, 900));
    assertFalse(drops.within(301, 900));
  }

  @Test
  void manySpansAreKeptAndTheOldestForgotten() {
    for (int i = 0; i < 5_000; i++) {
      drops.add(1_000 + 20 * i, 1_010 + 20 * i);
    }
    assertTrue(drops.within(1_000 + 20 * 4_999 + 5, 1_000 + 20 * 4_999 + 5));
    assertFalse(drops.within(1_015 + 20 * 4_999, 1_015 + 20 * 4_999));
    assertFalse(drops.within(0, 2_000), "forgotten");
  }

  @Test
  void spansThatAdjoinAreOne() {
    for (int i = 1; i < 5_000; i++) {
      drops.add(100 + i, 101 + i);
    }
    assertTrue(drops.within(101, 101), "one long span, though there were thousands of looks");
  }
}

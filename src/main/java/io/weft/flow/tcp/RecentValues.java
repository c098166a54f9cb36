package io.weft.flow.tcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Values that numbers stand for, of which most have been made before: connections are many, but few
 * are their histories and the options that they begin with. Of numbers that share a place the
 * newest is kept.
 */
final class RecentValues<V> {
  /** A power of two. */
  private static final int PLACES = 256;

  /** Leaves as many bits as number the places. */
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

  /** Spreads numbers over the places: the odd number next to 2^64 divided by the golden ratio. */
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final LongFunction<V> maker;
  private final long[] numbers = new long[PLACES];
  private final List<V> values = new ArrayList<>(Collections.nCopies(PLACES, null));

  /**
   * @param maker makes the value of a number, an immutable one
   */
  RecentValues(LongFunction<V> maker) {
    this.maker = maker;
  }

  /** The value of the number. */
  V of(long number) {
    int place = (int) ((number * MIX) >>> SHIFT);
    V known = values.get(place);
    if (known == null || numbers[place] != number) {
      known = maker.apply(number);
      values.set(place, known);
      numbers[place] = number;
    }
    return known;
  }
}

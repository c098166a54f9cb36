package io.weft.capture.reader;

/**
 * Converts the timestamps of a capture, counted in ticks, to nanoseconds since the epoch, as
 * pcapng's options {@code if_tsresol} and {@code if_tsoffset} define. The result is exact, except
 * that ticks finer than a nanosecond are rounded down, and that times after the year 2262 become
 * {@link Long#MAX_VALUE}, those before the year 1677 {@link Long#MIN_VALUE}.
 */
public final class TimestampScale {
  /** Microseconds without an offset. */
  public static final TimestampScale DEFAULT = new TimestampScale(1_000_000, 0, 0);

  private static final long NANOS = 1_000_000_000L;

  private final long ticksPerSecond;

  /** The binary logarithm of ticksPerSecond where it is a power of two; 0 otherwise. */
  private final int shift;

  private final long offsetSeconds;

  /**
   * The length of a tick where it is a whole number of nanoseconds and no offset applies; else 0.
   */
  private final long nanosPerTick;

  private TimestampScale(long ticksPerSecond, int shift, long offsetSeconds) {
    this.ticksPerSecond = ticksPerSecond;
    this.shift = shift;
    this.offsetSeconds = offsetSeconds;
    boolean simple =
        offsetSeconds == 0
            && Long.compareUnsigned(ticksPerSecond, NANOS) <= 0
            && NANOS % ticksPerSecond == 0;
    this.nanosPerTick = simple ? NANOS / ticksPerSecond : 0;
  }

  /**
   * The scale of an interface description.
   *
   * @param resolution the value of {@code if_tsresol}: a negative power of ten, or of two if the
   *     highest of its eight bits is set
   * @param offsetSeconds the value of {@code if_tsoffset}
   * @return null for a resolution whose ticks a second do not fit 64 bits
   */
  public static TimestampScale of(int resolution, long offsetSeconds) {
    int exponent = resolution & 0x7F;
    if ((resolution & 0x80) != 0) {
      return exponent > 63 ? null : new TimestampScale(1L << exponent, exponent, offsetSeconds);
    }
    if (exponent > 19) {
      return null;
    }
    long ticks = 1;
    for (int i = 0; i < exponent; i++) {
      ticks *= 10;
    }
    return new TimestampScale(ticks, 0, offsetSeconds);
  }

  /** The number of ticks in a second, unsigned. */
  public long ticksPerSecond() {
    return ticksPerSecond;
  }

  /**
   * Converts a time to nanoseconds since the epoch.
   *
   * @param ticks an unsigned number
   */
  public long nanos(long ticks) {
    if (nanosPerTick > 0 && ticks >= 0 && Math.multiplyHigh(ticks, nanosPerTick) == 0) {
      long nanos = ticks * nanosPerTick;
      if (nanos >= 0) {
        return nanos;
      }
    }
    long seconds = Long.divideUnsigned(ticks, ticksPerSecond);
    long fraction = fractionNanos(Long.remainderUnsigned(ticks, ticksPerSecond));
    return join(seconds, fraction);
  }

  private long fractionNanos(long ticks) {
    if (shift > 0) {
      // The 128-bit product, shifted: the result is below 10^9, so the upper bits are lost.
      long high = Math.multiplyHigh(ticks, NANOS);
      return high << (64 - shift) | (ticks * NANOS) >>> shift;
    }
    if (Long.compareUnsigned(ticksPerSecond, NANOS) <= 0) {
      return ticks * (NANOS / ticksPerSecond);
    }
    return Long.divideUnsigned(ticks, Long.divideUnsigned(ticksPerSecond, NANOS));
  }

  private long join(long seconds, long fraction) {
    long positive = seconds < 0 ? Long.MAX_VALUE : seconds; // seconds is unsigned
    try {
      return Math.addExact(
          Math.multiplyExact(Math.addExact(positive, offsetSeconds), NANOS), fraction);
    } catch (ArithmeticException e) {
      return (double) positive + offsetSeconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}

package io.weft.capture.format;

/**
 * From a capture's ticks to nanoseconds since the epoch, for pcapng's {@code if_tsresol} and {@code
 * if_tsoffset}. Exact but for ticks finer than a nanosecond, which are cut off; times after the
 * year 2262 are held at {@link Long#MAX_VALUE}.
 */
public final class TimestampScale {
  public static final int MICROSECONDS = 6;
  public static final TimestampScale DEFAULT = new TimestampScale(1_000_000, 0, 0);

  private static final long NANOS = 1_000_000_000L;

  private final long ticksPerSecond;

  /** log2 of ticksPerSecond where it is a power of two; 0 otherwise. */
  private final int shift;

  private final long offsetSeconds;

  /** Nanoseconds a tick where a tick is a whole number of them and no offset applies; else 0. */
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
   * For what an interface description tells.
   *
   * @param resolution {@code if_tsresol}: a power of ten, or of two with the highest bit set
   * @param offsetSeconds {@code if_tsoffset}
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

  /** Unsigned. */
  public long ticksPerSecond() {
    return ticksPerSecond;
  }

  /** Of a time told in (unsigned) ticks. */
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
      // 128-bit product, shifted: below 10^9, so the upper bits fall away
      long high = Math.multiplyHigh(ticks, NANOS);
      return high << (64 - shift) | (ticks * NANOS) >>> shift;
    }
    if (Long.compareUnsigned(ticksPerSecond, NANOS) <= 0) {
      return ticks * (NANOS / ticksPerSecond);
    }
    return Long.divideUnsigned(ticks, Long.divideUnsigned(ticksPerSecond, NANOS));
  }

  private long join(long seconds, long fraction) {
    long positive = seconds < 0 ? Long.MAX_VALUE : seconds; // unsigned so far
    try {
      return Math.addExact(
          Math.multiplyExact(Math.addExact(positive, offsetSeconds), NANOS), fraction);
    } catch (ArithmeticException e) {
      return (double) positive + offsetSeconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}

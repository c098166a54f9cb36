package io.weft.protocol.link.wlan;

/**
 * How long a radio sends a frame of 802.11n, in microseconds: its preamble, and the symbols of its
 * data (IEEE 802.11, clause 19.3.6, and equations 19-32 and 19-35).
 */
final class RadioTime {
  /**
   * A preamble up to its long training fields, of which each stream has one and three have four.
   */
  private static final int MIXED = 32;

  private static final int GREENFIELD = 24;
  private static final int TRAINING = 4;

  /** Streams of which the table of rates knows, and schemes that each number of streams has. */
  private static final int STREAMS = 4;

  private static final int SCHEMES = 8;

  /** Streams of 802.11ac. */
  private static final int MOST_STREAMS = 8;

  /** Bits of a symbol of one stream, by scheme: in 20 MHz, and in 40 MHz. */
  private static final int[] BITS = {26, 52, 78, 104, 156, 208, 234, 260};

  private static final int[] WIDE_BITS = {54, 108, 162, 216, 324, 432, 486, 540};

  /** Bits around the data: 16 in front, and 6 behind for each encoder. */
  private static final int SERVICE = 16;

  private static final int TAIL = 6;

  /** An encoder works on at most so many bits of a symbol (300 Mbit/s). */
  private static final int MOST_BITS = 1200;

  /** Nanoseconds of a symbol, with the long and with the short interval of guard. */
  private static final int LONG_SYMBOL = 4000;

  private static final int SHORT_SYMBOL = 3600;

  /** Length of what stands in front of a frame in an aggregate, and what it is filled up to. */
  private static final int DELIMITER = 4;

  private RadioTime() {}

  private static int streams(int index) {
    return index / SCHEMES + 1;
  }

  private static int perSymbol(int index, boolean isWide) {
    return (isWide ? WIDE_BITS : BITS)[index % SCHEMES] * streams(index);
  }

  /**
   * Mbit/s.
   *
   * @param index modulation and coding, 0 to 31
   * @param isWide over 40 MHz?
   * @param isShort with the short interval of guard?
   */
  static double rate(int index, boolean isWide, boolean isShort) {
    return perSymbol(index, isWide) * 1e3 / (isShort ? SHORT_SYMBOL : LONG_SYMBOL);
  }

  /** Twelfths of a bit that a tone of 802.11ac carries in a symbol, by scheme. */
  private static final int[] TWELFTHS = {6, 12, 18, 24, 36, 48, 54, 60, 72, 80};

  /** Tones that carry data in 20, 40, 80 and 160 MHz (IEEE 802.11, table 21-5). */
  private static final int[] TONES = {52, 108, 234, 468};

  /**
   * Which of these widths each number for a width means: a channel, its halves, its quarters (the
   * table of the field "VHT" at radiotap.org).
   */
  private static final int[] WIDTHS = {
    0, 1, 0, 0, 2, 1, 1, 0, 0, 0, 0, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /**
   * Mbit/s of a frame of 802.11ac; 0 where there is no such scheme or width.
   *
   * @param scheme modulation and coding
   * @param width as Radiotap numbers widths
   * @param isShort with the short interval of guard?
   * @param streams 1 to 8
   */
  static double veryHighRate(int scheme, int width, boolean isShort, int streams) {
    if (scheme >= TWELFTHS.length || width >= WIDTHS.length || streams > MOST_STREAMS) {
      return 0;
    }
    return TONES[WIDTHS[width]]
        * TWELFTHS[scheme]
        * streams
        * 1e3
        / (12.0 * (isShort ? SHORT_SYMBOL : LONG_SYMBOL));
  }

  /** Does the standard leave the scheme out, as its bits would not fill symbols evenly? */
  static boolean isLeftOut(int scheme, int width, int streams) {
    return switch (WIDTHS[width]) {
      case 0 -> scheme == 9 && streams % 3 != 0;
      case 1 -> false;
      case 2 -> (scheme == 6 && (streams == 3 || streams == 7)) || (scheme == 9 && streams == 6);
      default -> scheme == 9 && streams == 3;
    };
  }

  /**
   * Microseconds of the preamble; 0 where there are more streams than there may be.
   *
   * @param index modulation and coding, 0 to 31
   * @param coded streams that are added by coding in space and time
   * @param extensions streams that only sound the channel
   */
  static int preamble(int index, int coded, int extensions, boolean isGreenfield) {
    int streams = streams(index) + coded;
    if (streams > STREAMS) {
      return 0;
    }
    int trainings = streams == 3 ? STREAMS : streams;
    int more = extensions == 3 ? STREAMS : extensions;
    return (isGreenfield ? GREENFIELD : MIXED) + TRAINING * (trainings + more);
  }

  /**
   * Microseconds of the data.
   *
   * @param index modulation and coding, 0 to 31
   * @param isCoded in space and time?
   * @param isWide over 40 MHz?
   * @param isShort with the short interval of guard?
   * @param length of the frame with its check sequence, in bytes
   * @param isAggregate is it a part of an A-MPDU?
   */
  static int data(
      int index,
      boolean isCoded,
      boolean isWide,
      boolean isShort,
      int length,
      boolean isAggregate) {
    int perSymbol = perSymbol(index, isWide);
    int encoders = (perSymbol + MOST_BITS - 1) / MOST_BITS;
    long bytes = isAggregate ? (length + 2L * DELIMITER - 1) / DELIMITER * DELIMITER : length;
    long bits = bytes * Byte.SIZE + SERVICE + (long) encoders * TAIL;
    int together = isCoded ? 2 : 1; // symbols that are coded in space and time
    long symbols = (bits + (long) perSymbol * together - 1) / ((long) perSymbol * together);
    long nanos = symbols * together * (isShort ? SHORT_SYMBOL : LONG_SYMBOL);
    return (int) ((nanos + 500) / 1000);
  }
}

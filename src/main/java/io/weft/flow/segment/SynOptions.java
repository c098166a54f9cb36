package io.weft.flow.segment;

import io.weft.flow.TcpRecord;
import io.weft.protocol.transport.tcp.TcpOptions;

/**
 * Packs the options of a SYN into one {@code int}: the maximum segment size in the low 16 bits, the
 * window scale in the next five, and from bit 24 on flags that say which options were there.
 */
public final class SynOptions {
  private static final int MSS = 1 << 24;
  private static final int SCALE = 1 << 25;
  private static final int SACK = 1 << 26;
  private static final int TIMESTAMPS = 1 << 27;

  private SynOptions() {}

  /** The options in one number; 0 where the SYN had none of them. */
  public static int pack(TcpOptions options) {
    int packed = 0;
    if (options.maximumSegmentSize() >= 0) {
      packed |= MSS | options.maximumSegmentSize();
    }
    if (options.windowScale() >= 0) {
      packed |= SCALE | Math.min(options.windowScale(), 14) << 16;
    }
    if (options.sackPermitted()) {
      packed |= SACK;
    }
    if (options.hasTimestamps()) {
      packed |= TIMESTAMPS;
    }
    return packed;
  }

  /** Largest segment that the SYN's sender takes, in bytes; -1 where it did not say. */
  public static int maximumSegmentSize(int packed) {
    return (packed & MSS) != 0 ? packed & 0xFFFF : -1;
  }

  /** The shift of windows that the SYN's sender offers, 0 to 14; -1 where it offers none. */
  public static int windowScale(int packed) {
    return (packed & SCALE) != 0 ? packed >> 16 & 0x1F : -1;
  }

  /** Fills options with what was packed; timestamps values are not kept. */
  public static void restore(int packed, TcpOptions options) {
    options.restore(maximumSegmentSize(packed), windowScale(packed), (packed & SACK) != 0);
  }

  /** The packed options as a record. */
  public static TcpRecord.Options unpack(int packed) {
    return new TcpRecord.Options(
        maximumSegmentSize(packed),
        windowScale(packed),
        (packed & SACK) != 0,
        (packed & TIMESTAMPS) != 0);
  }
}

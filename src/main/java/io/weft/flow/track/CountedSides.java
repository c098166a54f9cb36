package io.weft.flow.track;

import io.weft.flow.table.FlowState;

/** The state of a flow whose sides number what they send: with which number each of them began. */
final class CountedSides extends FlowState {
  /** Stands for a side of which no number has been seen. */
  static final long UNKNOWN = -1;

  /** Estimated memory of the state, in bytes. */
  private static final int BYTES = 56;

  private long first = UNKNOWN;
  private long second = UNKNOWN;

  CountedSides() {
    super(BYTES);
  }

  /**
   * Takes a number that a side has sent; the first one stays.
   *
   * @param fromFirst by the flow's first side?
   * @param number {@link #UNKNOWN} where the packet has none
   */
  void see(boolean fromFirst, long number) {
    if (fromFirst && first == UNKNOWN) {
      first = number;
    } else if (!fromFirst && second == UNKNOWN) {
      second = number;
    }
  }

  /** The first number of a side; {@link #UNKNOWN} where none has been seen. */
  long of(boolean isFirst) {
    return isFirst ? first : second;
  }

  @Override
  public void finish(long packet, long nanos) {} // Nothing waits.
}

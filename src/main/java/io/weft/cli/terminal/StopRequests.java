package io.weft.cli.terminal;

import java.util.function.LongSupplier;

/**
 * Decides what a request to stop means, by its signal and by those that came before.
 *
 * <p>One request may be told several times: {@code timeout} signals the program and then its group,
 * to which the program belongs, and a shell tells all of a pipeline. So a second request counts
 * only where a person could have made it, at least a second after the first. Nor does every signal
 * ask for an end at once: that is the second Ctrl-C's right alone. TERM and HUP come from other
 * programs, which want an end, but nothing lost.
 */
final class StopRequests {
  /** The least time from the first request to one that a person has made again. */
  static final long REPETITION_NANOS = 1_000_000_000L;

  private final LongSupplier clock;
  private boolean asked;
  private long first;

  /**
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  StopRequests(LongSupplier clock) {
    this.clock = clock;
  }

  /** What is to be done. */
  enum Answer {
    /** End in good order. */
    STOP,
    /** Nothing: the end has been asked for, and is on its way. */
    GO_ON,
    /** End at once, whatever is lost. */
    HALT
  }

  /**
   * Takes a request into account. Any thread may call this.
   *
   * @param isInterrupt whether it is an INT, as of Ctrl-C
   */
  synchronized Answer on(boolean isInterrupt) {
    long now = clock.getAsLong();
    if (!asked) {
      asked = true;
      first = now;
      return Answer.STOP;
    }
    return isInterrupt && now - first >= REPETITION_NANOS ? Answer.HALT : Answer.GO_ON;
  }
}

package io.weft.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the readers of the results have taken so far. A pipe whose reader takes nothing blocks the
 * thread that writes, and only another thread can see that: the one that waits, after a request to
 * stop, for the program to finish.
 */
public final class Delivery {
  /** A write that no other thread sees the middle of: the room that a reader makes in a pipe. */
  private static final int PIECE = 4096;

  private static final String UNNAMED = "all results that come behind them";

  private final LongSupplier clock;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();
  private volatile boolean watched;
  private volatile boolean writing;
  private volatile long lastProgress;
  private volatile Supplier<String> owed = () -> UNNAMED;
  private volatile boolean countsLines;

  /**
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  Delivery(LongSupplier clock) {
    this.clock = clock;
  }

  /** Lets other threads see from now on how far a write has come, at a small cost for each. */
  void watch() {
    watched = true;
  }

  /**
   * Says what is lost where the readers take nothing more. From now on lines are counted as well:
   * nobody else asks for them, and to look for their ends costs a tenth of what they do.
   *
   * @param loss gives the words, on another thread, such as {@code the records of 3 flows}
   */
  public void owes(Supplier<String> loss) {
    owed = loss;
    countsLines = true;
  }

  /** What {@link #owes} has said. */
  String loss() {
    return owed.get();
  }

  /** Writes the bytes; one thread at a time may call this. */
  void write(OutputStream target, byte[] from, int at, int length) throws IOException {
    lastProgress = clock.getAsLong();
    writing = true;
    try {
      int piece;
      for (int done = 0; done < length; done += piece) {
        piece = watched ? Math.min(PIECE, length - done) : length - done;
        target.write(from, at + done, piece);
        if (watched) {
          count(from, at + done, piece);
        }
      }
    } finally {
      writing = false;
    }
  }

  private void count(byte[] from, int at, int length) {
    lastProgress = clock.getAsLong();
    bytes.addAndGet(length);
    if (!countsLines) {
      return;
    }
    long ends = 0;
    for (int i = at; i < at + length; i++) {
      ends += from[i] == '\n' ? 1 : 0;
    }
    lines.addAndGet(ends);
  }

  /** Bytes that were taken since {@link #watch} was called. */
  long bytes() {
    return bytes.get();
  }

  /** Lines that were taken to their end since {@link #watch} and {@link #owes} were called. */
  public long lines() {
    return lines.get();
  }

  /**
   * For how long a write has been waiting for its reader; 0 where none does.
   *
   * @param since when the caller began to wait, by the clock
   */
  long blockedNanos(long since) {
    // In this order: a write that begins meanwhile has a new time.
    boolean waits = writing;
    long progress = lastProgress;
    return waits ? clock.getAsLong() - Math.max(progress, since) : 0;
  }
}

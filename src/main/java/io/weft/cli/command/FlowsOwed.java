package io.weft.cli.command;

import io.weft.report.text.Units;
import java.util.concurrent.atomic.AtomicLong;

/** Counts, for the thread that watches the reader of the results, which flows that is owed. */
final class FlowsOwed {
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong told = new AtomicLong();

  /** A flow has begun. */
  void opened() {
    open.incrementAndGet();
  }

  /** A flow has ended. */
  void closed() {
    open.decrementAndGet();
  }

  /** A record was handed on to be written. */
  void told() {
    told.incrementAndGet();
  }

  /**
   * What the reader would lose now.
   *
   * @param taken records that it has taken; for a table, which comes whole, 0
   */
  String loss(long taken) {
    return Units.count(told.get() - taken, "record of a flow", "records of flows")
        + ", and what is known of "
        + Units.count(open.get(), "open flow", "open flows");
  }
}

package io.weft.spark;

import io.weft.report.table.Column;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/**
 * Hands the rows of a capture to Spark, which asks for one after the other. A thread of its own
 * analyses the capture; it waits where Spark is slower.
 */
final class RowReader implements PartitionReader<InternalRow> {
  /** Rows that change threads at once. */
  private static final int BATCH = 256;

  /** Batches that wait: a row may be as large as 64 exchanges, so that there are few. */
  private static final int WAITING = 4;

  private final BlockingQueue<List<Object[]>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final TableRun run;
  private final List<Column> columns;
  private final Thread thread;
  private List<Object[]> filling = new ArrayList<>(BATCH);
  private List<Object[]> batch = List.of();
  private int next;
  private boolean isAtEnd;
  private int left;
  private InternalRow row;

  /** Why the analysis has ended early; null where it has not. Set before the end is handed on. */
  private volatile Throwable failure;

  private volatile boolean isClosed;

  /**
   * Starts the analysis.
   *
   * @param limit rows that are wanted at most
   */
  RowReader(TableRun run, List<Column> columns, int limit) {
    this.run = run;
    this.columns = columns;
    left = limit;
    thread = new Thread(this::analyse, "weft-analysis");
    thread.setDaemon(true);
    thread.start();
  }

  private void analyse() {
    try {
      run.run(this::add, () -> isClosed);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    if (!filling.isEmpty()) {
      hand(filling);
    }
    hand(List.of()); // the end
  }

  private void add(Object[] made) {
    filling.add(made);
    if (filling.size() == BATCH) {
      hand(filling);
      filling = new ArrayList<>(BATCH);
    }
  }

  /** Once the reader is closed nobody takes the rows any more, and they are dropped. */
  private void hand(List<Object[]> rows) {
    try {
      if (!isClosed) {
        waiting.put(rows);
      }
    } catch (InterruptedException e) {
      isClosed = true; // close interrupts
    }
  }

  @Override
  public boolean next() throws IOException {
    if (left == 0) {
      return false;
    }
    while (next == batch.size()) {
      if (isAtEnd) {
        return false;
      }
      try {
        batch = waiting.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while " + run.name() + " was read");
      }
      next = 0;
      isAtEnd = batch.isEmpty();
      if (isAtEnd && failure != null) {
        throw new IOException(run.name() + ": " + failure.getMessage(), failure);
      }
    }
    row = SparkTypes.row(columns, batch.get(next++));
    left--;
    return true;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  /** Ends the analysis, and waits for it: its memory is the task's. */
  @Override
  public void close() throws IOException {
    isClosed = true;
    waiting.clear();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + run.name() + " was closed");
    }
  }
}

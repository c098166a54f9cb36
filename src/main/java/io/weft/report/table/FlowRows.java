package io.weft.report.table;

import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Writes flows as rows of a table, on a thread of its own. Where that has enough to do, as at the
 * end of a capture, when many flows end at once, the thread that analyses makes the rows.
 */
public final class FlowRows implements Closeable {
  /**
   * What a row costs more than its record. It is larger, and many rows that wait would be taken for
   * long-lived by the collection of garbage.
   */
  private static final int ROW_COST = 8;

  private final RowWriter writer;
  private final InternalErrors errors;

  /** Used by the thread that analyses. */
  private final RowMaker own;

  /** Used by the thread that writes. */
  private final RowMaker writers;

  /** Each gives a row, or null for a record that has none. */
  private final BackgroundWriter<Supplier<Object[]>> rows;

  /**
   * Starts the writing thread.
   *
   * @param table whose rows the writer takes
   * @param writer closed with this
   * @param errors counts the records that could not be made into rows
   */
  public FlowRows(Table table, RowWriter writer, InternalErrors errors) {
    this.writer = writer;
    this.errors = errors;
    own = new RowMaker(table);
    writers = new RowMaker(table);
    rows = new BackgroundWriter<>("weft-rows", this::write);
  }

  /**
   * Writes the record behind those that came before; waits while many are still to be written.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void accept(FlowRecord record) {
    int cost = BackgroundWriter.cost(record);
    if (rows.isBehind()) {
      Object[] row = row(own, record);
      rows.put(() -> row, cost * ROW_COST);
    } else {
      rows.put(() -> row(writers, record), cost);
    }
  }

  /** The row of a record; null where none can be made of it. */
  private Object[] row(RowMaker maker, FlowRecord record) {
    try {
      return maker.of(record);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, record.times().lastPacket());
      return null;
    }
  }

  private void write(Supplier<Object[]> made) throws IOException {
    Object[] row = made.get();
    if (row != null) {
      writer.write(row);
    }
  }

  /** Members of records that were left out; known when this is closed. */
  public Set<String> leftOut() {
    Set<String> all = new TreeSet<>(own.leftOut());
    all.addAll(writers.leftOut());
    return all;
  }

  /** Waits until everything is written. */
  @Override
  public void close() throws IOException {
    try (writer) {
      rows.close();
    }
  }
}

package io.weft.report.table;

import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

  /** Rows that are given to the writer at once, unless no more come or they are large. */
  private static final int ROWS = 256;

  private final RowWriter writer;
  private final InternalErrors errors;

  /** Used by the thread that analyses. */
  private final RowMaker own;

  /** Used by the thread that writes. */
  private final RowMaker writers;

  private final BackgroundWriter<Item> items;

  /** What waits to be written. */
  private record Item(Supplier<Object[]> row, int cost) {}

  /** Gives the writer rows by the hundred. */
  private final class Rows implements BackgroundWriter.Destination<Item> {
    private final List<Object[]> rows = new ArrayList<>(ROWS);
    private int cost;

    @Override
    public void write(Item item) throws IOException {
      Object[] row = item.row.get();
      if (row != null) {
        rows.add(row);
        cost += item.cost;
        if (rows.size() >= ROWS || cost >= BackgroundWriter.CAPACITY) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (!rows.isEmpty()) {
        writer.write(rows);
        rows.clear();
        cost = 0;
      }
    }
  }

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
    items = new BackgroundWriter<>("weft-rows", new Rows());
  }

  /**
   * Writes the record behind those that came before; waits while many are still to be written.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void accept(FlowRecord record) {
    int cost = BackgroundWriter.cost(record);
    if (items.isBehind()) {
      Object[] row = row(own, record);
      put(new Item(() -> row, cost * ROW_COST));
    } else {
      put(new Item(() -> row(writers, record), cost));
    }
  }

  private void put(Item item) {
    items.put(item, item.cost);
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
      items.close();
    }
  }
}

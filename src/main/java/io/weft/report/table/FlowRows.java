package io.weft.report.table;

import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes flows as rows of a table, on a thread of its own. */
public final class FlowRows implements Closeable {
  private final RowWriter writer;
  private final RowMaker rows;
  private final InternalErrors errors;
  private final BackgroundWriter<FlowRecord> records;

  /**
   * Starts the writing thread.
   *
   * @param rows makes rows as the writer takes them
   * @param writer closed with this
   * @param errors counts the records that could not be made into rows
   */
  public FlowRows(RowMaker rows, RowWriter writer, InternalErrors errors) {
    this.rows = rows;
    this.writer = writer;
    this.errors = errors;
    records = new BackgroundWriter<>("weft-rows", this::write);
  }

  /**
   * Writes the record behind those that came before; waits while many are still to be written.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void accept(FlowRecord record) {
    records.put(record, BackgroundWriter.cost(record));
  }

  /** Writes a record; where no row can be made of it, it is left out. */
  private void write(FlowRecord record) throws IOException {
    Object[] row;
    try {
      row = rows.of(record);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, record.times().lastPacket());
      return;
    }
    writer.write(row);
  }

  /** Waits until everything is written. */
  @Override
  public void close() throws IOException {
    try (writer) {
      records.close();
    }
  }
}

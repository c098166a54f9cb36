package io.weft.report.table;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of a table to a file or a stream. */
public interface RowWriter extends Closeable {
  /**
   * Writes a row behind those before it.
   *
   * @param row a value for each column, as {@link ColumnType.Kind} says
   */
  void write(Object[] row) throws IOException;

  /** Writes what is still kept, and what stands behind the last row. */
  @Override
  void close() throws IOException;
}

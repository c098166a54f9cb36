package io.weft.report.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes the rows of a table to a file or a stream. */
public interface RowWriter extends Closeable {
  /** So few rows are not worth waking another thread. */
  int FEW = 32;

  /**
   * Writes rows behind those before them. Many at once are written on several threads, where the
   * machine has them.
   *
   * @param rows each with a value for each column, as {@link ColumnType.Kind} says
   */
  void write(List<Object[]> rows) throws IOException;

  /** Writes what is still kept, and what stands behind the last row. */
  @Override
  void close() throws IOException;
}

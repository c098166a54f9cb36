package io.weft.report.parquet;

import java.io.IOException;
import java.util.List;

/** A column of the table, in the row group that is not yet written. */
final class TableColumn {
  private final int slot;
  private final Part part;

  /** The last rows, which have no value: the part is told of them at once. */
  private int absent;

  /**
   * @param slot of its value in a row
   */
  TableColumn(int slot, Part part) {
    this.slot = slot;
    this.part = part;
  }

  /**
   * Takes its values out of rows.
   *
   * @return how many bytes they have
   */
  long write(List<Object[]> rows) throws IOException {
    long bytes = 0;
    for (int i = 0; i < rows.size(); i++) { // by index: an iterator a call would be garbage
      Object value = rows.get(i)[slot];
      if (value == null) {
        absent++;
      } else {
        tell();
        bytes += part.write(value, 0);
      }
    }
    return bytes;
  }

  private void tell() {
    if (absent > 0) {
      part.absent(0, 0, absent);
      absent = 0;
    }
  }

  /** Ends the last pages: the row group is full. */
  void end() throws IOException {
    tell();
    part.end();
  }

  /** Adds the columns of the file, from left to right. */
  void columns(List<LeafColumn> all) {
    part.columns(all);
  }
}

package io.weft.spark;

import io.weft.capture.CaptureEnd;
import io.weft.report.table.Column;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of rows that tell of their capture, as far as a query wants them. */
final class CaptureColumns {
  private static final int UNWANTED = -1;

  private final String capture;
  private final int width;
  private final int captureSlot;
  private final int lostSlot;
  private final int beganSlot;
  private final int continuesSlot;

  /** Damages that the rows so far have told of. */
  private int told;

  /**
   * @param capture its name
   * @param columns of rows
   */
  CaptureColumns(String capture, List<Column> columns) {
    this.capture = capture;
    width = columns.size();
    captureSlot = slot(columns, CaptureTable.CAPTURE);
    lostSlot = slot(columns, CaptureTable.LOST);
    beganSlot = slot(columns, CaptureTable.BEGAN_BEFORE);
    continuesSlot = slot(columns, CaptureTable.CONTINUES_AFTER);
  }

  private static int slot(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return UNWANTED;
  }

  /** Says in a row which capture it is of, and what was lost of that until now. */
  void tell(Object[] row, CaptureEnd end) {
    told = end.damages().size();
    put(row, captureSlot, capture);
    if (told > 0) {
      put(row, lostSlot, sentence(end));
    }
  }

  /**
   * Says in the row of a flow whether it is cut at the capture's edges.
   *
   * @param beganBefore null where none can say
   */
  void tellEdges(Object[] row, Boolean beganBefore, boolean continuesAfter) {
    put(row, beganSlot, beganBefore);
    put(row, continuesSlot, continuesAfter);
  }

  /** Whether no row has told yet of all that was lost. */
  boolean isUntold(CaptureEnd end) {
    return told < end.damages().size();
  }

  /** A row that has no values but the capture's name and what was lost. */
  Object[] lost(String what) {
    Object[] row = new Object[width];
    put(row, captureSlot, capture);
    put(row, lostSlot, what);
    return row;
  }

  private static void put(Object[] row, int slot, Object value) {
    if (slot != UNWANTED) {
      row[slot] = value;
    }
  }

  /** What was lost. */
  static String sentence(CaptureEnd end) {
    return end.damages().stream()
        .map(CaptureEnd.Damage::sentence)
        .collect(Collectors.joining("; "));
  }
}

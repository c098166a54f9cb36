package io.weft.report.text;

import io.weft.dissect.Packet;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;

/**
 * The column that tells when what stands in the rows of a table began: in the form that the user
 * chose, without the date where it is the same in all rows, below a title that names the zone.
 */
public final class StartColumn {
  /** By which the table's concessions name the column. */
  public static final String TITLE = "START";

  private static final int DIGITS = 3;

  private final TimeText times;
  private final long[] starts;
  private final long first;
  private final boolean oneDay;

  /**
   * @param starts nanoseconds since the epoch, in the order of the rows; at least one; {@link
   *     Packet#NO_TIME} where none is known
   * @param first the time from which relative times count
   */
  public StartColumn(TextStyle style, long[] starts, long first) {
    times = style.timeText();
    this.starts = starts.clone();
    this.first = first;
    oneDay = times.style().isClock() && isOneDay();
  }

  private boolean isOneDay() {
    String day = null;
    for (long start : starts) {
      if (start != Packet.NO_TIME) {
        String own = times.clock(start, DIGITS).substring(0, TimeText.DATE_LENGTH);
        if (day != null && !day.equals(own)) {
          return false;
        }
        day = own;
      }
    }
    return true;
  }

  /** Times that are numbers are aligned as such. */
  public Column column() {
    return new Column(TITLE, times.style().isClock() ? Align.LEFT : Align.RIGHT);
  }

  /** The cell of a row; null where no time is known. */
  public String cell(int row) {
    if (starts[row] == Packet.NO_TIME) {
      return null;
    }
    long before = starts[row == 0 ? 0 : row - 1];
    String text = times.of(starts[row], first, before, DIGITS);
    return oneDay ? text.substring(TimeText.DATE_LENGTH + 1) : text;
  }

  /** Says in the title what the times are. */
  public void entitle(TextTable table) {
    table.title(TITLE, TITLE + " (" + times.unit(starts[0]) + ")");
  }
}

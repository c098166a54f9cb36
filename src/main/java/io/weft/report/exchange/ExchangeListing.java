package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.text.Palette;
import io.weft.report.text.SafeText;
import io.weft.report.text.StartColumn;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TextTable;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table of exchanges, in the order in which they ended, with a line of totals below it. */
public final class ExchangeListing {
  private final int most;
  private final ExchangeColumns special;
  private final TextStyle style;
  private final List<Row> rows = new ArrayList<>();
  private long count;
  private long unanswered;

  /**
   * @param protocol whose columns are shown; null for those that all protocols have
   * @param rows how many exchanges are shown at most
   */
  public ExchangeListing(String protocol, int rows, TextStyle style) {
    most = rows;
    this.style = style;
    special = ExchangeColumns.of(protocol);
  }

  private static final class Row {
    private final long startNanos;

    /** The second, the start's, is filled when the table is printed. */
    private final String[] cells;

    Row(long startNanos, String[] cells) {
      this.startNanos = startNanos;
      this.cells = cells;
    }
  }

  /** Adds an exchange of a flow. */
  public void add(Flow flow, Exchange exchange) {
    count++;
    ExchangeFacts facts = ExchangeFacts.of(exchange);
    if (!facts.answered()) {
      unanswered++;
    }
    if (rows.size() >= most) {
      return;
    }
    String[] own = special.cells(exchange, facts);
    String[] row = new String[4 + own.length + 1];
    row[0] = flow.name().toString();
    row[2] = end(flow.client().toString(), flow.client().ipv6(), flow.clientPort());
    row[3] = end(flow.server().toString(), flow.server().ipv6(), flow.serverPort());
    for (int i = 0; i < own.length; i++) {
      row[4 + i] = own[i] == null ? null : SafeText.escape(own[i]);
    }
    row[4 + own.length] = facts.nanos() < 0 ? null : Units.duration(facts.nanos());
    rows.add(new Row(exchange.startNanos(), row));
  }

  private String paint(String column, String text) {
    Palette palette = style.palette();
    return switch (column) {
      case "STATUS" -> text.equals(ExchangeColumns.NO_ANSWER) ? palette.failure(text) : text;
      case "SIZE", "TIME" -> palette.quantity(text);
      default -> text;
    };
  }

  private static String end(String ip, boolean ipv6, int port) {
    return (ipv6 ? "[" + ip + "]:" : ip + ":") + port;
  }

  /**
   * Prints the table and the line of totals.
   *
   * @param firstNanos the time of the first packet, from which relative times count
   */
  public void print(Appendable out, long firstNanos) throws IOException {
    if (!rows.isEmpty()) {
      StartColumn starts =
          new StartColumn(
              style, rows.stream().mapToLong(row -> row.startNanos).toArray(), firstNanos);
      List<Column> columns = new ArrayList<>();
      columns.add(new Column("FLOW", Align.LEFT));
      columns.add(starts.column());
      columns.add(new Column("CLIENT", Align.LEFT_KEEP_END));
      columns.add(new Column("SERVER", Align.LEFT_KEEP_END));
      columns.addAll(special.columns());
      columns.add(new Column("TIME", Align.RIGHT));
      List<Concession> concessions = new ArrayList<>();
      concessions.add(Concession.drop("CLIENT"));
      concessions.addAll(special.concessions());
      concessions.add(Concession.drop(StartColumn.TITLE));
      concessions.add(Concession.cut(9, "SERVER"));
      TextTable table = new TextTable(columns, concessions);
      for (int i = 0; i < rows.size(); i++) {
        String[] cells = rows.get(i).cells;
        cells[1] = starts.cell(i);
        table.add(cells);
      }
      starts.entitle(table);
      table.paint((row, column, text) -> paint(column, text), style.palette()::title);
      table.print(out, style.width());
      if (count > rows.size()) {
        out.append("… and ")
            .append(Units.count(count - rows.size()))
            .append(" more (--all or --top N shows them)\n");
      }
      out.append('\n');
    }
    out.append(Units.count(count, "exchange", "exchanges"));
    if (unanswered > 0) {
      out.append(", ").append(Units.count(unanswered)).append(" unanswered");
    }
    out.append('\n');
  }
}

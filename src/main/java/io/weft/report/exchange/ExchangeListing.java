package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.report.json.JsonText;
import io.weft.report.text.SafeText;
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
  private static final int TIME_FROM = 11;
  private static final int TIME_TO = 23;

  private final int most;
  private final ExchangeColumns special;
  private final JsonText times = new JsonText();
  private final List<String[]> rows = new ArrayList<>();
  private long count;
  private long unanswered;

  /**
   * @param protocol whose columns are shown; null for those that all protocols have
   * @param rows how many exchanges are shown at most
   */
  public ExchangeListing(String protocol, int rows) {
    most = rows;
    special = ExchangeColumns.of(protocol);
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
    row[1] =
        exchange.startNanos() == Packet.NO_TIME
            ? null
            : times.time(exchange.startNanos()).substring(TIME_FROM, TIME_TO);
    row[2] = end(flow.client().toString(), flow.client().ipv6(), flow.clientPort());
    row[3] = end(flow.server().toString(), flow.server().ipv6(), flow.serverPort());
    for (int i = 0; i < own.length; i++) {
      row[4 + i] = own[i] == null ? null : SafeText.escape(own[i]);
    }
    row[4 + own.length] = facts.nanos() < 0 ? null : Units.duration(facts.nanos());
    rows.add(row);
  }

  private static String end(String ip, boolean ipv6, int port) {
    return (ipv6 ? "[" + ip + "]:" : ip + ":") + port;
  }

  /**
   * Prints the table and the line of totals.
   *
   * @param width of the terminal in characters; 0 for no limit
   */
  public void print(Appendable out, int width) throws IOException {
    if (!rows.isEmpty()) {
      List<Column> columns = new ArrayList<>();
      columns.add(new Column("FLOW", Align.LEFT));
      columns.add(new Column("START", Align.LEFT));
      columns.add(new Column("CLIENT", Align.LEFT_KEEP_END));
      columns.add(new Column("SERVER", Align.LEFT_KEEP_END));
      columns.addAll(special.columns());
      columns.add(new Column("TIME", Align.RIGHT));
      List<Concession> concessions = new ArrayList<>();
      concessions.add(Concession.drop("CLIENT"));
      concessions.addAll(special.concessions());
      concessions.add(Concession.drop("START"));
      concessions.add(Concession.cut(9, "SERVER"));
      TextTable table = new TextTable(columns, concessions);
      rows.forEach(table::add);
      table.print(out, width);
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

package io.weft.report.text;

import io.weft.analysis.Analyzer;
import io.weft.flow.FlowRecord;
import io.weft.report.json.JsonText;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.util.List;

/** A table of flows, with a line of totals below it. It keeps only the flows that it will show. */
public final class FlowListing {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("FLOW", Align.LEFT),
          new Column("START", Align.LEFT),
          new Column("CLIENT", Align.LEFT_KEEP_END),
          new Column("SERVER", Align.LEFT_KEEP_END),
          new Column("PROCESS", Align.LEFT),
          new Column("APP", Align.LEFT),
          new Column("PACKETS", Align.RIGHT),
          new Column("BYTES", Align.RIGHT),
          new Column("DURATION", Align.RIGHT),
          new Column("RTT", Align.RIGHT),
          new Column("STATE", Align.LEFT),
          new Column("INFO", Align.LEFT));

  private static final List<Concession> CONCESSIONS =
      List.of(
          Concession.cut(32, "INFO"),
          Concession.drop("START"),
          Concession.drop("RTT"),
          Concession.cut(24, "INFO"),
          Concession.cut(21, "CLIENT", "SERVER", "PROCESS"),
          Concession.drop("DURATION"),
          Concession.cut(16, "CLIENT", "SERVER", "INFO"),
          Concession.drop("PROCESS"),
          Concession.drop("INFO"),
          Concession.cut(13, "CLIENT", "SERVER"),
          Concession.drop("STATE"),
          Concession.cut(9, "CLIENT", "SERVER"));

  private static final int DATE_LENGTH = 10;

  private final TopFlows<Row> top;
  private final boolean names;
  private final String more;
  private final JsonText times = new JsonText();

  /**
   * @param order by which the flows are sorted and chosen
   * @param rows how many flows are shown at most
   * @param names whether names stand for addresses
   * @param more a clause that says what shows those beyond
   */
  public FlowListing(FlowOrder order, int rows, boolean names, String more) {
    this.names = names;
    this.more = more;
    top = new TopFlows<>(order, rows, Row::new);
  }

  private record Row(FlowRecord flow, String info) {
    Row(FlowRecord flow) {
      this(withoutExchanges(flow), FlowInfo.of(flow));
    }
  }

  /** Exchanges may be large, and the table needs only what the info column tells of them. */
  private static FlowRecord withoutExchanges(FlowRecord flow) {
    return flow.exchanges().isEmpty() ? flow : flow.withoutExchanges();
  }

  /** Adds a flow. */
  public void add(FlowRecord flow) {
    top.offer(flow);
  }

  /**
   * Prints the table, a line of totals, and remarks on the run.
   *
   * @param width of the terminal in characters; 0 for no limit
   * @param totals of the analysis
   */
  public void print(Appendable out, int width, Analyzer.Totals totals) throws IOException {
    List<Row> rows = top.sorted();
    if (!rows.isEmpty()) {
      TextTable table = new TextTable(COLUMNS, CONCESSIONS);
      boolean oneDay =
          rows.stream().map(row -> date(row.flow().times().startNanos())).distinct().count() == 1;
      for (Row row : rows) {
        table.add(cells(row, oneDay));
      }
      table.print(out, width);
      if (top.offered() > rows.size()) {
        out.append("… and ")
            .append(Units.count(top.offered() - rows.size()))
            .append(" more (")
            .append(more)
            .append(")\n");
      }
      out.append('\n');
    }
    out.append(summary(totals)).append('\n');
  }

  private String[] cells(Row row, boolean oneDay) {
    FlowRecord flow = row.flow();
    String start = start(flow.times().startNanos());
    return new String[] {
      flow.name().toString(),
      oneDay ? start.substring(DATE_LENGTH + 1) : start,
      FlowCells.end(flow.client(), names),
      FlowCells.end(flow.server(), names),
      FlowCells.processes(flow),
      FlowCells.application(flow),
      Long.toString(flow.packets()),
      Units.bytes(flow.bytes()),
      flow.packets() > 1 ? Units.duration(flow.durationNanos()) : null,
      FlowCells.rtt(flow),
      flow.outcome().connState().name(),
      row.info()
    };
  }

  /** The time to the millisecond, such as {@code 2026-03-01 09:30:00.120}. */
  private String start(long nanos) {
    return times.time(nanos).replace('T', ' ').substring(0, 23);
  }

  private String date(long nanos) {
    return times.time(nanos).substring(0, DATE_LENGTH);
  }

  private String summary(Analyzer.Totals totals) {
    StringBuilder line = new StringBuilder(120);
    line.append(Units.count(totals.flows().flows(), "flow", "flows"))
        .append(", ")
        .append(Units.count(totals.packets(), "packet", "packets"))
        .append(", ")
        .append(Units.bytes(totals.bytes()));
    if (totals.packets() > 0) {
      line.append(" in ")
          .append(Units.duration(totals.endNanos() - totals.startNanos()))
          .append(" from ")
          .append(start(totals.startNanos()))
          .append(" UTC");
    }
    new CaptureRemarks(totals).lines().forEach(remark -> line.append('\n').append(remark));
    return line.toString();
  }
}

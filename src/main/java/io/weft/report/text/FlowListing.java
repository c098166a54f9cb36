package io.weft.report.text;

import io.weft.analysis.Analyzer;
import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A table of flows, with a line of totals below it. It keeps only the flows that it will show. */
public final class FlowListing {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("FLOW", Align.LEFT),
          new Column(StartColumn.TITLE, Align.LEFT),
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

  /** The order is told in the README. */
  private static final List<Concession> CONCESSIONS =
      List.of(
          Concession.cut(50, "INFO"),
          Concession.drop("RTT"),
          Concession.cut(24, "CLIENT", "SERVER", "PROCESS"),
          Concession.drop("DURATION"),
          Concession.cut(36, "INFO"),
          Concession.drop(StartColumn.TITLE),
          Concession.cut(18, "CLIENT", "SERVER", "PROCESS"),
          Concession.cut(28, "INFO"),
          Concession.drop("PACKETS"),
          Concession.drop("APP"),
          Concession.drop("PROCESS"),
          Concession.cut(15, "CLIENT", "SERVER"),
          Concession.cut(20, "INFO"),
          Concession.drop("STATE"),
          Concession.cut(9, "CLIENT", "SERVER"),
          Concession.cut(10, "INFO"),
          Concession.drop("BYTES"),
          Concession.drop("FLOW"));

  private static final int DIGITS = 3;

  private final TopFlows<Row> top;
  private final TextStyle style;
  private final String more;
  private final TimeText times;

  /**
   * @param order by which the flows are sorted and chosen
   * @param rows how many flows are shown at most
   * @param more a clause that says what shows those beyond
   */
  public FlowListing(FlowOrder order, int rows, TextStyle style, String more) {
    this.style = style;
    this.more = more;
    times = style.timeText();
    top = new TopFlows<>(order, rows, Row::new);
  }

  private record Row(FlowRecord flow, FlowInfo info) {
    Row(FlowRecord flow) {
      this(withoutExchanges(flow), FlowInfo.describe(flow));
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
   * Prints the table, what its states mean, a line of totals, and remarks on the run.
   *
   * @param totals of the analysis
   */
  public void print(Appendable out, Analyzer.Totals totals) throws IOException {
    List<Row> rows = top.sorted();
    if (!rows.isEmpty()) {
      TextTable table = table(rows, totals.startNanos());
      table.print(out, style.width());
      if (top.offered() > rows.size()) {
        out.append("… and ")
            .append(Units.count(top.offered() - rows.size()))
            .append(" more (")
            .append(more)
            .append(")\n");
      }
      if (!table.leftOut().isEmpty()) {
        List<String> parts = new ArrayList<>(table.leftOut());
        parts.set(0, "no room for " + parts.get(0));
        note(out, parts);
      }
      if (!table.leftOut().contains("STATE")) {
        note(out, legend(rows));
      }
      out.append('\n');
    }
    out.append(summary(totals)).append('\n');
  }

  /** Prints parts with commas between, in as many lines as they take. */
  private void note(Appendable out, List<String> parts) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
      if (!line.isEmpty()
          && style.width() > 0
          && line.length() + 1 + part.length() > style.width()) {
        out.append(style.palette().dim(line.toString())).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(part);
    }
    out.append(style.palette().dim(line.toString())).append('\n');
  }

  /** What the states in the table mean. */
  private static List<String> legend(List<Row> rows) {
    Set<ConnState> states = EnumSet.noneOf(ConnState.class);
    rows.forEach(row -> states.add(row.flow().outcome().connState()));
    List<String> parts = new ArrayList<>();
    states.forEach(state -> parts.add(state + " " + StateWords.of(state)));
    int last = parts.size() - 1;
    parts.set(last, parts.get(last) + " (weft help states)");
    return parts;
  }

  private TextTable table(List<Row> rows, long first) {
    StartColumn starts =
        new StartColumn(
            style,
            rows.stream().mapToLong(row -> row.flow().times().startNanos()).toArray(),
            first);
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.replaceAll(each -> each.title().equals(StartColumn.TITLE) ? starts.column() : each);
    TextTable table = new TextTable(columns, CONCESSIONS);
    for (int i = 0; i < rows.size(); i++) {
      table.add(cells(rows.get(i), starts.cell(i)));
    }
    starts.entitle(table);
    Palette palette = style.palette();
    table.paint((row, column, text) -> paint(rows.get(row), column, text), palette::title);
    return table;
  }

  private String paint(Row row, String column, String text) {
    Palette palette = style.palette();
    FlowRecord flow = row.flow();
    return switch (column) {
      case "STATE" ->
          // A datagram without an answer is no failure: many never get one.
          flow.tcp() != null && StateWords.isFailure(flow.outcome().connState())
              ? palette.failure(text)
              : text;
      case "BYTES", "DURATION", "RTT" -> palette.quantity(text);
      case "INFO" -> {
        int trouble = Math.min(row.info().troubleLength(), text.length());
        yield palette.warning(text.substring(0, trouble)) + text.substring(trouble);
      }
      default -> text;
    };
  }

  private String[] cells(Row row, String start) {
    FlowRecord flow = row.flow();
    return new String[] {
      flow.name().toString(),
      start,
      FlowCells.end(flow.client(), style.names()),
      FlowCells.end(flow.server(), style.names()),
      FlowCells.processes(flow),
      FlowCells.application(flow),
      Long.toString(flow.packets()),
      Units.bytes(flow.bytes()),
      flow.packets() > 1 && flow.times().areKnown() ? Units.duration(flow.durationNanos()) : null,
      FlowCells.rtt(flow),
      flow.outcome().connState().name(),
      row.info().text()
    };
  }

  private String summary(Analyzer.Totals totals) {
    StringBuilder line = new StringBuilder(120);
    line.append(Units.count(totals.flows().flows(), "flow", "flows"))
        .append(", ")
        .append(Units.count(totals.packets(), "packet", "packets"))
        .append(", ")
        .append(Units.bytes(totals.bytes()));
    if (totals.hasTimes()) {
      line.append(" in ")
          .append(Units.duration(totals.endNanos() - totals.startNanos()))
          .append(" from ")
          .append(times.clock(totals.startNanos(), DIGITS))
          .append(' ')
          .append(times.zone(totals.startNanos()));
    }
    new CaptureRemarks(totals).lines().forEach(remark -> line.append('\n').append(remark));
    return line.toString();
  }
}

package io.weft.report.monitor;

import io.weft.capture.CaptureStatistics;
import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.report.json.JsonText;
import io.weft.report.text.FlowCells;
import io.weft.report.text.FlowInfo;
import io.weft.report.text.SafeText;
import io.weft.report.text.TextTable;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays out the flows of a {@link MonitorView} for a window of any size, as lines of text with a
 * kind each.
 */
public final class MonitorLayout {
  private static final List<Column> FLOWS =
      List.of(
          new Column("FLOW", Align.LEFT),
          new Column("CLIENT", Align.LEFT_KEEP_END),
          new Column("SERVER", Align.LEFT_KEEP_END),
          new Column("PROCESS", Align.LEFT),
          new Column("APP", Align.LEFT),
          new Column("RATE", Align.RIGHT),
          new Column("PACKETS/S", Align.RIGHT),
          new Column("PACKETS", Align.RIGHT),
          new Column("BYTES", Align.RIGHT),
          new Column("AGE", Align.RIGHT),
          new Column("RTT", Align.RIGHT),
          new Column("STATE", Align.LEFT),
          new Column("INFO", Align.LEFT));

  private static final List<Concession> FLOW_CONCESSIONS =
      List.of(
          Concession.cut(24, "INFO"),
          Concession.drop("RTT"),
          Concession.drop("PACKETS/S"),
          Concession.cut(21, "CLIENT", "SERVER", "PROCESS"),
          Concession.drop("AGE"),
          Concession.cut(16, "CLIENT", "SERVER", "INFO"),
          Concession.drop("INFO"),
          Concession.drop("STATE"),
          Concession.drop("PROCESS"),
          Concession.cut(13, "CLIENT", "SERVER"),
          Concession.drop("APP"),
          Concession.drop("PACKETS"),
          Concession.cut(9, "CLIENT", "SERVER"),
          Concession.drop("BYTES"),
          Concession.drop("FLOW"));

  private static final List<Column> EXCHANGES =
      List.of(
          new Column("TIME", Align.LEFT),
          new Column("FLOW", Align.LEFT),
          new Column("APP", Align.LEFT),
          new Column("EXCHANGE", Align.LEFT));

  private static final List<Concession> EXCHANGE_CONCESSIONS =
      List.of(
          Concession.cut(24, "EXCHANGE"),
          Concession.drop("TIME"),
          Concession.drop("APP"),
          Concession.cut(9, "EXCHANGE"),
          Concession.drop("FLOW"));

  /** Lines besides the tables: two of totals at the top, and one of keys at the bottom. */
  private static final int FRAME = 3;

  /** Lines of a table besides its rows: a blank one and the titles. */
  private static final int ABOVE_TABLE = 2;

  private static final int MIN_EXCHANGES = 3;

  private static final int KEY_WIDTH = 10;

  private static final List<String> HELP =
      List.of(
          "r b p t   sort by rate, bytes, packets, start (the newest first)",
          "space     hold the screen; the capture goes on",
          "↑ ↓       mark a flow",
          "Enter     open the marked flow, or the first: its state, exchanges and record",
          "/         show only rows with the words that follow: 10.0.0.7 http rej",
          "Esc       go back; show all flows",
          "Ctrl-L    draw anew",
          "q Ctrl-C  end the capture; a table of its flows follows");

  private final String title;
  private final boolean names;
  private final JsonText times = new JsonText();

  /**
   * @param title names what is captured, such as {@code eth0}
   * @param names whether names stand for addresses
   */
  public MonitorLayout(String title, boolean names) {
    this.names = names;
    this.title = SafeText.escape(title);
  }

  /** The kind of a line, by which a terminal chooses its colour. */
  public enum Kind {
    /** Totals of all flows. */
    SUMMARY,
    /** Totals that tell of dropped packets. */
    WARNING,
    /** The titles of a table's columns. */
    TITLES,
    /** A row of a table, or a blank line. */
    ROW,
    /** The row that the user has chosen. */
    MARKED,
    /** The line that lists the keys. */
    KEYS
  }

  /** A line of text, no wider than the window. */
  public record Line(Kind kind, String text) {}

  /**
   * How many flows fit into a window.
   *
   * @param height of the window in lines
   */
  public static int maxFlows(int height) {
    return Math.max(0, height - FRAME - ABOVE_TABLE);
  }

  /**
   * The lines of the window, from the top down.
   *
   * @param statistics of the capture so far
   * @param width of the window in characters, at least 1
   * @param height of the window in lines, at least 1
   * @param state what the user has asked for; of its modes, those of the list of flows
   */
  public List<Line> lines(
      MonitorView view, CaptureStatistics statistics, int width, int height, MonitorState state) {
    List<Line> lines = new ArrayList<>(height);
    lines.add(line(Kind.SUMMARY, summary(view), width));
    lines.add(
        line(
            statistics.dropped() > 0 ? Kind.WARNING : Kind.SUMMARY, more(view, statistics), width));
    int room = height - FRAME;
    int exchanges = Math.min(view.exchanges().size(), exchangeRows(view, room));
    int flows = Math.max(0, room - ABOVE_TABLE - (exchanges == 0 ? 0 : ABOVE_TABLE + exchanges));
    if (view.flows().isEmpty()) {
      lines.add(new Line(Kind.ROW, ""));
      lines.add(
          line(
              Kind.ROW,
              state.filter().isEmpty() ? "no flows yet" : "no open flow has that",
              width));
    } else {
      int marked = Math.min(state.cursor(), view.flows().size() - 1);
      int first = Math.max(0, marked - flows + 1); // the marked row is always to be seen
      int end = Math.min(view.flows().size(), first + flows);
      table(lines, flows(view.flows().subList(first, end)), width, marked - first);
    }
    if (exchanges > 0) {
      table(lines, exchanges(view, exchanges), width, -1);
    }
    return framed(lines, keys(state), width, height);
  }

  /** The lines of the window that tells what the keys do. */
  public List<Line> help(int width, int height) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(Kind.SUMMARY, "weft flows -i: the live screen", width));
    lines.add(new Line(Kind.ROW, ""));
    lines.add(line(Kind.TITLES, "KEYS", width));
    for (String key : HELP) {
      lines.add(line(Kind.ROW, key, width));
    }
    lines.add(new Line(Kind.ROW, ""));
    lines.add(line(Kind.TITLES, "STATE", width));
    for (ConnState state : ConnState.values()) {
      lines.add(
          line(
              Kind.ROW,
              state.name() + " ".repeat(KEY_WIDTH - state.name().length()) + state.description(),
              width));
    }
    return framed(lines, "any key goes back", width, height);
  }

  /**
   * All that is known of one flow: as many lines as it takes, of any width.
   *
   * @param isOpen whether the flow goes on
   */
  public List<Line> flow(FlowRecord flow, boolean isOpen) {
    return new FlowDetail().lines(flow, isOpen);
  }

  /**
   * The window that shows lines of {@link #flow}.
   *
   * @param scroll the first line that is shown, where there are more than fit
   */
  public List<Line> part(List<Line> all, int width, int height, int scroll) {
    int room = Math.max(1, height - 1);
    int first = Math.min(scroll, Math.max(0, all.size() - room));
    List<Line> lines = new ArrayList<>();
    for (Line each : all.subList(first, Math.min(all.size(), first + room))) {
      lines.add(line(each.kind(), each.text(), width));
    }
    int below = all.size() - first - lines.size();
    String keys = "Esc back  ↑ ↓ PgUp PgDn move  q quit";
    return framed(
        lines, below > 0 ? keys + "   " + Units.count(below) + " more below" : keys, width, height);
  }

  private static List<Line> framed(List<Line> lines, String keys, int width, int height) {
    List<Line> all =
        new ArrayList<>(lines.subList(0, Math.min(lines.size(), Math.max(1, height - 1))));
    while (all.size() < height - 1) {
      all.add(new Line(Kind.ROW, ""));
    }
    if (height > 1) {
      all.add(line(Kind.KEYS, keys, width));
    }
    return all;
  }

  /**
   * How many exchanges are shown: as many as fit into a third of the room, or more where there are
   * few flows.
   */
  private static int exchangeRows(MonitorView view, int room) {
    int third = Math.max(MIN_EXCHANGES, room / 3 - ABOVE_TABLE);
    int left = room - ABOVE_TABLE - view.flows().size() - ABOVE_TABLE;
    int rows = Math.max(third, left);
    // In a window of few lines exchanges get only what flows leave over.
    return room - ABOVE_TABLE - rows < ABOVE_TABLE + MIN_EXCHANGES ? Math.max(0, left) : rows;
  }

  private String summary(MonitorView view) {
    return title
        + "  "
        + clock(view.elapsedNanos() / 1_000_000_000)
        + "   "
        + Units.count(view.packets(), "packet", "packets")
        + "  "
        + Units.bytes(view.bytes())
        + "   "
        + Units.perSecond(view.packetsPerSecond(), "packets/s")
        + "  "
        + Units.bitsPerSecond(view.bitsPerSecond());
  }

  private static String clock(long seconds) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String more(MonitorView view, CaptureStatistics statistics) {
    StringBuilder line = new StringBuilder(120);
    line.append(Units.count(view.openFlows(), "flow", "flows"))
        .append(" open, ")
        .append(Units.count(view.endedFlows()))
        .append(" ended   ")
        .append(Units.count(view.repeatedSegments(), "repeated segment", "repeated segments"));
    if (statistics.known()) {
      line.append("   dropped: ").append(Units.count(Math.max(0, statistics.kernelDropped())));
      line.append(" by the kernel, ");
      line.append(Units.count(Math.max(0, statistics.interfaceDropped())));
      line.append(" by the interface");
      if (statistics.queueDropped() > 0) {
        line.append(", ").append(Units.count(statistics.queueDropped())).append(" before analysis");
      }
    }
    if (view.unwatchedPackets() > 0) {
      line.append("   ")
          .append(Units.count(view.unwatchedPackets(), "packet", "packets"))
          .append(" of flows not looked at");
    }
    return line.toString();
  }

  private TextTable flows(List<MonitorView.Row> rows) {
    TextTable table = new TextTable(FLOWS, FLOW_CONCESSIONS);
    for (MonitorView.Row row : rows) {
      FlowRecord flow = row.flow();
      table.add(
          flow.name().toString(),
          FlowCells.end(flow.client(), names),
          FlowCells.end(flow.server(), names),
          FlowCells.processes(flow),
          FlowCells.application(flow),
          Units.bitsPerSecond(row.bitsPerSecond()),
          Units.rate(row.packetsPerSecond()),
          Units.count(flow.packets()),
          Units.bytes(flow.bytes()),
          flow.packets() > 1 ? Units.duration(flow.durationNanos()) : null,
          FlowCells.rtt(flow),
          flow.outcome().connState().name(),
          FlowInfo.of(flow));
    }
    return table;
  }

  private TextTable exchanges(MonitorView view, int most) {
    TextTable table = new TextTable(EXCHANGES, EXCHANGE_CONCESSIONS);
    int from = view.exchanges().size() - most;
    for (MonitorView.Recent each : view.exchanges().subList(from, view.exchanges().size())) {
      table.add(
          times.time(each.exchange().startNanos()).substring(11, 23),
          each.flow().toString(),
          each.exchange().protocol().name(),
          SafeText.escape(each.exchange().summary()));
    }
    return table;
  }

  /**
   * Adds a table.
   *
   * @param marked the row that is marked; -1 for none
   */
  private static void table(List<Line> lines, TextTable table, int width, int marked) {
    StringBuilder text = new StringBuilder();
    try {
      table.print(text, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder never throws one
    }
    lines.add(new Line(Kind.ROW, ""));
    int row = -1;
    for (String each : text.toString().lines().toList()) {
      Kind kind = row < 0 ? Kind.TITLES : row == marked ? Kind.MARKED : Kind.ROW;
      lines.add(line(kind, each, width));
      row++;
    }
  }

  private static String keys(MonitorState state) {
    if (state.mode() == MonitorState.Mode.FILTER) {
      return "/" + SafeText.escape(state.filter()) + "_   Enter keeps it  Esc shows all";
    }
    StringBuilder line = new StringBuilder(120);
    key(line, "r", "rate", state.order() == MonitorOrder.RATE);
    key(line, "b", "bytes", state.order() == MonitorOrder.BYTES);
    key(line, "p", "packets", state.order() == MonitorOrder.PACKETS);
    key(line, "t", "start", state.order() == MonitorOrder.START);
    key(line, "space", "hold", state.isHeld());
    key(
        line,
        "/",
        state.filter().isEmpty() ? "filter" : SafeText.escape(state.filter()),
        !state.filter().isEmpty());
    key(line, "Enter", "open", false);
    key(line, "?", "help", false);
    key(line, "q", "quit", false);
    return line.toString();
  }

  private static void key(StringBuilder line, String key, String word, boolean isChosen) {
    line.append(line.isEmpty() ? "" : "  ")
        .append(key)
        .append(' ')
        .append(isChosen ? "[" + word + "]" : word);
  }

  private static Line line(Kind kind, String text, int width) {
    return new Line(kind, TextTable.cut(text, width, Align.LEFT));
  }
}

package io.weft.report.html;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.report.text.FlowInfo;
import io.weft.report.text.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row for each flow. There may be more flows than a page can hold: then those least worth a look
 * are left out, and counted.
 */
final class FlowRows {
  /** Rows of a page at most: so many make a file below 20 MB. */
  private static final int MAX_ROWS = 200_000;

  /** The rest is for flows that are open, without which there would be no more rows. */
  private static final int SHARE_OF_MEMORY = 3;

  /** Characters of a description at most. */
  private static final int MAX_INFO = 160;

  /** Rows are left out in bulk: to sort them for each one would take too long. */
  private static final int SLACK = 8;

  /** Estimated memory of a row with its texts, in bytes. */
  private static final int ROW_MEMORY = 400;

  private static final Comparator<Row> NOTABLE_FIRST =
      Comparator.<Row>comparingLong(row -> -row.score).thenComparingLong(row -> row.firstPacket);

  private final Phrases phrases;
  private final int most;
  private List<Row> rows = new ArrayList<>();
  private long seen;
  private long leftOutBytes;

  /**
   * @param phrases in which the rows tell what happened
   * @param memory bytes that rows and flows may take together
   */
  FlowRows(Phrases phrases, long memory) {
    this.phrases = phrases;
    most = (int) Math.min(MAX_ROWS, memory / SHARE_OF_MEMORY / ROW_MEMORY);
  }

  private static final class Row {
    private final long score;
    private final String protocol;
    private final long stream;
    private final long startNanos;
    private final long durationNanos;
    private final long firstPacket;
    private final End client;
    private final End server;
    private final String application;
    private final String state;
    private final String info;
    private final long resent;
    private final long missing;
    private final long rttNanos;
    private final boolean isTroubled;
    private final long levels;
    private final int losses;
    private final int shift;

    Row(FlowRecord flow, FlowTimeline timeline, Phrases phrases) {
      score = Notability.score(flow);
      protocol = flow.protocol();
      stream = flow.stream();
      startNanos = flow.times().startNanos();
      durationNanos = flow.durationNanos();
      firstPacket = flow.times().firstPacket();
      client = new End(flow.client());
      server = new End(flow.server());
      application = flow.application() == null ? "" : flow.application().protocol();
      state = flow.tcp() == null ? "" : flow.outcome().connState().name();
      info = cut(FlowInfo.of(flow, phrases));
      resent = Notability.resent(flow);
      missing = missing(flow.client()) + missing(flow.server());
      TcpRecord.Handshake handshake = flow.tcp() == null ? null : flow.tcp().handshake();
      rttNanos = handshake == null ? TcpRecord.UNKNOWN : handshake.rttNanos();
      isTroubled = Notability.trouble(flow) > 0;
      levels = timeline == null ? 0 : timeline.levels();
      losses = timeline == null ? 0 : timeline.losses();
      shift = timeline == null ? 0 : timeline.shift();
    }

    private static long missing(EndpointRecord end) {
      return end.stream() == null ? 0 : end.stream().missing().bytes();
    }

    private static String cut(String text) {
      return text.length() <= MAX_INFO ? text : text.substring(0, MAX_INFO - 1) + "…";
    }
  }

  private static final class End {
    private final IpAddress ip;
    private final String name;
    private final int port;
    private final long packets;
    private final long bytes;

    End(EndpointRecord end) {
      ip = end.ip();
      name = end.name() == null ? "" : end.name().text();
      port = end.port();
      packets = end.volume().packets();
      bytes = end.volume().bytes();
    }
  }

  /**
   * Adds a flow that has ended.
   *
   * @param timeline null where none was kept
   */
  void add(FlowRecord flow, FlowTimeline timeline) {
    seen++;
    rows.add(new Row(flow, timeline, phrases));
    if (rows.size() > most + most / SLACK) {
      shorten();
    }
  }

  /** Leaves out what is too much. */
  private void shorten() {
    if (rows.size() <= most) {
      return;
    }
    rows.sort(NOTABLE_FIRST);
    for (Row row : rows.subList(most, rows.size())) {
      leftOutBytes += row.client.bytes + row.server.bytes;
    }
    rows = new ArrayList<>(rows.subList(0, most));
  }

  /** Estimated memory, in bytes. */
  long memory() {
    return (long) ROW_MEMORY * rows.size();
  }

  /** Lets go of the rows. */
  void clear() {
    rows = List.of();
  }

  /** How many flows were added. */
  long seen() {
    return seen;
  }

  /**
   * The rows as a table, in the order of first packets.
   *
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   */
  ColumnBlock block(long originNanos) {
    shorten();
    rows.sort(Comparator.comparingLong((Row row) -> row.firstPacket).thenComparing(r -> r.stream));
    Texts texts = new Texts();
    ColumnBlock block = new ColumnBlock(rows.size());
    column(block, "protocol", row -> texts.index(row.protocol));
    column(block, "stream", row -> row.stream);
    column(block, "start", row -> row.startNanos - originNanos);
    column(block, "duration", row -> row.durationNanos);
    column(block, "packet", row -> row.firstPacket);
    end(block, "client", row -> row.client, texts);
    end(block, "server", row -> row.server, texts);
    column(block, "application", row -> texts.index(row.application));
    column(block, "state", row -> texts.index(row.state));
    column(block, "info", row -> texts.index(row.info));
    column(block, "resent", row -> row.resent);
    column(block, "missing", row -> row.missing);
    column(block, "rtt", row -> row.rttNanos == TcpRecord.UNKNOWN ? -1 : row.rttNanos);
    column(block, "troubled", row -> row.isTroubled ? 1 : 0);
    column(block, "levels", row -> row.levels & 0xFFFF_FFFFL);
    column(block, "levels_behind", row -> row.levels >>> Integer.SIZE);
    column(block, "losses", row -> row.losses);
    column(block, "shift", row -> row.shift);
    return block.head("texts", texts.all).head("seen", seen).head("left_out_bytes", leftOutBytes);
  }

  private void end(ColumnBlock block, String side, EndOf of, Texts texts) {
    column(block, side, row -> texts.index(of.end(row).ip.toString()));
    column(block, side + "_name", row -> texts.index(of.end(row).name));
    column(block, side + "_port", row -> of.end(row).port);
    column(block, side + "_packets", row -> of.end(row).packets);
    column(block, side + "_bytes", row -> of.end(row).bytes);
  }

  @FunctionalInterface
  private interface EndOf {
    End end(Row row);
  }

  @FunctionalInterface
  private interface Value {
    long of(Row row);
  }

  private void column(ColumnBlock block, String name, Value value) {
    block.column(name, i -> value.of(rows.get(i)));
  }

  /** Numbers texts, so that each stands in the page once. */
  private static final class Texts {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    int index(String text) {
      Integer known = numbers.putIfAbsent(text, all.size());
      if (known != null) {
        return known;
      }
      all.add(text);
      return all.size() - 1;
    }
  }
}

package io.weft.report;

import io.weft.analysis.Analyzer;
import io.weft.dissect.Anomaly;
import io.weft.flow.FlowCounters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person should know before trusting the numbers of a run: a line each, none if all is well.
 */
public final class CaptureRemarks {
  private final Analyzer.Totals totals;

  public CaptureRemarks(Analyzer.Totals totals) {
    this.totals = totals;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<Anomaly, Long> byKind = new LinkedHashMap<>();
    totals
        .anomalies()
        .values()
        .forEach(kinds -> kinds.forEach((kind, n) -> byKind.merge(kind, n, Long::sum)));
    byKind.forEach(
        (kind, n) -> lines.add(Units.count(n, "packet", "packets") + ": " + kind.description()));
    FlowCounters flows = totals.flows();
    if (flows != null) {
      add(lines, flows.noFlow(), "packet", "packets", "in no flow: no IP, or cut within it");
      add(lines, flows.evicted(), "flow", "flows", "left early: too many were open at once");
      add(
          lines,
          flows.abandonedBytes(),
          "byte",
          "bytes",
          "of streams given up: too much waited behind them");
      add(
          lines,
          flows.unreadStreams(),
          "stream",
          "streams",
          "dissected no further: too much had to be kept");
      add(
          lines,
          flows.unreadStreams(),
          "stream",
          "streams",
          "dissected no further: too much had to be kept unread");
      add(
          lines,
          flows.unlistedSegments(),
          "segment",
          "segments",
          "left out of round-trip times and bytes in flight: too many were unacknowledged");
    }
    return lines;
  }

  private static void add(List<String> lines, long n, String one, String many, String what) {
    if (n > 0) {
      lines.add(Units.count(n, one, many) + " " + what);
    }
  }
}

package io.weft.report.text;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureStatistics;
import io.weft.dissect.Anomaly;
import io.weft.dissect.FragmentCounters;
import io.weft.flow.FlowCounters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remarks on a run that a person should read before trusting its numbers: drops, anomalies, and
 * what was given up for want of memory.
 */
public final class CaptureRemarks {
  private final Analyzer.Totals totals;

  CaptureRemarks(Analyzer.Totals totals) {
    this.totals = totals;
  }

  /** The remarks, a line each; none where there is nothing to tell. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (totals.statistics().known()) {
      lines.add(describe(totals.statistics()));
    }
    Map<Anomaly, Long> byKind = new LinkedHashMap<>();
    totals
        .anomalies()
        .values()
        .forEach(kinds -> kinds.forEach((kind, n) -> byKind.merge(kind, n, Long::sum)));
    byKind.forEach(
        (kind, n) -> lines.add(Units.count(n, "packet", "packets") + ": " + kind.description()));
    if (totals.strayTimes() > 0) {
      lines.add(strayTimes(totals.strayTimes()));
    }
    FlowCounters flows = totals.flows();
    if (flows != null) {
      noFlow(lines, flows);
      add(lines, flows.checksums().errors(), "packet", "packets", "with a wrong checksum");
      add(
          lines,
          flows.checksums().offload(),
          "packet",
          "packets",
          "captured before the network card filled the checksum in");
      if (flows.bounds().evicted() > 0) {
        lines.add(leftEarly(flows.bounds().evicted()));
      }
      add(
          lines,
          flows.bounds().abandonedBytes(),
          "byte",
          "bytes",
          "of streams given up: too much waited behind them");
      add(
          lines,
          flows.bounds().unreadStreams(),
          "stream",
          "streams",
          "dissected no further: too much had to be kept unread");
      add(
          lines,
          flows.analysis().unlistedSegments(),
          "segment",
          "segments",
          "left out of round-trip times and bytes in flight: too many were unacknowledged");
      add(
          lines,
          flows.analysis().unanalyzedConnections(),
          "connection",
          "connections",
          "without TCP analysis: too much was kept for others");
      add(
          lines,
          flows.bounds().forgottenFlows(),
          "flow",
          "flows",
          "whose number was forgotten: what comes for them later has another");
      add(
          lines,
          flows.bounds().forgottenNames(),
          "address",
          "addresses",
          "whose names were forgotten: there were too many");
      add(
          lines,
          flows.bounds().refusedHandovers(),
          "stream",
          "streams",
          "dissected no further: the protocol changed too often");
      add(
          lines,
          flows.bounds().refusedChildren(),
          "stream",
          "streams",
          "inside others not dissected: too many were open, or lay too deep");
      fragments(lines, flows.fragments());
    }
    return lines;
  }

  private static void noFlow(List<String> lines, FlowCounters flows) {
    FlowCounters.NoFlowReasons reasons = flows.noFlowReasons();
    List<String> parts = new ArrayList<>(5);
    part(parts, reasons.arp(), "ARP");
    part(parts, reasons.otherProtocol(), "other protocols without IP");
    part(parts, reasons.cut(), "cut by the capture");
    part(parts, reasons.damaged(), "with broken headers");
    part(parts, reasons.noIp(), "without IP");
    add(lines, flows.noFlow(), "packet", "packets", "in no flow: " + String.join(", ", parts));
  }

  private static void part(List<String> parts, long n, String what) {
    if (n > 0) {
      parts.add(Units.count(n) + " " + what);
    }
  }

  private static void fragments(List<String> lines, FragmentCounters fragments) {
    add(
        lines,
        fragments.expired() + fragments.evicted(),
        "datagram",
        "datagrams",
        "not put together: fragments are missing, or too many waited");
    add(lines, fragments.refused(), "fragment", "fragments", "that no datagram can hold");
    add(
        lines,
        fragments.conflicts(),
        "fragment",
        "fragments",
        "whose bytes contradict those that came before");
  }

  /** Tells that flows were evicted. */
  public static String leftEarly(long flows) {
    return Units.count(flows, "flow", "flows") + " left early: there was no room for more";
  }

  /** {@code 1,204 packets received, 17 dropped by the kernel, 0 by the interface}. */
  public static String describe(CaptureStatistics statistics) {
    StringBuilder text = new StringBuilder(100);
    text.append(Units.count(statistics.received(), "packet", "packets"))
        .append(" received, ")
        .append(Units.count(statistics.kernelDropped()))
        .append(" dropped by the kernel, ")
        .append(Units.count(statistics.interfaceDropped()))
        .append(" by the interface, ")
        .append(Units.count(statistics.queueDropped()))
        .append(" in the queue");
    return text.toString();
  }

  /**
   * Tells of times that are not believed.
   *
   * @param n how many packets, from 1 on
   */
  public static String strayTimes(long n) {
    return Units.count(n, "packet", "packets")
        + " with a time more than a minute from those around: flows go by the time of a neighbour";
  }

  private static void add(List<String> lines, long n, String one, String many, String what) {
    if (n > 0) {
      lines.add(Units.count(n, one, many) + " " + what);
    }
  }
}

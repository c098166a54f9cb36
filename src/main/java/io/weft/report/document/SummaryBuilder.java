package io.weft.report.document;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowRecord;
import io.weft.insight.finder.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sums up packets and flows during an analysis, and makes the summary at its end. */
public final class SummaryBuilder implements PacketListener {
  private final IdentityHashMap<Protocol, Layers> layers = new IdentityHashMap<>();
  private final List<Layers> inOrder = new ArrayList<>();
  private final Map<String, Sum> transports = new HashMap<>();
  private final Map<String, Sum> applications = new HashMap<>();
  private final Map<String, Sum> connStates = new HashMap<>();
  private final TopTalkers talkers = new TopTalkers();
  private final FlowTroubles troubles = new FlowTroubles();
  private long cutPackets;

  private static final class Layers {
    private final Protocol protocol;
    private long packets;
    private long bytes;
    private long lastPacket;

    Layers(Protocol protocol) {
      this.protocol = protocol;
    }
  }

  private static final class Sum {
    private long flows;
    private long packets;
    private long bytes;

    void add(FlowRecord flow) {
      flows++;
      packets += flow.packets();
      bytes += flow.bytes();
    }
  }

  @Override
  public void onPacket(Packet packet) {
    if (packet.capturedLength() < packet.originalLength()) {
      cutPackets++;
    }
    for (int i = 0; i < packet.layerCount(); i++) {
      if (i == packet.quotedFrom()) {
        return; // the rest is of another packet, which an ICMP error quotes
      }
      Layers count = layers.get(packet.protocol(i));
      if (count == null) {
        count = new Layers(packet.protocol(i));
        layers.put(count.protocol, count);
        inOrder.add(count);
      }
      if (count.lastPacket != packet.number()) {
        count.lastPacket = packet.number();
        count.packets++;
        count.bytes += packet.originalLength();
      }
    }
  }

  /** Adds a flow that has ended. */
  public void add(FlowRecord flow) {
    troubles.add(flow);
    if (flow.identity().parent() == null) {
      // The packets of a flow inside a tunnel are counted with the flow that carries it.
      transports.computeIfAbsent(flow.protocol(), key -> new Sum()).add(flow);
      talkers.add(flow);
    }
    if (flow.application() != null) {
      String name = flow.application().protocol();
      applications.computeIfAbsent(name, key -> new Sum()).add(flow);
    }
    if (flow.tcp() != null) {
      connStates.computeIfAbsent(flow.outcome().connState().name(), key -> new Sum()).add(flow);
    }
  }

  /**
   * The summary, when all packets and flows were added.
   *
   * @param findings what was found in them
   */
  public ReportSummary summary(Analyzer.Totals totals, Findings.Result findings) {
    List<ReportSummary.AnomalyCount> anomalies = new ArrayList<>();
    totals
        .anomalies()
        .forEach(
            (protocol, kinds) ->
                kinds.forEach(
                    (kind, n) ->
                        anomalies.add(
                            new ReportSummary.AnomalyCount(
                                protocol, kind.name(), kind.description(), n, null, null))));
    if (cutPackets > 0) {
      anomalies.add(
          new ReportSummary.AnomalyCount(
              "frame",
              "cut_packets",
              "packets of which the capture kept less than they had",
              cutPackets,
              null,
              null));
    }
    anomalies.addAll(troubles.all());
    return new ReportSummary(
        inOrder.stream()
            .map(
                count ->
                    new ReportSummary.ProtocolCount(
                        count.protocol.name(), count.packets, count.bytes))
            .toList(),
        largestFirst(transports),
        largestFirst(applications),
        commonestFirst(connStates),
        talkers.top(),
        talkers.forgotten() == 0 ? null : talkers.forgotten(),
        totals.strayTimes() == 0 ? null : totals.strayTimes(),
        severities(findings),
        totals.flows(),
        anomalies,
        totals.errors().count() == 0 ? null : totals.errors().entries());
  }

  private static Map<String, Long> severities(Findings.Result findings) {
    Map<String, Long> counts = new LinkedHashMap<>();
    // The findings stand in this order, and so do the keys of a map that keeps theirs.
    findings
        .worst()
        .forEach(
            each -> counts.merge(each.severity().name().toLowerCase(Locale.ROOT), 1L, Long::sum));
    return counts;
  }

  private static List<ReportSummary.FlowCount> largestFirst(Map<String, Sum> sums) {
    return sums.entrySet().stream()
        .map(
            entry ->
                new ReportSummary.FlowCount(
                    entry.getKey(),
                    entry.getValue().flows,
                    entry.getValue().packets,
                    entry.getValue().bytes))
        .sorted(
            Comparator.comparingLong(ReportSummary.FlowCount::bytes)
                .reversed()
                .thenComparing(ReportSummary.FlowCount::protocol))
        .toList();
  }

  private static List<ReportSummary.StateCount> commonestFirst(Map<String, Sum> sums) {
    return sums.entrySet().stream()
        .map(entry -> new ReportSummary.StateCount(entry.getKey(), entry.getValue().flows))
        .sorted(
            Comparator.comparingLong(ReportSummary.StateCount::flows)
                .reversed()
                .thenComparing(ReportSummary.StateCount::connState))
        .toList();
  }
}

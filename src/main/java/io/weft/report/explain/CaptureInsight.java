package io.weft.report.explain;

import io.weft.analysis.Analyzer;
import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import io.weft.insight.SlowExchange;
import io.weft.insight.finder.Findings;
import io.weft.insight.finder.SlowExchanges;
import java.util.List;
import java.util.function.Predicate;

/** Listens to the flows of a capture, or to some of them, for what there is to explain. */
public final class CaptureInsight implements FlowListener {
  /** As many as one reads. */
  private static final int SLOWEST = 10;

  private final Predicate<FlowRecord> filter;
  private final Findings findings = new Findings();
  private final SlowExchanges slow = new SlowExchanges(SLOWEST);
  private long flows;

  /**
   * @param filter which flows are looked at; of these the exchanges that their records hold are.
   *     Null for all flows with all of their exchanges
   */
  public CaptureInsight(Predicate<FlowRecord> filter) {
    this.filter = filter;
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public boolean wantsNeighbors() {
    return filter == null; // they belong to no flow that a filter could choose
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    findings.onSegment(flow, segment, arrival);
  }

  @Override
  public void onNeighbor(NeighborMessage message, Arrival arrival) {
    findings.onNeighbor(message, arrival);
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    findings.onReversed(flow, arrival);
  }

  @Override
  public long keptBytes() {
    return findings.keptBytes();
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (filter == null) {
      tell(flow, exchange, arrival);
    }
  }

  private void tell(Flow flow, Exchange exchange, Arrival arrival) {
    findings.onExchange(flow, exchange, arrival);
    slow.onExchange(flow, exchange, arrival);
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (filter != null) {
      if (!filter.test(record)) {
        findings.forget(flow);
        return;
      }
      // Whether the flow is chosen is known only now, so its exchanges had to wait in its record.
      Arrival last = Arrival.of(record.times().lastPacket(), record.times().endNanos());
      for (FlowRecord.Exchanges each : record.exchanges()) {
        each.first().forEach(exchange -> tell(flow, exchange, last));
      }
    }
    flows++;
    findings.onClosed(flow, record);
    slow.onClosed(flow, record);
  }

  /** How many flows were looked at. */
  public long flows() {
    return flows;
  }

  /** What was found in the whole capture. */
  public Findings.Result findings(Analyzer.Totals totals) {
    return filter == null ? findings.atEnd(totals.flows(), totals.strayTimes()) : findings.soFar();
  }

  /** What is known by now, while the capture goes on. */
  Findings.Result soFar() {
    return findings.soFar();
  }

  /** The slowest exchanges, the slowest first. */
  public List<SlowExchange> slowest() {
    return slow.slowest();
  }
}

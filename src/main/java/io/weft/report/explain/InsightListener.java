package io.weft.report.explain;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import java.util.function.Predicate;

/** Hears of the flows of a capture for what is found in it, and for what else is told of them. */
public abstract class InsightListener implements FlowListener {
  private final Predicate<FlowRecord> filter;
  private final CaptureInsight insight;

  /**
   * @param filter selects the flows; null for all
   */
  protected InsightListener(Predicate<FlowRecord> filter) {
    this.filter = filter;
    insight = new CaptureInsight(filter);
  }

  /** What is found. */
  public final CaptureInsight insight() {
    return insight;
  }

  /** A flow that the filter selects has left. */
  protected abstract void onChosen(Flow flow, FlowRecord record);

  @Override
  public boolean wantsSegments() {
    return insight.wantsSegments();
  }

  @Override
  public boolean wantsNeighbors() {
    return insight.wantsNeighbors();
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    insight.onSegment(flow, segment, arrival);
  }

  @Override
  public void onNeighbor(NeighborMessage message, Arrival arrival) {
    insight.onNeighbor(message, arrival);
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    insight.onReversed(flow, arrival);
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    insight.onExchange(flow, exchange, arrival);
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    insight.onClosed(flow, record);
    if (filter == null || filter.test(record)) {
      onChosen(flow, record);
    }
  }

  @Override
  public long keptBytes() {
    return insight.keptBytes();
  }
}

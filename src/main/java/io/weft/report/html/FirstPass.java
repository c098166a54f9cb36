package io.weft.report.html;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import io.weft.report.document.SummaryBuilder;
import io.weft.report.explain.CaptureInsight;
import java.util.function.Predicate;

/** Sums up a capture while it is read: what the page tells of all packets and of all flows. */
final class FirstPass implements FlowListener, PacketListener {
  private final Predicate<FlowRecord> filter;
  private final boolean isAnalysed;
  private final SummaryBuilder summary = new SummaryBuilder();
  private final RateSeries rates = new RateSeries();
  private final ProtocolTree tree = new ProtocolTree();
  private final FlowRows rows = new FlowRows();
  private final NotableFlows notable = new NotableFlows();
  private final CaptureInsight insight;
  private long timelines;

  /**
   * @param filter selects the flows; null for all
   * @param isAnalysed whether it is known of segments that come again why they do
   */
  FirstPass(Predicate<FlowRecord> filter, boolean isAnalysed) {
    this.filter = filter;
    this.isAnalysed = isAnalysed;
    insight = new CaptureInsight(filter);
  }

  CaptureInsight insight() {
    return insight;
  }

  SummaryBuilder summary() {
    return summary;
  }

  RateSeries rates() {
    return rates;
  }

  ProtocolTree tree() {
    return tree;
  }

  FlowRows rows() {
    return rows;
  }

  NotableFlows notable() {
    return notable;
  }

  @Override
  public void onPacket(Packet packet) {
    summary.onPacket(packet);
    tree.add(packet);
    rates.packet(packet.believedNanos(), packet.originalLength());
  }

  @Override
  public boolean wantsPackets() {
    return true;
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    flow.attach(new FlowTimeline(arrival.nanos()));
    timelines++;
  }

  @Override
  public void onPacket(Flow flow, Arrival arrival) {
    if (arrival.packet() != null && flow.attachment() instanceof FlowTimeline timeline) {
      timeline.packet(arrival.nanos(), arrival.packet().originalLength());
    }
  }

  @Override
  public void onRepeat(Flow flow, Direction direction, long offset, int length, Arrival arrival) {
    if (!isAnalysed) { // else segments tell more: copies and needless repeats are no losses
      rates.lost(arrival.nanos(), length);
      loss(flow, arrival);
    }
  }

  @Override
  public void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {
    rates.missing(arrival.nanos(), missing);
    loss(flow, arrival);
  }

  private static void loss(Flow flow, Arrival arrival) {
    if (flow.attachment() instanceof FlowTimeline timeline) {
      timeline.loss(arrival.nanos());
    }
  }

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
    if (segment.isRetransmission()
        && segment.length() > 0
        && !segment.isSpurious()
        && !segment.isCopy()) {
      rates.lost(arrival.nanos(), segment.length());
      loss(flow, arrival);
    }
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
    FlowTimeline timeline = flow.attachment() instanceof FlowTimeline kept ? kept : null;
    if (timeline != null) {
      timelines--;
    }
    if (filter != null && !filter.test(record)) {
      return;
    }
    summary.add(record);
    rows.add(record, timeline);
    notable.add(record);
  }

  @Override
  public long keptBytes() {
    return timelines * FlowTimeline.MEMORY + rows.memory() + insight.keptBytes();
  }
}

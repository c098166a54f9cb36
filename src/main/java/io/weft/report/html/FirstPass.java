package io.weft.report.html;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpSegment;
import io.weft.report.document.SummaryBuilder;
import io.weft.report.explain.InsightListener;
import io.weft.report.text.Phrases;
import java.util.function.Predicate;

/** Sums up a capture while it is read: what the page tells of all packets and of all flows. */
final class FirstPass extends InsightListener implements PacketListener {
  private final boolean isAnalysed;
  private final SummaryBuilder summary = new SummaryBuilder();
  private final RateSeries rates = new RateSeries();
  private final ProtocolTree tree = new ProtocolTree();
  private final FlowRows rows;
  private final NotableFlows notable = new NotableFlows();
  private long timelines;

  /**
   * @param filter selects the flows; null for all
   * @param config how flows are tracked, and how much memory they and their rows may take
   * @param phrases in which is told what happened in a flow
   */
  FirstPass(Predicate<FlowRecord> filter, FlowConfig config, Phrases phrases) {
    super(filter);
    rows = new FlowRows(phrases, config.limits().bytes());
    isAnalysed = config.features().analysis();
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
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    super.onSegment(flow, segment, arrival);
    if (segment.isRetransmission()
        && segment.length() > 0
        && !segment.isSpurious()
        && !segment.isCopy()) {
      rates.lost(arrival.nanos(), segment.length());
      loss(flow, arrival);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (flow.attachment() instanceof FlowTimeline) {
      timelines--;
    }
    super.onClosed(flow, record);
  }

  @Override
  protected void onChosen(Flow flow, FlowRecord record) {
    summary.add(record);
    rows.add(record, flow.attachment() instanceof FlowTimeline timeline ? timeline : null);
    notable.add(record);
  }

  @Override
  public long keptBytes() {
    return timelines * FlowTimeline.MEMORY + rows.memory() + super.keptBytes();
  }
}

package io.weft.insight.finder;

import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import java.util.function.Consumer;

/** Segments that were lost and had to be sent again. */
final class LossFinder implements Finder {
  /** With 1 % of loss, TCP keeps only some ten segments in flight (Mathis and others, 1997). */
  private static final double MUCH = 0.01;

  /**
   * With 5 % of loss, recovery itself meets losses, and time-outs rule (Padhye and others, 1998).
   */
  private static final double VERY_MUCH = 0.05;

  /** One or two losses are no rate. */
  private static final int FEW = 3;

  /** As many losses as make a rate of 5 % more than chance. */
  private static final int MANY = 10;

  private final Worst worst = new Worst();

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null || record.tcp().analysis() == null) {
      return;
    }
    if (IcmpFinder.isTooLarge(record.icmp())) {
      return; // the segments were too large, not lost: that is a finding of its own
    }
    TcpAnalysisRecord analysis = record.tcp().analysis();
    side(record, record.client(), record.server(), analysis.client());
    side(record, record.server(), record.client(), analysis.server());
  }

  private void side(
      FlowRecord record,
      EndpointRecord sender,
      EndpointRecord receiver,
      TcpAnalysisRecord.Side by) {
    TcpAnalysisRecord.Resending resent = by.resending();
    TcpAnalysisRecord.Spurious spurious = resent.spurious();
    long needless = spurious.acknowledged() + spurious.byDsack() + spurious.byTimestamps();
    long lost = resent.retransmissions() - needless;
    long payload = sender.volume().payloadBytes();
    if (lost <= 0 || resent.bytes() == 0 || payload == 0) {
      return; // a SYN or FIN that was sent again carries nothing
    }
    Message.Share share = Message.Share.of(resent.bytes(), payload);
    Proof proof = new Proof();
    proof.addFirst(record);
    worst.add(
        new Finding(
            FindingKind.LOSS,
            severity(lost, share.ratio()),
            Message.of(
                "loss",
                Place.text(sender),
                Place.text(receiver),
                resent.retransmissions(),
                share,
                new Message.ByteCount(payload),
                resent.lostOnSenderSide(),
                resent.lostOnReceiverSide(),
                needless),
            proof.packets(),
            null,
            Message.of("loss.next", record.name().toString(), String.valueOf(record.stream())),
            record.name(),
            lost));
  }

  private static Severity severity(long lost, double share) {
    if (lost < FEW) {
      return Severity.INFO;
    }
    return share >= VERY_MUCH && lost >= MANY
        ? Severity.ERROR
        : share >= MUCH ? Severity.WARNING : Severity.NOTE;
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}

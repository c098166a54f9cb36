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
import io.weft.insight.proof.Flags;
import io.weft.insight.proof.Proof;
import java.util.function.Consumer;

/**
 * Bytes that the receiver acknowledged, so that the network carried them, and that the capture does
 * not hold.
 */
final class CaptureLossFinder implements Finder {
  private final Proof proof = new Proof();
  private long bytes;
  private long connections;

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null || record.tcp().analysis() == null) {
      return;
    }
    TcpAnalysisRecord analysis = record.tcp().analysis();
    long here =
        missed(record.client(), record.server(), analysis.server())
            + missed(record.server(), record.client(), analysis.client());
    if (here > 0) {
      bytes += here;
      connections++;
      proof.addFirst(record);
    }
  }

  private static long missed(
      EndpointRecord sender, EndpointRecord receiver, TcpAnalysisRecord.Side acknowledging) {
    if (sender.volume().packets() == 0 || receiver.volume().packets() == 0) {
      return 0; // that a direction is missing altogether is another finding
    }
    EndpointRecord.Missing missing = sender.stream().missing();
    boolean isAcknowledged = Flags.packets(acknowledging, "ack_lost_segment") > 0;
    return isAcknowledged ? missing.bytes() : missing.captureLossBytes();
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    if (bytes > 0) {
      findings.accept(
          new Finding(
              FindingKind.CAPTURE_LOSS,
              Severity.WARNING,
              Message.of("capture-loss", new Message.ByteCount(bytes), connections),
              proof.packets(),
              null,
              Message.of("capture-loss.next"),
              proof.flow(),
              connections));
    }
  }
}

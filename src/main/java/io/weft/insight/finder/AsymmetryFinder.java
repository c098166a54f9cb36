package io.weft.insight.finder;

import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Proof;
import java.util.function.Consumer;

/** Connections of which only one direction was captured. */
final class AsymmetryFinder implements Finder {
  /** Packets of one side after which the other would have been seen. */
  private static final int MIN_PACKETS = 3;

  private final Proof proof = new Proof();
  private long oneSided;
  private long connections;

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null) {
      return;
    }
    long client = record.client().volume().packets();
    long server = record.server().volume().packets();
    boolean isConversation =
        record.client().volume().payloadBytes() + record.server().volume().payloadBytes() > 0;
    if (!isConversation || client + server < MIN_PACKETS) {
      return;
    }
    connections++;
    if (client == 0 || server == 0) {
      oneSided++;
      proof.addFirst(record);
    }
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    if (oneSided > 0) {
      findings.accept(
          new Finding(
              FindingKind.ASYMMETRIC,
              oneSided * 2 >= connections ? Severity.WARNING : Severity.NOTE,
              Message.of("asymmetric", oneSided, connections),
              proof.packets(),
              null,
              Message.of("asymmetric.next"),
              proof.flow(),
              oneSided));
    }
  }
}

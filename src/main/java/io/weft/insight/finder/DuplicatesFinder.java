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

/** Packets that the capture holds more than once. */
final class DuplicatesFinder implements Finder {
  /** Below this share, counters that count copies twice are hardly wrong. */
  private static final double MUCH = 0.01;

  private final TtlFinder loops;
  private final Proof proof = new Proof();
  private long copies;
  private long packets;
  private long connections;

  /**
   * @param loops knows which packets came by more than once because they went in a circle
   */
  DuplicatesFinder(TtlFinder loops) {
    this.loops = loops;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (record.tcp() == null || loops.isLoop(record)) {
      return;
    }
    packets += record.packets();
    long here =
        record.client().stream().segments().duplicates()
            + record.server().stream().segments().duplicates();
    if (here > 0) {
      copies += here;
      connections++;
      proof.addFirst(record);
    }
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    if (copies == 0) {
      return;
    }
    Message.Share share = Message.Share.of(copies, packets);
    findings.accept(
        new Finding(
            FindingKind.DUPLICATES,
            share.ratio() < MUCH ? Severity.INFO : Severity.NOTE,
            Message.of("duplicates", copies, packets, share, connections),
            proof.packets(),
            null,
            Message.of("duplicates.next"),
            proof.flow(),
            copies));
  }
}

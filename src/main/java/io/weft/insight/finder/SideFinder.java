package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.proof.Worst;
import io.weft.insight.time.ConnectionTime;
import java.util.function.Consumer;

/**
 * Looks at either side of each TCP connection that was analysed, and keeps the worst of what it
 * finds.
 */
abstract class SideFinder implements Finder {
  private final Worst worst = new Worst();

  /**
   * One side of a connection.
   *
   * @param own the end that is looked at
   * @param peer the other end
   * @param ofOwn what was found about the segments of that end
   * @param ofPeer what was found about those of the other
   */
  record Side(
      FlowRecord record,
      Direction direction,
      EndpointRecord own,
      EndpointRecord peer,
      TcpAnalysisRecord.Side ofOwn,
      TcpAnalysisRecord.Side ofPeer) {
    static Side of(FlowRecord record, Direction direction) {
      TcpAnalysisRecord analysis = record.tcp().analysis();
      return direction == Direction.FROM_CLIENT
          ? new Side(
              record,
              direction,
              record.client(),
              record.server(),
              analysis.client(),
              analysis.server())
          : new Side(
              record,
              direction,
              record.server(),
              record.client(),
              analysis.server(),
              analysis.client());
    }
  }

  @Override
  public final void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    if (record.tcp().analysis() != null) {
      for (Direction each : Direction.values()) {
        look(flow, Side.of(record, each), time);
      }
    }
    forget(flow);
  }

  /**
   * Looks at a side.
   *
   * @param time where the connection's time went; null where it was not divided
   */
  abstract void look(Flow flow, Side side, ConnectionTime time);

  /** Takes what was found. */
  final void found(Finding finding) {
    worst.add(finding);
  }

  @Override
  public final void report(CaptureState state, Consumer<Finding> findings) {
    worst.forEach(findings);
  }
}

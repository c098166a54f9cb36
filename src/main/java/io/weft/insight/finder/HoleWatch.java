package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.flow.Flow;
import io.weft.flow.TcpSegment;
import io.weft.insight.proof.Proof;

/**
 * Holes that the receiver of one direction told of (SACK, RFC 2018), and that closed though nothing
 * was sent again: what was missing had been overtaken, behind the place of the capture. Of holes
 * that are open at the same time the first one is watched.
 */
final class HoleWatch {
  private final Proof proof = new Proof();
  private long closed;

  /** Where the hole begins; {@link TcpSegment#NONE} for none. */
  private long hole = TcpSegment.NONE;

  /**
   * The end of what the capture saw come late or again: it may have closed holes before it, of
   * which the receiver tells one by one.
   */
  private long explainedTo = TcpSegment.NONE;

  /** The capture saw data of the sender late, or again. */
  void onLate(TcpSegment segment) {
    explainedTo = Math.max(explainedTo, segment.end());
  }

  /** The receiver's acknowledgment. */
  void onAcknowledgment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (hole != TcpSegment.NONE && segment.acknowledged() > hole) {
      if (hole >= explainedTo) {
        closed++;
        proof.add(flow.name(), arrival.number(), arrival.nanos());
      }
      hole = TcpSegment.NONE;
    }
    if (hole == TcpSegment.NONE && segment.hasSelectiveAck()) {
      hole = segment.acknowledged();
    }
  }

  /** How many holes closed by themselves. */
  long closed() {
    return closed;
  }

  /** The acknowledgments that show it. */
  Proof proof() {
    return proof;
  }
}

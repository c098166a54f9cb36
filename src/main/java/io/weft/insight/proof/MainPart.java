package io.weft.insight.proof;

import io.weft.flow.FlowName;
import io.weft.insight.Message;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.Sureness;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimeDivision;
import io.weft.insight.time.TimeInterval;
import io.weft.insight.time.TimePart;

/**
 * The part of a connection's time that answers why it took so long.
 *
 * @param busyNanos the time in which somebody waited for the other side: without the client's
 *     pauses, and without the close, for which nobody waits
 */
public record MainPart(TimePart part, long busyNanos) {
  /** What takes less than half of the time leaves the question open. */
  private static final int PART = 2;

  /** A shorter time is no reason to ask: all of a connection that is over by then was quick. */
  private static final long LEAST_NANOS = 500_000_000L;

  /**
   * Looks whether one cause, on one sender, took most of the time.
   *
   * @param time null where it was not divided
   * @return null where that cause did not, or was a mere guess
   */
  public static MainPart of(ConnectionTime time, TimeCause cause) {
    if (time == null) {
      return null;
    }
    TimeDivision division = time.division();
    long busy =
        division.durationNanos()
            - division.nanos(TimeCause.CLIENT_IDLE)
            - division.nanos(TimeCause.CLOSE);
    for (TimePart part : division.parts()) {
      if (part.cause() == cause
          && part.sure() != Sureness.LOW
          && part.nanos() >= LEAST_NANOS
          && part.nanos() >= busy / PART) {
        return new MainPart(part, busy);
      }
    }
    return null;
  }

  /** How much of the time in which somebody waited it took. */
  public Message.Share share() {
    return Message.Share.of(part.nanos(), busyNanos);
  }

  /** Adds the packets that bound its longest stretch, where that is known. */
  public void prove(Proof proof, FlowName flow) {
    TimeInterval longest = part.longest();
    if (longest != null) {
      proof.add(flow, longest.fromPacket(), longest.startNanos());
      proof.add(flow, longest.toPacket(), longest.endNanos());
    }
  }
}

package io.weft.analysis;

import io.weft.dissect.Packet;
import io.weft.flow.FlowRecord;
import io.weft.flow.OpenFlows;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hands out, at regular intervals, records of the flows that are open and have changed since the
 * last time. On a live interface the wall clock counts; in a file the packets' times do, so that
 * the same packets always give the same records.
 */
public final class Snapshots implements PacketListener {
  private final long every;
  private final Consumer<FlowRecord> taker;
  private OpenFlows open;
  private boolean isLive;
  private boolean isStarted;
  private long start;
  private long due;
  private long previous;

  /**
   * Begins to count with the first packet or tick.
   *
   * @param every the interval, at least a nanosecond; at most 292 years
   * @param taker called by the thread that analyses, with records whose {@link FlowRecord#finished}
   *     is false
   */
  public Snapshots(Duration every, Consumer<FlowRecord> taker) {
    this.every = every.toNanos();
    this.taker = taker;
  }

  /**
   * A run begins.
   *
   * @param flows not null: flows must be tracked
   */
  @Override
  public void onBegin(OpenFlows flows) {
    open = flows;
    isLive = false;
    isStarted = false;
  }

  @Override
  public void onPacket(Packet packet) {
    if (isLive) {
      return;
    }
    // A single packet with a time far ahead must not hold up all further snapshots.
    long time = packet.timeNanos();
    at(isStarted ? Math.min(time, previous) : time);
    previous = time;
  }

  @Override
  public void onTick(long nanos) {
    isStarted &= isLive; // what packets said before the first tick is another clock
    isLive = true;
    at(nanos);
  }

  private void at(long nanos) {
    if (!isStarted) {
      isStarted = true;
      start = nanos;
      due = nanos + every;
    } else if (nanos >= due) {
      due = start + ((nanos - start) / every + 1) * every;
      open.snapshot(taker);
    }
  }
}

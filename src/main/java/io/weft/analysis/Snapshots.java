package io.weft.analysis;

import io.weft.dissect.Packet;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.FlowTracker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Asks at regular intervals for the flows that are open and have changed: by the wall clock on a
 * live line, by the packets' times in a file, where the same packets always give the same records.
 */
public final class Snapshots implements PacketListener {
  private final long every;
  private final Consumer<FlowRecord> taker;
  private FlowTracker tracker;
  private boolean isLive;
  private boolean isStarted;
  private long start;
  private long due;
  private long previous;

  /**
   * @param every at least a nanosecond; intervals count from the first packet or tick
   * @param taker gets records whose {@link FlowRecord#finished} is false
   */
  public Snapshots(Duration every, Consumer<FlowRecord> taker) {
    this.every = every.toNanos();
    this.taker = taker;
  }

  /**
   * @param flows must be tracked
   */
  @Override
  public void onBegin(FlowTracker flows) {
    tracker = flows;
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
      tracker.snapshot(taker);
    }
  }
}

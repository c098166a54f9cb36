package io.weft.analysis;

import io.weft.dissect.Packet;
import io.weft.flow.track.FlowTracker;

/** Hears of every packet after it was dissected and tracked. */
@FunctionalInterface
public interface PacketListener {
  /**
   * A run begins.
   *
   * @param tracker of the run's flows, which may be asked for those that are open whenever this
   *     listener is called; null where flows are not tracked
   */
  default void onBegin(FlowTracker tracker) {}

  /**
   * @param packet reused for the next one: bind views, keep records
   */
  void onPacket(Packet packet);

  /**
   * Time goes by on a live line: about ten times a second, whether packets come or not.
   *
   * @param nanos the wall clock, in nanoseconds since the epoch
   */
  default void onTick(long nanos) {}

  /** A live line has fallen quiet: whoever watches wants to see now what is known. */
  default void onQuiet() {}
}

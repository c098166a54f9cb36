package io.weft.analysis;

import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;

/**
 * Hears of every packet after it was dissected and its flows were tracked. Called by the thread
 * that calls {@link Analyzer#run}; what a listener throws ends the run.
 */
@FunctionalInterface
public interface PacketListener {
  /**
   * A run begins.
   *
   * @param flows may be asked about the flows of the run whenever this listener is called, until
   *     the run ends; null where flows are not tracked
   */
  default void onBegin(OpenFlows flows) {}

  /**
   * The next packet, in the order of the capture.
   *
   * @param packet valid during the call only, as it is reused for the next one
   */
  void onPacket(Packet packet);

  /**
   * Time goes by on a live interface: about ten times a second, whether packets come or not.
   *
   * @param nanos the wall clock, in nanoseconds since the epoch
   */
  default void onTick(long nanos) {}

  /**
   * No packet has come from a live interface for a moment: whoever watches wants to see now what is
   * known.
   */
  default void onQuiet() {}
}

package io.weft.analysis;

import io.weft.dissect.Packet;

/** Hears of every packet after it was dissected and tracked. */
@FunctionalInterface
public interface PacketListener {
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

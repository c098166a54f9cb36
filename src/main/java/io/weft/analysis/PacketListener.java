package io.weft.analysis;

import io.weft.dissect.Packet;

/** Hears of every packet after it was dissected and tracked. */
@FunctionalInterface
public interface PacketListener {
  /**
   * @param packet reused for the next one: bind views, keep records
   */
  void onPacket(Packet packet);
}

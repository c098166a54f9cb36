package io.weft.analysis;

import io.weft.capture.CapturedPacket;
import io.weft.dissect.Cursor;
import io.weft.dissect.Fragments;
import io.weft.dissect.chain.Chain;

/** A packet on its way through the stages: as it was captured, and as it was dissected. Reused. */
final class PacketInFlight {
  private final Cursor cursor;
  private CapturedPacket captured = new CapturedPacket();

  /**
   * @param fragments of the thread that dissects
   */
  PacketInFlight(Fragments fragments) {
    cursor = new Cursor(fragments);
  }

  /** The packet as it was captured. */
  CapturedPacket captured() {
    return captured;
  }

  /** Holds the packet's layers. */
  Cursor cursor() {
    return cursor;
  }

  /**
   * Takes a packet, and gives an object for the next one in exchange.
   *
   * @param read the packet; belongs to this object from now on
   */
  CapturedPacket exchange(CapturedPacket read) {
    CapturedPacket free = captured;
    captured = read;
    return free;
  }

  /**
   * Dissects the packet.
   *
   * @param believedNanos when it was captured, as far as that is believed
   * @param interfaceName of the interface; null where it is not known
   */
  void dissect(Chain chain, long believedNanos, String interfaceName) {
    cursor.meta(
        captured.number(),
        captured.timeNanos(),
        believedNanos,
        captured.interfaceId(),
        captured.linkType());
    if (!captured.hasTime()) {
      cursor.untimed();
    }
    cursor.words(interfaceName, captured.comment());
    cursor.wrap(
        captured.bytes(), captured.offset(), captured.capturedLength(), captured.originalLength());
    chain.dissect(cursor);
  }
}

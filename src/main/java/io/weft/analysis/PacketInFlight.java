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
   * Says when the packet was captured, and others before it, in nanoseconds since the epoch.
   *
   * @param believedNanos when it was captured, as far as that is believed
   * @param firstNanos time of the capture's first packet that has one
   * @param previousNanos time of the packet before that has one
   */
  void times(long believedNanos, long firstNanos, long previousNanos) {
    cursor.meta(
        captured.number(),
        captured.timeNanos(),
        believedNanos,
        captured.interfaceId(),
        captured.linkType());
    cursor.after(firstNanos, previousNanos);
    if (!captured.hasTime()) {
      cursor.untimed();
    }
  }

  /**
   * Dissects the packet.
   *
   * @param interfaceName of the interface; null where it is not known
   */
  void dissect(Chain chain, String interfaceName) {
    cursor.words(interfaceName, captured.comment());
    cursor.wrap(
        captured.bytes(), captured.offset(), captured.capturedLength(), captured.originalLength());
    chain.dissect(cursor);
  }
}

package io.weft.capture;

import java.io.Flushable;
import java.io.IOException;

/** One file into which a source's packets are written, with what belongs to them. */
interface CaptureCopy extends Flushable {
  /**
   * Appends a packet.
   *
   * @throws UnsupportedPacketException for one that the format cannot hold
   */
  void write(CapturedPacket packet) throws IOException;

  /** The writer below, for its size; there is one as soon as a packet was written. */
  PacketWriter writer();

  /**
   * Completes the file and closes what is below it.
   *
   * @param live counters of the only interface of a live capture; null for those the source's own
   *     interfaces tell
   */
  void finish(CaptureInterface.Statistics live) throws IOException;
}

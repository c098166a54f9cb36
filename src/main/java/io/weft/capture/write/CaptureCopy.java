package io.weft.capture.write;

import io.weft.capture.CapturedPacket;
import io.weft.capture.UnsupportedPacketException;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/** One file into which a source's packets are written, with what belongs to them. */
interface CaptureCopy extends Closeable, Flushable {
  /**
   * Appends a packet.
   *
   * @throws UnsupportedPacketException for one that the format cannot hold
   */
  void write(CapturedPacket packet) throws IOException;

  /** The writer below, for its size; there is one as soon as a packet was written. */
  PacketWriter writer();

  /** Completes the file and closes what is below it. */
  @Override
  void close() throws IOException;
}

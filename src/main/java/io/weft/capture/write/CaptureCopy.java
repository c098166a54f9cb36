package io.weft.capture.write;

import io.weft.capture.CapturedPacket;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/** Writes the packets of a source into one file, with what belongs to them. */
interface CaptureCopy extends Closeable, Flushable {
  /**
   * Appends a packet of the source.
   *
   * @throws UnsupportedPacketException for a packet that the format cannot hold
   */
  void write(CapturedPacket packet) throws IOException;

  /** The writer of the format; it may be null until the first packet was written. */
  RecordWriter writer();

  /** Completes the file and closes the stream below. */
  @Override
  void close() throws IOException;
}

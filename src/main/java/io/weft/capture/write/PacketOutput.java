package io.weft.capture.write;

import io.weft.capture.CapturedPacket;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes the packets of a source into one file, or into several. */
public interface PacketOutput extends Closeable, Flushable {
  /**
   * Appends a packet of the source.
   *
   * @throws UnsupportedPacketException for a packet that the format cannot hold; others may follow
   * @throws IOException where this or an earlier call failed to write
   */
  void write(CapturedPacket packet) throws IOException;

  /** Whether writing has failed, so that the next call throws. */
  boolean failed();

  /** How many packets were written. */
  long packets();

  /** The size of all files, in bytes. */
  long bytes();

  /** How many files were begun. */
  int files();

  /** The newest file; null where there is none, or the packets go into a stream. */
  Path newest();

  /** What is to be told when all is written. */
  List<String> notes();
}

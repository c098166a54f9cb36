package io.weft.capture;

import java.io.Closeable;
import java.io.IOException;

/**
 * Hands out packets one after another, from capture files or from a live interface. Only one thread
 * at a time may use a source, but for {@link #statistics}. {@link #close} releases its files and
 * buffers; the bytes of the last packet are invalid from then on.
 */
public interface PacketSource extends Closeable, CaptureDescription {
  /**
   * Moves on to the next packet. The bytes that {@code into} then points at are valid until the
   * next call, and longer as long as somebody holds their {@link CapturedPacket#block}.
   *
   * <p>A cut or damaged file causes no exception: the source hands out everything before the
   * damage, then this method returns false and {@link #end} tells where the damage is and what is
   * wrong.
   *
   * @return false at the end of the capture, and at every later call
   * @throws CaptureFormatException when nothing at all can be read
   * @throws IOException when the device or the file system fails
   */
  boolean next(CapturedPacket into) throws IOException;

  /**
   * Whether the traffic went on when the capture ended, as it does on a live interface. Connections
   * that were open then have no end in the capture.
   */
  default boolean openEnded() {
    return false;
  }

  /** How the reading ended; final only after {@link #next} has returned false. */
  CaptureEnd end();

  /**
   * How many bytes have been read from the files so far, as they lie on disk: of compressed files,
   * the compressed bytes.
   */
  long bytesRead();

  /**
   * The size of all files together, in the bytes that {@link #bytesRead} counts; -1 where it is
   * unknown, as for a pipe or an interface.
   */
  long bytesTotal();

  /** Whether opening the same paths again gives the same packets, which a pipe does not. */
  boolean reopenable();

  /**
   * What the files say besides packets, as far as they have been read. The source returns the same
   * object until it has read more, so that a caller may ask at every packet.
   */
  @Override
  default CaptureInfo info() {
    return CaptureInfo.EMPTY;
  }

  /**
   * Sets the listener that a live source calls from within {@link #next} while time passes; it
   * replaces the one set before. A source that reads a pipe calls only {@link
   * WaitListener#onQuiet}; sources that read files ignore the listener, because nobody waits for
   * packets of a file.
   */
  default void whileWaiting(WaitListener listener) {}

  /**
   * How many packets have come and how many were dropped so far. Every call asks the system, which
   * costs a few system calls. Any thread may ask.
   */
  default CaptureStatistics statistics() {
    return CaptureStatistics.NONE;
  }
}

package io.weft.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Packets one after another, from capture files or a live interface. Not thread-safe; {@link
 * #close} releases files and buffers, and ends what {@link #next} handed out.
 */
public interface PacketSource extends Closeable {
  /**
   * Moves on to the next packet. The bytes handed out are valid until the next call.
   *
   * <p>A cut or damaged file is no exception: everything up to the damage is delivered, then this
   * returns false and {@link #end} tells where and why.
   *
   * @return false at the end, and from then on
   * @throws CaptureFormatException when nothing at all can be read
   * @throws IOException when the device or file system fails
   */
  boolean next(CapturedPacket into) throws IOException;

  /**
   * Whether packets went on where the reading ended, as they do on a live line: what was under way
   * then has no end in the capture.
   */
  default boolean openEnded() {
    return false;
  }

  /** How the reading ended; complete only after {@link #next} returned false. */
  CaptureEnd end();

  /** Bytes taken from the files as they lie on disk (compressed ones: before decompression). */
  long bytesRead();

  /** Sizes of all files, as {@link #bytesRead} counts; -1 where unknown (a pipe, an interface). */
  long bytesTotal();

  /** Whether opening the same paths again gives the same packets; false for a pipe. */
  boolean reopenable();

  /** The interfaces met so far; {@link CapturedPacket#interfaceId} is an index into this list. */
  List<CaptureInterface> interfaces();

  /**
   * What the files say besides packets, as far as they have been read; the same object until there
   * is more.
   */
  default CaptureInfo info() {
    return CaptureInfo.EMPTY;
  }

  /**
   * Has a listener called while a live line is read; the one before is heard no more. Files make
   * nobody wait, and call nobody.
   */
  default void whileWaiting(WaitListener listener) {}

  /** How many packets came and how many were dropped so far; asks the system anew each time. */
  default CaptureStatistics statistics() {
    return CaptureStatistics.NONE;
  }

  /**
   * May packets have been dropped on their way from the line to the capture between two moments, in
   * nanoseconds since the epoch? Told to within a tenth of a second or so.
   */
  default boolean droppedWithin(long from, long to) {
    return false;
  }
}

package io.weft.capture.write;

import io.weft.capture.CapturedPacket;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/**
 * Writes packets into a capture file. What was {@linkplain #flush flushed} is a readable file, and
 * so is all that reached the disk in between but for one record at the end. Not thread-safe.
 */
public interface PacketWriter extends Closeable, Flushable {
  /**
   * Appends a packet.
   *
   * @param captured bytes in {@code bytes} from {@code from} on
   * @param original length on the wire
   * @param timeNanos since the epoch; pcap holds 1970 to 2106
   * @param interfaceId of the interfaces told to the writer; 0 for pcap, which has one
   * @throws IllegalArgumentException for a time or interface the file cannot hold
   */
  void write(byte[] bytes, int from, int captured, int original, long timeNanos, int interfaceId)
      throws IOException;

  /** Appends a packet as it was read, with its interface's number and, where possible, comment. */
  default void write(CapturedPacket packet) throws IOException {
    write(
        packet.bytes(),
        packet.offset(),
        packet.capturedLength(),
        packet.originalLength(),
        packet.timeNanos(),
        packet.interfaceId());
  }

  /** Bytes of the file so far, before any compression, those not flushed yet included. */
  long size();

  /**
   * What is whole of a file that failed.
   *
   * @param reached bytes of the file that were taken in before it failed, uncompressed
   */
  Salvage salvage(long reached);

  /**
   * What is left of a file that failed.
   *
   * @param bytes at its front that are whole records: where to cut it
   * @param lostPackets that were written and come behind that
   */
  record Salvage(long bytes, int lostPackets) {}
}

package io.weft.capture.write;

import io.weft.capture.CapturedPacket;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/**
 * Writes packets into a capture file. After a {@link #flush} the file is readable with all packets
 * so far. Between two flushes it may end within one record, and is readable up to there. Only one
 * thread at a time may use a writer.
 */
public interface PacketWriter extends Closeable, Flushable {
  /**
   * Appends a packet.
   *
   * @param bytes hold the packet from {@code from} on
   * @param captured the number of the packet's bytes
   * @param original the packet's length on the wire
   * @param timeNanos nanoseconds since the epoch; pcap holds the years 1970 to 2106, pcapng those
   *     from 1970 on
   * @param interfaceId the number of an interface that was described to the writer; pcap has one
   *     interface and ignores it
   * @throws IllegalArgumentException for a time or an interface that the file cannot hold
   */
  void write(byte[] bytes, int from, int captured, int original, long timeNanos, int interfaceId)
      throws IOException;

  /**
   * Appends a packet as a source has handed it out, under its {@link CapturedPacket#interfaceId},
   * and with as much of its description as the format holds.
   *
   * @throws IllegalArgumentException for a time or an interface that the file cannot hold
   */
  default void write(CapturedPacket packet) throws IOException {
    write(
        packet.bytes(),
        packet.offset(),
        packet.capturedLength(),
        packet.originalLength(),
        packet.timeNanos(),
        packet.interfaceId());
  }

  /** The file's size so far in bytes, before any compression, what is not flushed yet included. */
  long size();
}

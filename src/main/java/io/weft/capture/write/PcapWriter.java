package io.weft.capture.write;

import io.weft.bytes.LittleEndian;
import io.weft.capture.LinkType;
import io.weft.capture.pcap.PcapFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes pcap files (draft-ietf-opsawg-pcap), version 2.4, the least significant byte first. The
 * format has no place for comments and other options of packets.
 */
public final class PcapWriter extends RecordWriter {
  /** The snaplen that means "whole packets" to all tools, in bytes. */
  public static final int WHOLE_PACKETS = 262_144;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** The seconds of a time are an unsigned number of 32 bits. */
  private static final long MAX_SECONDS = 0xFFFF_FFFFL;

  private final int nanosPerTick;

  /**
   * Begins a file. Its header stays in memory until the first flush.
   *
   * @param target closed together with the writer
   * @param linkType a number of {@link LinkType}
   * @param snaplen the most bytes that are captured of a packet; {@link #WHOLE_PACKETS} in doubt
   * @param nanoseconds whether the file keeps times to the nanosecond. All tools read files that
   *     keep microseconds; some old ones do not read nanoseconds.
   */
  public PcapWriter(OutputStream target, int linkType, int snaplen, boolean nanoseconds)
      throws IOException {
    this(target, linkType, -1, snaplen, nanoseconds);
  }

  /**
   * Begins a file whose packets end with a frame check sequence.
   *
   * @param fcsBytes the length of the frame check sequence in bytes, 0 to 30 and even; -1 where
   *     unknown
   */
  PcapWriter(OutputStream target, int linkType, int fcsBytes, int snaplen, boolean nanoseconds)
      throws IOException {
    super(target);
    nanosPerTick = nanoseconds ? 1 : 1000;
    out.begin(PcapFormat.FILE_HEADER_LENGTH);
    out.i32(nanoseconds ? PcapFormat.NANOSECOND_MAGIC : PcapFormat.MICROSECOND_MAGIC);
    out.u16(PcapFormat.MAJOR_VERSION);
    out.u16(PcapFormat.MINOR_VERSION);
    out.i64(0); // time zone and accuracy, which nobody uses
    out.i32(snaplen);
    out.i32(PcapFormat.linkTypeField(linkType, fcsBytes));
  }

  /** Creates a file, or empties an existing one, for whole packets with times in nanoseconds. */
  public static PcapWriter create(Path file, int linkType) throws IOException {
    return new PcapWriter(Files.newOutputStream(file), linkType, WHOLE_PACKETS, true);
  }

  @Override
  public void write(
      byte[] bytes, int from, int captured, int original, long timeNanos, int interfaceId)
      throws IOException {
    long seconds = Math.floorDiv(timeNanos, NANOS_PER_SECOND);
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("pcap holds no time of " + timeNanos + " ns");
    }
    out.begin(PcapFormat.RECORD_HEADER_LENGTH + (long) captured);
    out.i32((int) seconds);
    out.i32((int) (timeNanos % NANOS_PER_SECOND) / nanosPerTick);
    out.i32(captured);
    out.i32(original);
    out.put(bytes, from, captured);
  }

  @Override
  int recordLength(byte[] bytes, int at, long offset) {
    return isPacket(bytes, at, offset)
        ? PcapFormat.RECORD_HEADER_LENGTH + LittleEndian.i32(bytes, at + PcapFormat.CAPTURED_LENGTH)
        : PcapFormat.FILE_HEADER_LENGTH;
  }

  @Override
  boolean isPacket(byte[] bytes, int at, long offset) {
    return offset > 0;
  }
}

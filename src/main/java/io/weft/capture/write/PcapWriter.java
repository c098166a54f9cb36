package io.weft.capture.write;

import io.weft.bytes.LittleEndian;
import io.weft.capture.LinkType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pcap files, version 2.4, least significant byte first. Comments do not fit into them. */
public final class PcapWriter implements PacketWriter {
  /** The snaplen that stands for "whole packets" with all tools. */
  public static final int WHOLE_PACKETS = 262_144;

  private static final int MICROSECOND_MAGIC = 0xA1B2C3D4;
  private static final int NANOSECOND_MAGIC = 0xA1B23C4D;
  private static final int FILE_HEADER_LENGTH = 24;
  private static final int RECORD_HEADER_LENGTH = 16;
  private static final int CAPTURED = 8;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = 0xFFFF_FFFFL;

  private final RecordBuffer out;
  private final int nanosPerTick;

  /**
   * Writes the file header, into memory at first.
   *
   * @param target closed with the writer
   * @param linkType a number of {@link LinkType}
   * @param snaplen most bytes of a packet; {@link #WHOLE_PACKETS} in doubt
   * @param nanoseconds whether times are kept to the nanosecond; microseconds are read by
   *     everything
   */
  public PcapWriter(OutputStream target, int linkType, int snaplen, boolean nanoseconds)
      throws IOException {
    this(target, linkType, -1, snaplen, nanoseconds);
  }

  /**
   * As {@link #PcapWriter(OutputStream, int, int, boolean)}.
   *
   * @param fcsBytes length of the frame check sequence at the end of each packet, 0 to 30 and even;
   *     -1 unknown
   */
  PcapWriter(OutputStream target, int linkType, int fcsBytes, int snaplen, boolean nanoseconds)
      throws IOException {
    out = new RecordBuffer(target);
    nanosPerTick = nanoseconds ? 1 : 1000;
    out.begin(FILE_HEADER_LENGTH);
    out.i32(nanoseconds ? NANOSECOND_MAGIC : MICROSECOND_MAGIC);
    out.u16(2);
    out.u16(4);
    out.i64(0);
    out.i32(snaplen);
    out.i32(LinkType.pcapField(linkType, fcsBytes));
  }

  /** Makes the file, or empties it, for whole packets with nanoseconds. */
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
    out.begin(RECORD_HEADER_LENGTH + (long) captured);
    out.i32((int) seconds);
    out.i32((int) (timeNanos % NANOS_PER_SECOND) / nanosPerTick);
    out.i32(captured);
    out.i32(original);
    out.put(bytes, from, captured);
  }

  @Override
  public long size() {
    return out.count();
  }

  @Override
  public Salvage salvage(long reached) {
    return out.salvage(reached, new Records());
  }

  private static final class Records implements RecordBuffer.Records {
    @Override
    public int length(byte[] bytes, int at, long offset) {
      return isPacket(bytes, at, offset)
          ? RECORD_HEADER_LENGTH + LittleEndian.i32(bytes, at + CAPTURED)
          : FILE_HEADER_LENGTH;
    }

    @Override
    public boolean isPacket(byte[] bytes, int at, long offset) {
      return offset > 0;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

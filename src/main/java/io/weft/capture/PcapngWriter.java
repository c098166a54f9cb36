package io.weft.capture;

import io.weft.bytes.LittleEndian;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes pcapng files of one section, least significant byte first, times in nanoseconds.
 * Interfaces may be added at any time before their first packet.
 */
public final class PcapngWriter implements PacketWriter {
  private static final int COMMENT = 1;
  private static final int PACKET_FIXED = 32;
  private static final int BLOCK_FIXED = 12;
  private static final int NANOSECONDS = 9;
  private static final int LONGEST_OPTION = 0xFFFF;
  private static final byte[] NO_OPTIONS = {};

  private final RecordBuffer out;
  private int interfaces;

  /**
   * Writes the section header, into memory at first.
   *
   * @param channel closed with the writer
   * @param application what the file says it was written by; null for nothing
   */
  public PcapngWriter(WritableByteChannel channel, String application) throws IOException {
    out = new RecordBuffer(channel);
    byte[] options = new Options().text(4, application).bytes();
    int total = begin(PcapngBlocks.SECTION_HEADER, 16, options.length);
    out.i32(PcapngBlocks.BYTE_ORDER_MAGIC);
    out.u16(1);
    out.u16(0);
    out.i64(-1); // the section's length is not known beforehand
    end(options, total);
  }

  /** Makes the file, or empties it. */
  public static PcapngWriter create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new PcapngWriter(channel, "Weft");
  }

  /**
   * Describes an interface; its index, resolution and statistics are not taken over.
   *
   * @return its number for {@link #write}, from 0
   */
  public int addInterface(CaptureInterface described) throws IOException {
    Options options =
        new Options()
            .text(COMMENT, described.comment())
            .text(2, described.name())
            .text(3, described.description())
            .number(9, NANOSECONDS)
            .filter(described.filter())
            .text(12, described.os())
            .text(15, described.hardware());
    if (described.fcsBytes() >= 0) {
      options.number(13, described.fcsBytes());
    }
    byte[] encoded = options.bytes();
    int total = begin(PcapngBlocks.INTERFACE_DESCRIPTION, 8, encoded.length);
    out.u16(described.linkType());
    out.u16(0);
    out.i32((int) described.snaplen());
    end(encoded, total);
    return interfaces++;
  }

  /** As {@link #addInterface(CaptureInterface)}, of which no more is known. */
  public int addInterface(String name, int linkType, int snaplen) throws IOException {
    return addInterface(
        new CaptureInterface(
            0, null, name, null, linkType, snaplen, 0, -1, null, null, null, null, null));
  }

  @Override
  public void write(
      byte[] bytes, int from, int captured, int original, long timeNanos, int interfaceId)
      throws IOException {
    write(bytes, from, captured, original, timeNanos, interfaceId, null);
  }

  @Override
  public void write(CapturedPacket packet) throws IOException {
    write(
        packet.bytes(),
        packet.offset(),
        packet.capturedLength(),
        packet.originalLength(),
        packet.timeNanos(),
        packet.interfaceId(),
        packet.comment());
  }

  /**
   * As {@link #write(byte[], int, int, int, long, int)}.
   *
   * @param comment on the packet, cut after 65,535 bytes; null for none
   */
  public void write(
      byte[] bytes,
      int from,
      int captured,
      int original,
      long timeNanos,
      int interfaceId,
      String comment)
      throws IOException {
    if (interfaceId < 0 || interfaceId >= interfaces) {
      throw new IllegalArgumentException(
          "interface " + interfaceId + " of " + interfaces + " that were described");
    }
    byte[] options = comment == null ? NO_OPTIONS : new Options().text(COMMENT, comment).bytes();
    int total =
        begin(
            PcapngBlocks.ENHANCED_PACKET,
            PACKET_FIXED - BLOCK_FIXED + PcapngBlocks.padded(captured),
            options.length);
    out.i32(interfaceId);
    time(timeNanos);
    out.i32(captured);
    out.i32(original);
    out.put(bytes, from, captured);
    out.pad(captured);
    end(options, total);
  }

  /**
   * Writes the counters of an interface; -1 in them is left out.
   *
   * @param timeNanos when they were taken, since the epoch
   */
  public void writeStatistics(
      int interfaceId, CaptureInterface.Statistics statistics, long timeNanos) throws IOException {
    byte[] options =
        new Options()
            .time(2, statistics.startNanos())
            .time(3, statistics.endNanos())
            .counter(4, statistics.received())
            .counter(5, statistics.interfaceDropped())
            .counter(6, statistics.filterAccepted())
            .counter(7, statistics.systemDropped())
            .counter(8, statistics.delivered())
            .bytes();
    int total = begin(PcapngBlocks.INTERFACE_STATISTICS, 12, options.length);
    out.i32(interfaceId);
    time(timeNanos);
    end(options, total);
  }

  /** Writes keys, which readers want before the packets they open. */
  public void writeSecrets(int type, byte[] secrets) throws IOException {
    int total = begin(PcapngBlocks.DECRYPTION_SECRETS, 8 + PcapngBlocks.padded(secrets.length), 0);
    out.i32(type);
    out.i32(secrets.length);
    out.put(secrets, 0, secrets.length);
    out.pad(secrets.length);
    end(NO_OPTIONS, total);
  }

  private int begin(int type, int body, int options) throws IOException {
    int total = BLOCK_FIXED + body + options;
    out.begin(total);
    out.i32(type);
    out.i32(total);
    return total;
  }

  private void time(long nanos) {
    out.i32((int) (nanos >>> 32));
    out.i32((int) nanos);
  }

  private void end(byte[] options, int total) {
    out.put(options, 0, options.length);
    out.i32(total);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** The options of one block; absent values are left out. */
  private static final class Options {
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

    Options text(int code, String text) {
      return text == null ? this : value(code, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A filter in libpcap's syntax, which the first byte says. */
    Options filter(String filter) {
      return text(11, filter == null ? null : '\0' + filter);
    }

    Options number(int code, int value) {
      return value(code, new byte[] {(byte) value});
    }

    Options counter(int code, long value) {
      return value < 0 ? this : value(code, littleEndian(value));
    }

    Options time(int code, long nanos) {
      return nanos < 0 ? this : value(code, littleEndian(Long.rotateLeft(nanos, 32)));
    }

    private static byte[] littleEndian(long value) {
      byte[] eight = new byte[8];
      LittleEndian.putI64(eight, 0, value);
      return eight;
    }

    private Options value(int code, byte[] value) {
      int length = Math.min(value.length, LONGEST_OPTION);
      u16(code);
      u16(length);
      encoded.write(value, 0, length);
      for (int i = length; (i & 3) != 0; i++) {
        encoded.write(0);
      }
      return this;
    }

    private void u16(int value) {
      encoded.write(value);
      encoded.write(value >>> 8);
    }

    /** Nothing at all where there is no option; else they end with one of code 0. */
    byte[] bytes() {
      if (encoded.size() == 0) {
        return NO_OPTIONS;
      }
      u16(0);
      u16(0);
      return encoded.toByteArray();
    }
  }
}

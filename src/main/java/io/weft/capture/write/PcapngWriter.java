package io.weft.capture.write;

import io.weft.bytes.IpAddress;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.pcapng.PcapngBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes pcapng files of one section, least significant byte first, times in nanoseconds, or in
 * microseconds where the interface counts these. Interfaces may be added at any time before their
 * first packet.
 */
public final class PcapngWriter implements PacketWriter {
  private static final int COMMENT = 1;
  private static final int PACKET_FIXED = 32;
  private static final int BLOCK_FIXED = 12;
  private static final int TOTAL_LENGTH = 4;
  private static final int MICROSECONDS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICROSECOND = 1000;
  private static final int SIMPLE_FIXED = 16;
  private static final int OPTION_HEADER = 4;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int LONGEST_NAME = 65_000;
  private static final int NAMES_IN_A_BLOCK = 1000;
  private static final int LONGEST_OPTION = 0xFFFF;
  private static final byte[] NO_OPTIONS = {};

  private final RecordBuffer out;
  private int interfaces;

  /** Of each interface: nanoseconds a tick of its timestamps, and the snaplen that was told. */
  private int[] nanosPerTick = new int[1];

  private long firstSnaplen;

  /**
   * Writes the section header, into memory at first.
   *
   * @param target closed with the writer
   * @param application what the file says it was written by; null for nothing
   */
  public PcapngWriter(OutputStream target, String application) throws IOException {
    this(target, new CaptureInfo.Section(null, null, null, application, null));
  }

  /**
   * Writes the section header, into memory at first.
   *
   * @param target closed with the writer
   * @param section what the file says of the machine and the program that captured it
   */
  public PcapngWriter(OutputStream target, CaptureInfo.Section section) throws IOException {
    out = new RecordBuffer(target);
    byte[] options =
        new Options()
            .text(COMMENT, section.comment())
            .text(2, section.hardware())
            .text(3, section.os())
            .text(4, section.application())
            .bytes();
    int total = begin(PcapngBlocks.SECTION_HEADER, 16, options.length);
    out.i32(PcapngBlocks.BYTE_ORDER_MAGIC);
    out.u16(1);
    out.u16(0);
    out.i64(-1); // the section's length is not known beforehand
    end(options, total);
  }

  /** Makes the file, or empties it. */
  public static PcapngWriter create(Path file) throws IOException {
    return new PcapngWriter(Files.newOutputStream(file), "Weft");
  }

  /**
   * Describes an interface; its index and statistics are not taken over. Its resolution becomes
   * microseconds where it is just that, and nanoseconds else.
   *
   * @return its number for {@link #write}, from 0
   */
  public int addInterface(CaptureInterface described) throws IOException {
    boolean micros = described.ticksPerSecond() == MICROSECONDS_PER_SECOND;
    Options options =
        new Options()
            .text(COMMENT, described.comment())
            .text(2, described.name())
            .text(3, described.description())
            .number(9, micros ? 6 : 9)
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
    if (interfaces == 0) {
      firstSnaplen = described.snaplen();
    }
    if (interfaces == nanosPerTick.length) {
      nanosPerTick = Arrays.copyOf(nanosPerTick, interfaces * 2);
    }
    nanosPerTick[interfaces] = micros ? NANOS_PER_MICROSECOND : 1;
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

  /**
   * Appends a packet as it was read: with its comments and all else that a pcapng file says of it
   * (direction, drops before it, checksums), and without a time where it has none.
   */
  @Override
  public void write(CapturedPacket packet) throws IOException {
    write(packet, packet.interfaceId());
  }

  /** As {@link #write(CapturedPacket)}, with the interface's number in this file. */
  void write(CapturedPacket packet, int interfaceId) throws IOException {
    if (packet.optionsFrom() < packet.optionsTo()) {
      int length = packet.optionsTo() - packet.optionsFrom();
      int total = beginPacket(packet, interfaceId, length + OPTION_HEADER);
      if (packet.optionsBigEndian()) {
        OptionOrder.turn(packet.optionBytes(), packet.optionsFrom(), packet.optionsTo(), out);
      } else {
        out.put(packet.optionBytes(), packet.optionsFrom(), length);
      }
      out.i32(0);
      out.i32(total);
    } else if (packet.comment() != null) {
      byte[] options = new Options().text(COMMENT, packet.comment()).bytes();
      int total = beginPacket(packet, interfaceId, options.length);
      end(options, total);
    } else if (!packet.hasTime() && isSimple(packet, interfaceId)) {
      writeSimple(packet);
    } else {
      write(
          packet.bytes(),
          packet.offset(),
          packet.capturedLength(),
          packet.originalLength(),
          packet.timeNanos(),
          interfaceId);
    }
  }

  private int beginPacket(CapturedPacket packet, int interfaceId, int options) throws IOException {
    return beginPacket(
        packet.bytes(),
        packet.offset(),
        packet.capturedLength(),
        packet.originalLength(),
        packet.timeNanos(),
        interfaceId,
        options);
  }

  /** A simple packet's interface is the first, and its length follows from that one's snaplen. */
  private boolean isSimple(CapturedPacket packet, int interfaceId) {
    long whole =
        firstSnaplen > 0
            ? Math.min(firstSnaplen, packet.originalLength())
            : packet.originalLength();
    return interfaceId == 0 && interfaces > 0 && packet.capturedLength() == whole;
  }

  private void writeSimple(CapturedPacket packet) throws IOException {
    int captured = packet.capturedLength();
    int total =
        begin(
            PcapngBlocks.SIMPLE_PACKET,
            SIMPLE_FIXED - BLOCK_FIXED + PcapngBlocks.padded(captured),
            0);
    out.i32(packet.originalLength());
    out.put(packet.bytes(), packet.offset(), captured);
    out.pad(captured);
    out.i32(total);
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
    byte[] options = comment == null ? NO_OPTIONS : new Options().text(COMMENT, comment).bytes();
    int total =
        beginPacket(bytes, from, captured, original, timeNanos, interfaceId, options.length);
    end(options, total);
  }

  private int beginPacket(
      byte[] bytes,
      int from,
      int captured,
      int original,
      long timeNanos,
      int interfaceId,
      int options)
      throws IOException {
    if (interfaceId < 0 || interfaceId >= interfaces) {
      throw new IllegalArgumentException(
          "interface " + interfaceId + " of " + interfaces + " that were described");
    }
    if (timeNanos < 0) {
      throw new IllegalArgumentException("pcapng holds no time of " + timeNanos + " ns");
    }
    int total =
        begin(
            PcapngBlocks.ENHANCED_PACKET,
            PACKET_FIXED - BLOCK_FIXED + PcapngBlocks.padded(captured),
            options);
    out.i32(interfaceId);
    time(timeNanos / nanosPerTick[interfaceId]);
    out.i32(captured);
    out.i32(original);
    out.put(bytes, from, captured);
    out.pad(captured);
    return total;
  }

  /**
   * Writes the counters of an interface; -1 in them is left out.
   *
   * @param timeNanos when they were taken, since the epoch
   */
  public void writeStatistics(
      int interfaceId, CaptureInterface.Statistics statistics, long timeNanos) throws IOException {
    int tick = nanosPerTick[interfaceId];
    byte[] options =
        new Options()
            .time(2, statistics.startNanos(), tick)
            .time(3, statistics.endNanos(), tick)
            .counter(4, statistics.received())
            .counter(5, statistics.interfaceDropped())
            .counter(6, statistics.filterAccepted())
            .counter(7, statistics.systemDropped())
            .counter(8, statistics.delivered())
            .bytes();
    int total = begin(PcapngBlocks.INTERFACE_STATISTICS, 12, options.length);
    out.i32(interfaceId);
    time(timeNanos / tick);
    end(options, total);
  }

  /** Writes names of addresses; each is cut after 65,000 bytes. */
  public void writeNames(List<CaptureInfo.Name> names) throws IOException {
    for (int from = 0; from < names.size(); from += NAMES_IN_A_BLOCK) {
      int to = Math.min(names.size(), from + NAMES_IN_A_BLOCK);
      Options records = new Options();
      names.subList(from, to).forEach(records::name);
      byte[] encoded = records.bytes();
      int total = begin(PcapngBlocks.NAME_RESOLUTION, 0, encoded.length);
      end(encoded, total);
    }
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
  public long size() {
    return out.count();
  }

  @Override
  public Salvage salvage(long reached) {
    return out.salvage(reached, new Blocks());
  }

  private static final class Blocks implements RecordBuffer.Records {
    @Override
    public int length(byte[] bytes, int at, long offset) {
      return LittleEndian.i32(bytes, at + TOTAL_LENGTH);
    }

    @Override
    public boolean isPacket(byte[] bytes, int at, long offset) {
      int type = LittleEndian.i32(bytes, at);
      return type == PcapngBlocks.ENHANCED_PACKET || type == PcapngBlocks.SIMPLE_PACKET;
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

    Options time(int code, long nanos, int nanosPerTick) {
      return nanos < 0
          ? this
          : value(code, littleEndian(Long.rotateLeft(nanos / nanosPerTick, 32)));
    }

    /** A name's record is made as an option is: code 2, length 2, value padded to four bytes. */
    void name(CaptureInfo.Name name) {
      int address = name.v6() ? IPV6_BYTES : IPV4_BYTES;
      byte[] text = name.name().getBytes(StandardCharsets.UTF_8);
      int length = Math.min(text.length, LONGEST_NAME);
      byte[] value = new byte[address + length + 1]; // a zero byte ends the name
      int end = new IpAddress(name.v6(), name.high(), name.low()).writeTo(value, 0);
      System.arraycopy(text, 0, value, end, length);
      value(name.v6() ? 2 : 1, value);
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

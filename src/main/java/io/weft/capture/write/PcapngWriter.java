package io.weft.capture.write;

import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.pcapng.PcapngFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes pcapng files (draft-ietf-opsawg-pcapng) of one section, the least significant byte first.
 * Times are in nanoseconds, or in microseconds for interfaces that count in microseconds. An
 * interface may be added at any time before its first packet.
 */
public final class PcapngWriter extends RecordWriter {
  private static final int MICROSECONDS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICROSECOND = 1000;
  private static final int NAMES_IN_A_BLOCK = 1000;

  private int interfaces;

  /** The length of a tick of each interface's timestamps, in nanoseconds. */
  private int[] nanosPerTick = new int[1];

  /** The first interface's snaplen, by which readers compute the length of simple packets. */
  private long firstSnaplen;

  /**
   * Begins a file. Its header stays in memory until the first flush.
   *
   * @param target closed together with the writer
   * @param application the program that the file names as its writer; null for none
   */
  public PcapngWriter(OutputStream target, String application) throws IOException {
    this(target, new CaptureInfo.Section(null, null, null, application, null));
  }

  /**
   * Begins a file. Its header stays in memory until the first flush.
   *
   * @param target closed together with the writer
   * @param section what the file says about the machine and the program that captured it; the name
   *     of its own file is ignored
   */
  public PcapngWriter(OutputStream target, CaptureInfo.Section section) throws IOException {
    super(target);
    byte[] options =
        new OptionEncoder()
            .text(PcapngFormat.OPT_COMMENT, section.comment())
            .text(PcapngFormat.SHB_HARDWARE, section.hardware())
            .text(PcapngFormat.SHB_OS, section.os())
            .text(PcapngFormat.SHB_USERAPPL, section.application())
            .bytes();
    int total =
        begin(
            PcapngFormat.SECTION_HEADER_BLOCK, PcapngFormat.SECTION_HEADER_LENGTH, options.length);
    out.i32(PcapngFormat.BYTE_ORDER_MAGIC);
    out.u16(PcapngFormat.MAJOR_VERSION);
    out.u16(PcapngFormat.MINOR_VERSION);
    out.i64(-1); // the section's length is not known in advance
    end(options, total);
  }

  /** Creates a file, or empties an existing one. */
  public static PcapngWriter create(Path file) throws IOException {
    return new PcapngWriter(Files.newOutputStream(file), "Weft");
  }

  /**
   * Describes an interface. The description's index, file and statistics are ignored. The
   * resolution becomes microseconds if it is exactly that, and nanoseconds otherwise.
   *
   * @return the interface's number for {@link #write}, from 0 on
   */
  public int addInterface(CaptureInterface described) throws IOException {
    boolean micros = described.ticksPerSecond() == MICROSECONDS_PER_SECOND;
    int resolution = micros ? PcapngFormat.TSRESOL_MICROSECONDS : PcapngFormat.TSRESOL_NANOSECONDS;
    byte[] options =
        new OptionEncoder()
            .text(PcapngFormat.OPT_COMMENT, described.comment())
            .text(PcapngFormat.IF_NAME, described.name())
            .text(PcapngFormat.IF_DESCRIPTION, described.description())
            .number(PcapngFormat.IF_TSRESOL, resolution)
            .filter(described.filter())
            .text(PcapngFormat.IF_OS, described.os())
            .text(PcapngFormat.IF_HARDWARE, described.hardware())
            .number(PcapngFormat.IF_FCSLEN, described.fcsBytes())
            .bytes();
    int total =
        begin(
            PcapngFormat.INTERFACE_DESCRIPTION_BLOCK,
            PcapngFormat.INTERFACE_DESCRIPTION_LENGTH,
            options.length);
    out.u16(described.linkType());
    out.u16(0);
    out.i32((int) described.snaplen());
    end(options, total);
    if (interfaces == 0) {
      firstSnaplen = described.snaplen();
    }
    if (interfaces == nanosPerTick.length) {
      nanosPerTick = Arrays.copyOf(nanosPerTick, interfaces * 2);
    }
    nanosPerTick[interfaces] = micros ? NANOS_PER_MICROSECOND : 1;
    return interfaces++;
  }

  /**
   * Describes an interface of which nothing more is known, with times in nanoseconds.
   *
   * @param linkType a number of {@link io.weft.capture.LinkType}
   * @param snaplen the most bytes that are captured of a packet; 0 for no limit
   * @return the interface's number for {@link #write}, from 0 on
   */
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
   * Appends a packet as a source has handed it out, with everything that a pcapng file says about
   * it: comments, direction, drops before it, checksums. A packet without a time becomes a simple
   * packet block if possible.
   */
  @Override
  public void write(CapturedPacket packet) throws IOException {
    write(packet, packet.interfaceId());
  }

  /**
   * Appends a packet of a source whose interfaces have other numbers.
   *
   * @param interfaceId the number of the packet's interface in this file
   */
  void write(CapturedPacket packet, int interfaceId) throws IOException {
    if (packet.optionsFrom() < packet.optionsTo()) {
      int length = packet.optionsTo() - packet.optionsFrom();
      int total = beginPacket(packet, interfaceId, length + PcapngFormat.OPTION_HEADER_LENGTH);
      if (packet.optionsBigEndian()) {
        OptionByteOrder.reverse(
            packet.optionBytes(), packet.optionsFrom(), packet.optionsTo(), out);
      } else {
        out.put(packet.optionBytes(), packet.optionsFrom(), length);
      }
      out.i32(PcapngFormat.OPT_ENDOFOPT); // with its length, 0
      out.i32(total);
    } else if (packet.comment() != null) {
      byte[] options = comment(packet.comment());
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

  private static byte[] comment(String text) {
    return new OptionEncoder().text(PcapngFormat.OPT_COMMENT, text).bytes();
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

  /**
   * Whether a simple packet block can hold the packet: the block says neither the interface, which
   * is always the first one, nor the captured length, which follows from that interface's snaplen.
   */
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
            PcapngFormat.SIMPLE_PACKET_BLOCK,
            PcapngFormat.SIMPLE_PACKET_LENGTH + PcapngFormat.padded(captured),
            0);
    out.i32(packet.originalLength());
    out.put(packet.bytes(), packet.offset(), captured);
    out.pad(captured);
    out.i32(total);
  }

  /**
   * Appends a packet with a comment.
   *
   * @param bytes hold the packet from {@code from} on
   * @param captured the number of the packet's bytes
   * @param original the packet's length on the wire
   * @param timeNanos nanoseconds since the epoch, 0 or more
   * @param interfaceId a number that {@link #addInterface(CaptureInterface)} has returned
   * @param comment cut after 65,535 bytes of UTF-8; null for none
   * @throws IllegalArgumentException for a time or an interface that the file cannot hold
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
    byte[] options = comment == null ? OptionEncoder.NO_OPTIONS : comment(comment);
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
            PcapngFormat.ENHANCED_PACKET_BLOCK,
            PcapngFormat.ENHANCED_PACKET_LENGTH + PcapngFormat.padded(captured),
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
   * Writes the counters of an interface, except for those that are unknown (-1).
   *
   * @param timeNanos when the counters were read, in nanoseconds since the epoch
   */
  public void writeStatistics(
      int interfaceId, CaptureInterface.Statistics statistics, long timeNanos) throws IOException {
    int tick = nanosPerTick[interfaceId];
    byte[] options =
        new OptionEncoder()
            .time(PcapngFormat.ISB_STARTTIME, statistics.startNanos(), tick)
            .time(PcapngFormat.ISB_ENDTIME, statistics.endNanos(), tick)
            .counter(PcapngFormat.ISB_IFRECV, statistics.received())
            .counter(PcapngFormat.ISB_IFDROP, statistics.interfaceDropped())
            .counter(PcapngFormat.ISB_FILTERACCEPT, statistics.filterAccepted())
            .counter(PcapngFormat.ISB_OSDROP, statistics.systemDropped())
            .counter(PcapngFormat.ISB_USRDELIV, statistics.delivered())
            .bytes();
    int total =
        begin(
            PcapngFormat.INTERFACE_STATISTICS_BLOCK,
            PcapngFormat.INTERFACE_STATISTICS_LENGTH,
            options.length);
    out.i32(interfaceId);
    time(timeNanos / tick);
    end(options, total);
  }

  /** Writes names of addresses; each is cut after 65,000 bytes of UTF-8. */
  public void writeNames(List<CaptureInfo.Name> names) throws IOException {
    for (int from = 0; from < names.size(); from += NAMES_IN_A_BLOCK) {
      int to = Math.min(names.size(), from + NAMES_IN_A_BLOCK);
      OptionEncoder records = new OptionEncoder();
      names.subList(from, to).forEach(records::name);
      byte[] encoded = records.bytes();
      int total = begin(PcapngFormat.NAME_RESOLUTION_BLOCK, 0, encoded.length);
      end(encoded, total);
    }
  }

  /**
   * Writes secrets, which must stand before the packets that they decrypt.
   *
   * @param type {@link CaptureInfo.Secrets#TLS_KEY_LOG} or another secrets type
   */
  public void writeSecrets(int type, byte[] secrets) throws IOException {
    int total =
        begin(
            PcapngFormat.DECRYPTION_SECRETS_BLOCK,
            PcapngFormat.DECRYPTION_SECRETS_LENGTH + PcapngFormat.padded(secrets.length),
            0);
    out.i32(type);
    out.i32(secrets.length);
    out.put(secrets, 0, secrets.length);
    out.pad(secrets.length);
    end(OptionEncoder.NO_OPTIONS, total);
  }

  /**
   * Begins a block.
   *
   * @param body the length of its body
   * @param options the length of its options
   * @return the block's total length, for {@link #end}
   */
  private int begin(int type, int body, int options) throws IOException {
    int total = PcapngFormat.EMPTY_BLOCK_LENGTH + body + options;
    out.begin(total);
    out.i32(type);
    out.i32(total);
    return total;
  }

  /** Puts a timestamp, whose upper half stands first. */
  private void time(long ticks) {
    out.i32((int) (ticks >>> 32));
    out.i32((int) ticks);
  }

  private void end(byte[] options, int total) {
    out.put(options, 0, options.length);
    out.i32(total);
  }

  @Override
  int recordLength(byte[] bytes, int at, long offset) {
    return LittleEndian.i32(bytes, at + PcapngFormat.TOTAL_LENGTH);
  }

  @Override
  boolean isPacket(byte[] bytes, int at, long offset) {
    int type = LittleEndian.i32(bytes, at);
    return type == PcapngFormat.ENHANCED_PACKET_BLOCK || type == PcapngFormat.SIMPLE_PACKET_BLOCK;
  }
}

package io.weft.capture.pcapng;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Endian;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.reader.ByteWindow;
import io.weft.capture.reader.CaptureSession;
import io.weft.capture.reader.FormatReader;
import io.weft.capture.reader.InterfaceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over the blocks of a pcapng file and hands out the packets; {@link MetadataBlocks} reads
 * the other blocks. {@link PcapngFormat} shows the blocks.
 */
public final class PcapngReader extends FormatReader {
  private static final int TRAILER = PcapngFormat.TRAILER_LENGTH;
  private static final int PACKET_DATA = PcapngFormat.BODY + PcapngFormat.ENHANCED_PACKET_LENGTH;
  private static final int SIMPLE_DATA = PcapngFormat.BODY + PcapngFormat.SIMPLE_PACKET_LENGTH;

  /**
   * The largest block that Wireshark believes: a D-Bus packet of the largest size and 128 KiB of
   * options.
   */
  private static final int MAX_LENGTH = (128 << 20) + (128 << 10) + 32;

  private static final int MIN_LENGTH = PcapngFormat.EMPTY_BLOCK_LENGTH;

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  /** Stands for the time of a packet before the first one. */
  private static final long NONE = Long.MIN_VALUE;

  private final List<InterfaceState> interfaces = new ArrayList<>();
  private final PcapngOptions options = new PcapngOptions();
  private final MetadataBlocks metadata;
  private final boolean firstBigEndian;
  private boolean bigEndian;

  /** The time of the last packet that had one, in nanoseconds since the epoch. */
  private long lastNanos = NONE;

  private final BlockProbe probe = new BlockProbe();

  /**
   * Whether a file that begins with these bytes is a pcapng file.
   *
   * @param head at least the first four bytes
   */
  public static boolean recognises(byte[] head) {
    return BigEndian.i32(head, 0) == PcapngFormat.SECTION_HEADER_BLOCK;
  }

  /**
   * Reads the first section's header, which begins at the window's position.
   *
   * @param file its name as the user gave it
   * @throws CaptureFormatException where the header is cut or makes no sense
   */
  public PcapngReader(ByteWindow window, CaptureSession session, String file) throws IOException {
    super(window, session, file);
    metadata = new MetadataBlocks(session, file);
    if (readBlock(null) == Step.END) {
      throw new CaptureFormatException(
          file,
          window.offset(),
          "a pcapng file whose first section header is no good: " + damage());
    }
    firstBigEndian = bigEndian;
  }

  /** What reading a block has led to. */
  private enum Step {
    /** A packet, which was handed out. */
    PACKET,
    /** A block without a packet; the next block follows. */
    OTHER,
    /** The end of the file, or damage. */
    END
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    Step step;
    do {
      step = readBlock(into);
    } while (step == Step.OTHER);
    return step == Step.PACKET;
  }

  /**
   * Reads the block at the window's position.
   *
   * @param into null for the first block, which holds no packet
   */
  private Step readBlock(CapturedPacket into) throws IOException {
    if (!window.require(MIN_LENGTH)) {
      return cutShort(MIN_LENGTH);
    }
    int type = Endian.i32(window.bytes(), window.position(), bigEndian);
    if (type == PcapngFormat.SECTION_HEADER_BLOCK && !beginSection()) {
      return Step.END;
    }
    int total =
        Endian.i32(window.bytes(), window.position() + PcapngFormat.TOTAL_LENGTH, bigEndian);
    if (total < MIN_LENGTH || total > MAX_LENGTH) {
      return stop(
          "a block of "
              + Integer.toUnsignedString(total)
              + " bytes, where "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " are possible");
    }
    total = PcapngFormat.padded(total); // some writers do not count the padding
    if (!isPacket(type) && !MetadataBlocks.reads(type)) {
      return skip(type, total);
    }
    if (!window.require(total)) {
      return cutShort(total);
    }
    int trailer = Endian.i32(window.bytes(), window.position() + total - TRAILER, bigEndian);
    if (PcapngFormat.padded(trailer) != total) {
      return stop(disagree(total, trailer));
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    return switch (type) {
      case PcapngFormat.ENHANCED_PACKET_BLOCK ->
          packet(into, total, Endian.i32(bytes, at + PcapngFormat.BODY, bigEndian));
      case PcapngFormat.PACKET_BLOCK ->
          packet(into, total, Endian.u16(bytes, at + PcapngFormat.BODY, bigEndian));
      case PcapngFormat.SIMPLE_PACKET_BLOCK -> simplePacket(into, total);
      default -> {
        String problem = metadata.read(type, bytes, at, total, bigEndian, interfaces);
        if (problem != null) {
          yield stopWithin(total, problem);
        }
        window.advance(total);
        yield Step.OTHER;
      }
    };
  }

  private static boolean isPacket(int type) {
    return type == PcapngFormat.ENHANCED_PACKET_BLOCK
        || type == PcapngFormat.PACKET_BLOCK
        || type == PcapngFormat.SIMPLE_PACKET_BLOCK;
  }

  /**
   * Takes over the byte order of the section header at the window's position, and forgets the last
   * section's interfaces, because each section numbers its own from 0.
   *
   * @return false for a header without a byte order, which is damage
   */
  private boolean beginSection() {
    int magic = BigEndian.i32(window.bytes(), window.position() + PcapngFormat.BODY);
    if (magic != PcapngFormat.BYTE_ORDER_MAGIC
        && magic != Integer.reverseBytes(PcapngFormat.BYTE_ORDER_MAGIC)) {
      damaged("a section header with the unknown byte-order mark " + Integer.toHexString(magic));
      return false;
    }
    bigEndian = magic == PcapngFormat.BYTE_ORDER_MAGIC;
    interfaces.clear();
    return true;
  }

  /** Passes over a block whose content nobody reads; its two lengths are checked. */
  private Step skip(int type, int total) throws IOException {
    boolean isLong = total > LONGEST_PROBE;
    if ((isLong || !PcapngFormat.isOther(type)) && hidesBlocks(total)) {
      return stop("a block of " + total + " bytes, within which other blocks begin");
    }
    long start = window.offset();
    if (!isLong && !window.require(total)) {
      return cutShort(total);
    }
    if (isLong && !(window.skip(total - LONGEST_PROBE) && window.require(LONGEST_PROBE))) {
      endedWithin(start, "block", total);
      return Step.END;
    }
    int rest = isLong ? LONGEST_PROBE : total;
    int trailer = Endian.i32(window.bytes(), window.position() + rest - TRAILER, bigEndian);
    if (PcapngFormat.padded(trailer) != total) {
      damagedAt(start, disagree(total, trailer));
      return Step.END;
    }
    window.advance(rest);
    return Step.OTHER;
  }

  /**
   * Whether the first bytes of the block at the window's position make sense as other blocks, and
   * what follows the block makes none. Once a long block is passed over, they are out of memory.
   */
  private boolean hidesBlocks(int total) throws IOException {
    if (total <= LONGEST_PROBE && (endsWith(total) || makesSense(total))) {
      return false;
    }
    int end = Math.min(total, LONGEST_PROBE) - MIN_LENGTH;
    for (int ahead = 1; ahead <= end && window.require(ahead + MIN_LENGTH); ahead++) {
      if (makesSense(ahead)) {
        return true;
      }
    }
    return false;
  }

  private static String disagree(int total, int trailer) {
    return "a block's two lengths disagree: "
        + total
        + " before and "
        + Integer.toUnsignedString(trailer)
        + " after its body";
  }

  private Step packet(CapturedPacket into, int total, int interfaceId) {
    byte[] bytes = window.bytes();
    int at = window.position();
    if (total < PACKET_DATA + TRAILER) {
      return stopWithin(total, "a packet block of only " + total + " bytes");
    }
    InterfaceState face = face(interfaceId, total);
    if (face == null) {
      return Step.END;
    }
    int captured = Endian.i32(bytes, at + PcapngFormat.CAPTURED_LENGTH, bigEndian);
    if (captured < 0 || captured > total - PACKET_DATA - TRAILER) {
      return stopWithin(total, doesNotFit(captured, total));
    }
    if (captured > face.maxPacketBytes()) {
      return stopWithin(total, tooLong(captured, face.maxPacketBytes(), face.linkType()));
    }
    String comment = null;
    int end = PACKET_DATA + PcapngFormat.padded(captured);
    if (end < total - TRAILER) {
      options.wrap(bytes, at + end, at + total - TRAILER, bigEndian);
      options.walk();
      if (options.problem() != null) {
        return stopWithin(total, options.problem());
      }
      comment = options.comments();
    }
    int original = Endian.i32(bytes, at + PcapngFormat.ORIGINAL_LENGTH, bigEndian);
    long nanos =
        face.scale().nanos(PcapngOptions.ticks(bytes, at + PcapngFormat.PACKET_TIME, bigEndian));
    into.point(
        window.block(), at + PACKET_DATA, captured, original < 0 ? Integer.MAX_VALUE : original);
    boolean timed = nanos != Long.MAX_VALUE && nanos != Long.MIN_VALUE;
    into.describe(session.nextNumber(), timed ? nanos : 0, timed, face.linkType(), face.index());
    if (timed) {
      lastNanos = nanos;
    } else {
      session.countTimeOutOfRange();
    }
    if (comment != null) {
      into.comment(comment);
    }
    if (end < total - TRAILER) {
      into.options(bytes, at + end, options.end(), bigEndian);
    }
    window.advance(total);
    return Step.PACKET;
  }

  private Step simplePacket(CapturedPacket into, int total) {
    if (total < SIMPLE_DATA + TRAILER) {
      return stopWithin(total, "a simple packet block of only " + total + " bytes");
    }
    InterfaceState face = face(0, total);
    if (face == null) {
      return Step.END;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    long original = Endian.u32(bytes, at + PcapngFormat.BODY, bigEndian);
    long captured = face.snaplen() > 0 ? Math.min(original, face.snaplen()) : original;
    if (captured > total - SIMPLE_DATA - TRAILER) {
      return stopWithin(total, doesNotFit((int) captured, total));
    }
    if (captured > face.maxPacketBytes()) {
      return stopWithin(total, tooLong((int) captured, face.maxPacketBytes(), face.linkType()));
    }
    into.point(
        window.block(),
        at + SIMPLE_DATA,
        (int) captured,
        (int) Math.min(original, Integer.MAX_VALUE));
    into.describe(session.nextNumber(), 0, false, face.linkType(), face.index());
    window.advance(total);
    return Step.PACKET;
  }

  /** The interface of that number in the section; null, and damage, where there is none. */
  private InterfaceState face(int id, int total) {
    if (id >= 0 && id < interfaces.size()) {
      return interfaces.get(id);
    }
    damagedWithin(
        total,
        "a packet of interface "
            + Integer.toUnsignedString(id)
            + ", of which the section describes "
            + interfaces.size());
    return null;
  }

  private static String doesNotFit(int captured, int total) {
    return "a packet of " + Integer.toUnsignedString(captured) + " bytes in a block of " + total;
  }

  /** Ends the reading because the block at the window's position is damaged. */
  private Step stop(String reason) {
    damaged(reason);
    return Step.END;
  }

  /** The same where the block's content is damaged, and its length is certain. */
  private Step stopWithin(int total, String reason) {
    damagedWithin(total, reason);
    return Step.END;
  }

  /** Ends the reading because the file ends within the block at the window's position. */
  private Step cutShort(int needed) {
    ended("block", needed);
    return Step.END;
  }

  @Override
  protected void beginProbe() {
    probe.begin();
  }

  @Override
  protected int probe(int ahead) throws IOException {
    return probe.length(ahead);
  }

  /** Judges whether blocks that would follow one another behind damage make sense. */
  private final class BlockProbe {
    private boolean ordered;
    private boolean inNewSection;
    private int described;

    /** Begins with the section that the reading is in. */
    void begin() {
      ordered = bigEndian;
      inNewSection = false;
      described = 0;
    }

    /** The length of the block {@code ahead} bytes behind the window's position; 0 for none. */
    int length(int ahead) throws IOException {
      if (!window.require(ahead + MIN_LENGTH)) {
        return 0;
      }
      byte[] bytes = window.bytes();
      int at = window.position() + ahead;
      int type = Endian.i32(bytes, at, ordered);
      if (type == PcapngFormat.SECTION_HEADER_BLOCK && !beginsSection(bytes, at)) {
        return 0;
      }
      int total = PcapngFormat.padded(Endian.i32(bytes, at + PcapngFormat.TOTAL_LENGTH, ordered));
      if (total < MIN_LENGTH || total > LONGEST_PROBE || !window.require(ahead + total)) {
        return 0;
      }
      bytes = window.bytes();
      at = window.position() + ahead;
      int trailer = Endian.i32(bytes, at + total - TRAILER, ordered);
      return PcapngFormat.padded(trailer) == total && isPlausible(type, bytes, at, total)
          ? total
          : 0;
    }

    private boolean beginsSection(byte[] bytes, int at) {
      int magic = BigEndian.i32(bytes, at + PcapngFormat.BODY);
      ordered = magic == PcapngFormat.BYTE_ORDER_MAGIC;
      inNewSection = true;
      described = 0;
      return ordered || magic == Integer.reverseBytes(PcapngFormat.BYTE_ORDER_MAGIC);
    }

    private boolean isPlausible(int type, byte[] bytes, int at, int total) {
      if (type == PcapngFormat.INTERFACE_DESCRIPTION_BLOCK) {
        described++;
      }
      return switch (type) {
        case PcapngFormat.ENHANCED_PACKET_BLOCK ->
            isPacket(bytes, at, total, Endian.i32(bytes, at + PcapngFormat.BODY, ordered));
        case PcapngFormat.PACKET_BLOCK ->
            isPacket(bytes, at, total, Endian.u16(bytes, at + PcapngFormat.BODY, ordered));
        case PcapngFormat.SIMPLE_PACKET_BLOCK -> total > SIMPLE_DATA + TRAILER && isKnown(0);
        case PcapngFormat.INTERFACE_DESCRIPTION_BLOCK ->
            total >= PcapngFormat.BODY + PcapngFormat.INTERFACE_DESCRIPTION_LENGTH + TRAILER;
        default -> MetadataBlocks.reads(type) || PcapngFormat.isOther(type);
      };
    }

    private boolean isKnown(int interfaceId) {
      int before = inNewSection ? 0 : interfaces.size();
      return interfaceId >= 0 && interfaceId < before + described;
    }

    private boolean isPacket(byte[] bytes, int at, int total, int interfaceId) {
      if (total < PACKET_DATA + TRAILER || !isKnown(interfaceId)) {
        return false;
      }
      int captured = Endian.i32(bytes, at + PcapngFormat.CAPTURED_LENGTH, ordered);
      int original = Endian.i32(bytes, at + PcapngFormat.ORIGINAL_LENGTH, ordered);
      if (captured < 0 || captured > total - PACKET_DATA - TRAILER || original < 0) {
        return false;
      }
      if (inNewSection || interfaceId >= interfaces.size() || lastNanos == NONE) {
        return true; // there is no time to compare with, or no scale yet
      }
      long nanos =
          interfaces
              .get(interfaceId)
              .scale()
              .nanos(PcapngOptions.ticks(bytes, at + PcapngFormat.PACKET_TIME, ordered));
      return Math.abs((double) nanos - lastNanos) <= NANOS_PER_DAY;
    }
  }

  @Override
  public String format() {
    return "pcapng";
  }

  @Override
  public String description() {
    return "Wireshark/... - pcapng";
  }

  @Override
  public boolean bigEndian() {
    return firstBigEndian;
  }
}

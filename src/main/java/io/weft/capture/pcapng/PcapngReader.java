package io.weft.capture.pcapng;

import io.weft.bytes.BigEndian;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import io.weft.capture.format.ByteWindow;
import io.weft.capture.format.CaptureSession;
import io.weft.capture.format.Endian;
import io.weft.capture.format.FormatReader;
import io.weft.capture.format.InterfaceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a pcapng file (draft-ietf-opsawg-pcapng): walks them, hands out the packets and
 * leaves the rest to {@link PcapngBlocks}.
 *
 * <pre>
 * block            type 4, total length 4, body, total length 4
 * enhanced packet  interface 4, time (high) 4, time (low) 4, captured 4, original 4, data, options
 * packet           interface 2, drops 2, then as above (obsolete)
 * simple packet    original 4, data
 * </pre>
 */
public final class PcapngReader extends FormatReader {
  private static final int PACKET_FIXED = 28;
  private static final int CAPTURED = 20;
  private static final int ORIGINAL = 24;
  private static final int SIMPLE_FIXED = 12;
  private static final int TRAILER = 4;

  private final List<InterfaceState> interfaces = new ArrayList<>();
  private final PcapngOptions options = new PcapngOptions();
  private final PcapngBlocks blocks;
  private final boolean firstBigEndian;
  private boolean bigEndian;

  /**
   * Reads the first section's header, which begins at the window's position.
   *
   * @throws CaptureFormatException where it is cut or makes no sense
   */
  public PcapngReader(ByteWindow window, CaptureSession session, String file) throws IOException {
    super(window, session, file);
    blocks = new PcapngBlocks(session, file);
    if (readBlock(null) == Step.END) {
      throw new CaptureFormatException(
          file,
          window.offset(),
          "a pcapng file whose first section header is no good: " + damage());
    }
    firstBigEndian = bigEndian;
  }

  private enum Step {
    PACKET,
    OTHER,
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

  private Step readBlock(CapturedPacket into) throws IOException {
    if (!window.require(PcapngBlocks.MIN_LENGTH)) {
      return cutShort(PcapngBlocks.MIN_LENGTH);
    }
    int type = Endian.i32(window.bytes(), window.position(), bigEndian);
    if (type == PcapngBlocks.SECTION_HEADER && !turn()) {
      return Step.END;
    }
    int total = Endian.i32(window.bytes(), window.position() + 4, bigEndian);
    if (total < PcapngBlocks.MIN_LENGTH || total > PcapngBlocks.MAX_LENGTH) {
      return stop(
          "a block of "
              + Integer.toUnsignedString(total)
              + " bytes, where "
              + PcapngBlocks.MIN_LENGTH
              + " to "
              + PcapngBlocks.MAX_LENGTH
              + " are possible");
    }
    total = PcapngBlocks.padded(total); // some writers leave the padding out of the length
    if (!PcapngBlocks.isKnown(type)) {
      return skip(total);
    }
    if (!window.require(total)) {
      return cutShort(total);
    }
    int trailer = Endian.i32(window.bytes(), window.position() + total - TRAILER, bigEndian);
    if (PcapngBlocks.padded(trailer) != total) {
      return stop(disagree(total, trailer));
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    return switch (type) {
      case PcapngBlocks.ENHANCED_PACKET ->
          packet(into, total, Endian.i32(bytes, at + 8, bigEndian));
      case PcapngBlocks.PACKET -> packet(into, total, Endian.u16(bytes, at + 8, bigEndian));
      case PcapngBlocks.SIMPLE_PACKET -> simplePacket(into, total);
      default -> {
        String problem = blocks.read(type, bytes, at, total, bigEndian, interfaces);
        if (problem != null) {
          yield stop(problem);
        }
        window.advance(total);
        yield Step.OTHER;
      }
    };
  }

  /** A section says its byte order behind its length; interfaces are numbered anew. */
  private boolean turn() throws IOException {
    int magic = BigEndian.i32(window.bytes(), window.position() + 8);
    if (magic != PcapngBlocks.BYTE_ORDER_MAGIC
        && magic != Integer.reverseBytes(PcapngBlocks.BYTE_ORDER_MAGIC)) {
      damaged("a section header with the unknown byte-order mark " + Integer.toHexString(magic));
      return false;
    }
    bigEndian = magic == PcapngBlocks.BYTE_ORDER_MAGIC;
    interfaces.clear();
    return true;
  }

  private Step skip(int total) throws IOException {
    long start = window.offset();
    if (!window.skip(total - TRAILER) || !window.require(TRAILER)) {
      endedWithin(start, "block", total);
      return Step.END;
    }
    int trailer = Endian.i32(window.bytes(), window.position(), bigEndian);
    if (PcapngBlocks.padded(trailer) != total) {
      damagedAt(start, disagree(total, trailer));
      return Step.END;
    }
    window.advance(TRAILER);
    return Step.OTHER;
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
    if (total < PACKET_FIXED + TRAILER) {
      return stop("a packet block of only " + total + " bytes");
    }
    InterfaceState face = face(interfaceId);
    if (face == null) {
      return Step.END;
    }
    int captured = Endian.i32(bytes, at + CAPTURED, bigEndian);
    if (captured < 0 || captured > total - PACKET_FIXED - TRAILER) {
      return stop(tooLong(captured, total));
    }
    if (captured > face.maxPacketBytes()) {
      return stop(LinkType.tooLong(captured, face.maxPacketBytes(), face.linkType()));
    }
    String comment = null;
    int end = PACKET_FIXED + PcapngBlocks.padded(captured);
    if (end < total - TRAILER) {
      options.wrap(bytes, at + end, at + total - TRAILER, bigEndian);
      options.skim();
      if (options.problem() != null) {
        return stop(options.problem());
      }
      comment = options.comments();
    }
    int original = Endian.i32(bytes, at + ORIGINAL, bigEndian);
    long nanos = face.scale().nanos(PcapngBlocks.ticks(bytes, at + 12, bigEndian));
    into.point(bytes, at + PACKET_FIXED, captured, original < 0 ? Integer.MAX_VALUE : original);
    into.describe(session.nextNumber(), nanos, true, face.linkType(), face.index());
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
    if (total < SIMPLE_FIXED + TRAILER) {
      return stop("a simple packet block of only " + total + " bytes");
    }
    InterfaceState face = face(0);
    if (face == null) {
      return Step.END;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    long original = Endian.u32(bytes, at + 8, bigEndian);
    long captured = face.snaplen() > 0 ? Math.min(original, face.snaplen()) : original;
    if (captured > total - SIMPLE_FIXED - TRAILER) {
      return stop(tooLong((int) captured, total));
    }
    if (captured > face.maxPacketBytes()) {
      return stop(LinkType.tooLong((int) captured, face.maxPacketBytes(), face.linkType()));
    }
    into.point(
        bytes, at + SIMPLE_FIXED, (int) captured, (int) Math.min(original, Integer.MAX_VALUE));
    into.describe(session.nextNumber(), 0, false, face.linkType(), face.index());
    window.advance(total);
    return Step.PACKET;
  }

  private InterfaceState face(int id) {
    if (id >= 0 && id < interfaces.size()) {
      return interfaces.get(id);
    }
    damaged(
        "a packet of interface "
            + Integer.toUnsignedString(id)
            + ", of which the section describes "
            + interfaces.size());
    return null;
  }

  private static String tooLong(int captured, int total) {
    return "a packet of " + Integer.toUnsignedString(captured) + " bytes in a block of " + total;
  }

  private Step stop(String reason) {
    damaged(reason);
    return Step.END;
  }

  private Step cutShort(int needed) {
    ended("block", needed);
    return Step.END;
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

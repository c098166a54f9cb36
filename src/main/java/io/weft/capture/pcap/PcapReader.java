package io.weft.capture.pcap;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import io.weft.capture.format.ByteWindow;
import io.weft.capture.format.CaptureSession;
import io.weft.capture.format.Endian;
import io.weft.capture.format.FormatReader;
import io.weft.capture.format.InterfaceState;
import io.weft.capture.format.TimestampScale;
import java.io.IOException;
import java.util.Arrays;

/**
 * The records of a pcap file (draft-ietf-opsawg-pcap), in either byte order.
 *
 * <pre>
 * file header   magic 4, major 2, minor 2, zone 4, accuracy 4, snaplen 4, link type 4
 * record header seconds 4, fraction 4, captured length 4, original length 4, variant's own 0 to 12
 * </pre>
 */
public final class PcapReader extends FormatReader {
  static final int FILE_HEADER_LENGTH = 24;

  /** Versions before 2.3 had the two lengths in the other order, and some of 2.3 still have. */
  private enum Lengths {
    IN_ORDER,
    SWAPPED,
    DOUBTFUL
  }

  private static final int RECORD_HEADER_LENGTH = 16;
  private static final int SECONDS = 0;
  private static final int FRACTION = 4;
  private static final int CAPTURED = 8;
  private static final int ORIGINAL = 12;

  /** So many zero bytes are no run of empty packets of 1970. */
  private static final int ZEROS = 1024;

  private static final byte[] NOTHING = new byte[ZEROS];

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PcapVariant variant;
  private final boolean bigEndian;
  private final Lengths lengths;
  private final int recordHeaderLength;
  private final long nanosPerTick;
  private final int linkType;
  private final int interfaceId;
  private final int maxPacketBytes;

  /**
   * Reads the file header, which lies at the window's position.
   *
   * @throws CaptureFormatException where it is cut, or of a version nobody knows
   */
  public PcapReader(ByteWindow window, CaptureSession session, String file) throws IOException {
    super(window, session, file);
    byte[] bytes = window.bytes();
    int at = window.position();
    PcapVariant marked = PcapVariant.of(BigEndian.i32(bytes, at));
    bigEndian = marked != null;
    if (marked == null) {
      marked = PcapVariant.of(LittleEndian.i32(bytes, at));
    }
    int headerLength = FILE_HEADER_LENGTH + marked.extraFileHeader();
    if (!window.require(headerLength)) {
      throw new CaptureFormatException(
          file,
          window.offset(),
          "a pcap file that breaks off within its file header, after "
              + window.available()
              + " bytes of "
              + headerLength
              + (window.trouble() == null ? "" : ": " + window.trouble()));
    }
    bytes = window.bytes();
    at = window.position();
    int major = Endian.u16(bytes, at + 4, bigEndian);
    int minor = Endian.u16(bytes, at + 6, bigEndian);
    if (major < 2) {
      throw new CaptureFormatException(
          file, window.offset() + 4, "pcap version " + major + "." + minor + " is not supported");
    }
    lengths = lengths(major, minor);
    long snaplen = Endian.u32(bytes, at + 16, bigEndian);
    int link = Endian.i32(bytes, at + 20, bigEndian);
    window.advance(headerLength);
    linkType = LinkType.ofPcapField(link);
    variant = marked.resolve(window, bigEndian);
    recordHeaderLength = RECORD_HEADER_LENGTH + variant.extraRecordHeader();
    nanosPerTick = NANOS_PER_SECOND / variant.ticksPerSecond();
    maxPacketBytes = session.options().maxPacketBytes(linkType);
    InterfaceState face =
        new InterfaceState(
            new CaptureInterface(
                0,
                file,
                null,
                null,
                linkType,
                snaplen,
                variant.ticksPerSecond(),
                LinkType.fcsBytesOfPcapField(link),
                null,
                null,
                null,
                null,
                null),
            TimestampScale.DEFAULT,
            maxPacketBytes);
    if (!session.add(face)) {
      throw new CaptureFormatException(
          file, 0, "more than " + CaptureSession.MAX_INTERFACES + " interfaces in one capture");
    }
    interfaceId = face.index();
  }

  private static Lengths lengths(int major, int minor) {
    if (major == 543 || (major == 2 && minor < 3)) {
      return Lengths.SWAPPED; // 543 is how DG/UX counts
    }
    return major == 2 && minor == 3 ? Lengths.DOUBTFUL : Lengths.IN_ORDER;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (!window.require(recordHeaderLength)) {
      ended("record header", recordHeaderLength);
      return false;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    int captured = Endian.i32(bytes, at + CAPTURED, bigEndian);
    int original = Endian.i32(bytes, at + ORIGINAL, bigEndian);
    if (lengths != Lengths.IN_ORDER
        && (lengths == Lengths.SWAPPED || Integer.compareUnsigned(captured, original) > 0)) {
      int swap = captured;
      captured = original;
      original = swap;
    }
    if ((captured | original) == 0 && onlyZerosFollow()) {
      damaged("nothing but zero bytes, as a crash leaves behind");
      return false;
    }
    if (captured < 0 || captured > maxPacketBytes) {
      damaged(LinkType.tooLong(captured, maxPacketBytes, linkType));
      return false;
    }
    if (!window.require(recordHeaderLength + captured)) {
      ended("packet", recordHeaderLength + captured);
      return false;
    }
    bytes = window.bytes();
    at = window.position();
    long seconds = Endian.u32(bytes, at + SECONDS, bigEndian);
    long fraction = Endian.u32(bytes, at + FRACTION, bigEndian);
    into.point(
        bytes, at + recordHeaderLength, captured, original < 0 ? Integer.MAX_VALUE : original);
    into.describe(
        session.nextNumber(),
        seconds * NANOS_PER_SECOND + fraction * nanosPerTick,
        true,
        linkType,
        interfaceId);
    window.advance(recordHeaderLength + captured);
    return true;
  }

  /**
   * Whether the next bytes are zeros all: room that was kept for packets and never written. Taken
   * for records they would be empty packets without end, most of all in compressed data.
   */
  private boolean onlyZerosFollow() throws IOException {
    if (Endian.i64(window.bytes(), window.position(), bigEndian) != 0 || !window.require(ZEROS)) {
      return false;
    }
    int at = window.position();
    return Arrays.mismatch(window.bytes(), at, at + ZEROS, NOTHING, 0, ZEROS) < 0;
  }

  @Override
  public String format() {
    return variant.format();
  }

  @Override
  public String description() {
    return variant.description();
  }

  @Override
  public boolean bigEndian() {
    return bigEndian;
  }
}

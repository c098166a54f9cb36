package io.weft.capture.pcap;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Endian;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.reader.ByteWindow;
import io.weft.capture.reader.CaptureSession;
import io.weft.capture.reader.FormatReader;
import io.weft.capture.reader.InterfaceState;
import io.weft.capture.reader.TimestampScale;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the records of a pcap file, in either byte order. {@link PcapFormat} shows the headers;
 * those of some {@linkplain PcapVariant variants} are longer.
 */
public final class PcapReader extends FormatReader {
  /**
   * The order of a record's two lengths. Files before version 2.3 have the original length first;
   * of version 2.3 there are files of both kinds.
   */
  private enum Lengths {
    IN_ORDER,
    SWAPPED,
    DOUBTFUL
  }

  /** The DG/UX system's own version number; its files have the lengths of version 2.2. */
  private static final int DG_UX_MAJOR = 543;

  /** This many zero bytes are not taken for a run of empty packets of the year 1970. */
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
   * Whether a file that begins with these bytes is a pcap file.
   *
   * @param head at least the first four bytes
   */
  public static boolean recognises(byte[] head) {
    return PcapVariant.of(BigEndian.i32(head, 0)) != null
        || PcapVariant.of(LittleEndian.i32(head, 0)) != null;
  }

  /**
   * Reads the file header, which begins at the window's position.
   *
   * @param window begins with bytes that are {@linkplain #recognises recognised}
   * @param file its name as the user gave it
   * @throws CaptureFormatException where the header is cut, or has a version before 2
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
    int headerLength = PcapFormat.FILE_HEADER_LENGTH + marked.extraFileHeader();
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
    int major = Endian.u16(bytes, at + PcapFormat.MAJOR, bigEndian);
    int minor = Endian.u16(bytes, at + PcapFormat.MINOR, bigEndian);
    if (major < 2) {
      throw new CaptureFormatException(
          file,
          window.offset() + PcapFormat.MAJOR,
          "pcap version " + major + "." + minor + " is not supported");
    }
    lengths = lengths(major, minor);
    long snaplen = Endian.u32(bytes, at + PcapFormat.SNAPLEN, bigEndian);
    int linkField = Endian.i32(bytes, at + PcapFormat.LINK_TYPE, bigEndian);
    window.advance(headerLength);
    linkType = PcapFormat.linkType(linkField);
    variant = marked.resolve(window, bigEndian);
    recordHeaderLength = PcapFormat.RECORD_HEADER_LENGTH + variant.extraRecordHeader();
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
                PcapFormat.fcsBytes(linkField),
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
    if (major == DG_UX_MAJOR || (major == 2 && minor < 3)) {
      return Lengths.SWAPPED;
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
    int captured = Endian.i32(bytes, at + PcapFormat.CAPTURED_LENGTH, bigEndian);
    int original = Endian.i32(bytes, at + PcapFormat.ORIGINAL_LENGTH, bigEndian);
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
      damaged(tooLong(captured, maxPacketBytes, linkType));
      return false;
    }
    if (!window.require(recordHeaderLength + captured)) {
      ended("packet", recordHeaderLength + captured);
      return false;
    }
    bytes = window.bytes();
    at = window.position();
    long seconds = Endian.u32(bytes, at + PcapFormat.SECONDS, bigEndian);
    long fraction = Endian.u32(bytes, at + PcapFormat.FRACTION, bigEndian);
    into.point(
        window.block(),
        at + recordHeaderLength,
        captured,
        original < 0 ? Integer.MAX_VALUE : original);
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
   * Whether all of the next bytes are zero. A crash leaves such bytes where the system had reserved
   * space for packets that were never written. Read as records they would be any number of empty
   * packets, especially in compressed data.
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

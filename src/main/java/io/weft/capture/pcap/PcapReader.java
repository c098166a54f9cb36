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
  /** This many zero bytes are not taken for a run of empty packets of the year 1970. */
  private static final int ZEROS = 1024;

  private static final byte[] NOTHING = new byte[ZEROS];

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final long SECONDS_PER_DAY = 86_400;

  /** How far behind a strange record others are searched that prove it right or wrong. */
  private static final int SEARCHED = 64 << 10;

  /** Stands for the time of a packet before the first one. */
  private static final long NONE = -1;

  private final PcapVariant variant;
  private final boolean bigEndian;
  private final RecordHeaders headers;
  private final int recordHeaderLength;
  private final long ticksPerSecond;
  private final long nanosPerTick;
  private final int linkType;
  private final int interfaceId;
  private final int maxPacketBytes;

  /** The longest record that is believed behind damage, its header not counted. */
  private final int plausiblePacketBytes;

  /** The seconds of the last packet's time. */
  private long lastSeconds = NONE;

  /** The time by which the next probed record is judged. */
  private long probeSeconds = NONE;

  /** Whether probed records are judged by the last packet's time, or only by one another's. */
  private boolean lastTimeCounts = true;

  /** Up to this offset of the file the records' lengths have been found right, or undecidable. */
  private long trustedUntil;

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
    headers = new RecordHeaders(bigEndian, major, minor);
    long snaplen = Endian.u32(bytes, at + PcapFormat.SNAPLEN, bigEndian);
    int linkField = Endian.i32(bytes, at + PcapFormat.LINK_TYPE, bigEndian);
    window.advance(headerLength);
    linkType = PcapFormat.linkType(linkField);
    variant = marked.resolve(window, bigEndian);
    recordHeaderLength = PcapFormat.RECORD_HEADER_LENGTH + variant.extraRecordHeader();
    ticksPerSecond = variant.ticksPerSecond();
    nanosPerTick = NANOS_PER_SECOND / ticksPerSecond;
    maxPacketBytes = session.options().maxPacketBytes(linkType);
    plausiblePacketBytes = Math.min(maxPacketBytes, LONGEST_PROBE - recordHeaderLength);
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

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (!window.require(recordHeaderLength)) {
      ended("record header", recordHeaderLength);
      return false;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    int captured = headers.captured(bytes, at);
    int original = headers.original(bytes, at);
    if ((captured | original) == 0 && headers.hasNoTime(bytes, at) && onlyZerosFollow()) {
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
    long seconds = headers.seconds(bytes, at);
    long fraction = headers.fraction(bytes, at);
    boolean strange = isStrange(captured, original, seconds, fraction);
    if ((strange || isStrangeBehind(recordHeaderLength + captured))
        && window.offset() >= trustedUntil
        && isFalse(recordHeaderLength + captured, strange)) {
      damaged("a packet of " + captured + " bytes, behind which no packet begins");
      return false;
    }
    at = window.position();
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
    lastSeconds = seconds;
    window.advance(recordHeaderLength + captured);
    return true;
  }

  /** Whether there is a record behind this one of the given length, and looks strange. */
  private boolean isStrangeBehind(int length) throws IOException {
    return window.peek(length + recordHeaderLength)
        && isStrange(window.bytes(), window.position() + length);
  }

  /**
   * Whether the length of the record at the window's position is false although it is possible.
   * Nobody asks unless this record or the one behind it looks strange.
   *
   * @param strange is it this one?
   */
  private boolean isFalse(int length, boolean strange) throws IOException {
    window.waitForBytes(false);
    lastTimeCounts = false;
    try {
      boolean longer = isLongerThanOriginal(window.bytes(), window.position());
      return (longer || !(endsWith(length) || makesSense(length))) && contradicted(length, strange);
    } finally {
      lastTimeCounts = true;
      window.waitForBytes(true);
    }
  }

  /**
   * Whether later records, found by themselves, contradict the lengths of those from this one on:
   * no sequence of records leads from here to there.
   *
   * @param length of this record
   * @param strange whether it is itself strange, and not only the one behind it
   */
  private boolean contradicted(int length, boolean strange) throws IOException {
    lastTimeCounts = true;
    int later = 1;
    while (later < SEARCHED && !makesSense(later)) {
      later++;
    }
    trustedUntil = window.offset() + later;
    if (later < length) {
      return true;
    }
    int at = length;
    while (at < later && window.require(at + recordHeaderLength)) {
      byte[] bytes = window.bytes();
      int here = window.position() + at;
      int captured = headers.captured(bytes, here);
      if (captured < 0 || captured > maxPacketBytes || (captured == 0 && isStrange(bytes, here))) {
        break;
      }
      at += recordHeaderLength + captured;
    }
    boolean leadsThere = later == SEARCHED || at == later;
    if (!leadsThere) {
      trustedUntil = 0;
    }
    return strange && !leadsThere;
  }

  /** Whether a record header is one that hardly any program writes, or is no record header. */
  private boolean isStrange(byte[] bytes, int at) {
    return isStrange(
        headers.captured(bytes, at),
        headers.original(bytes, at),
        headers.seconds(bytes, at),
        headers.fraction(bytes, at));
  }

  private boolean isStrange(int captured, int original, long seconds, long fraction) {
    return captured < 0
        || captured > maxPacketBytes
        || Integer.compareUnsigned(captured, original) > 0
        || fraction >= ticksPerSecond
        || isFar(seconds, lastSeconds);
  }

  private boolean isLongerThanOriginal(byte[] bytes, int at) {
    return Integer.compareUnsigned(headers.captured(bytes, at), headers.original(bytes, at)) > 0;
  }

  private static boolean isFar(long seconds, long from) {
    return from != NONE && Math.abs(seconds - from) > SECONDS_PER_DAY;
  }

  @Override
  protected void beginProbe() {
    probeSeconds = lastTimeCounts ? lastSeconds : NONE;
  }

  @Override
  protected int probe(int ahead) throws IOException {
    if (!window.require(ahead + recordHeaderLength)) {
      return 0;
    }
    byte[] bytes = window.bytes();
    int at = window.position() + ahead;
    int captured = headers.captured(bytes, at);
    int original = headers.original(bytes, at);
    if (captured <= 0 || captured > plausiblePacketBytes || original < captured) {
      return 0;
    }
    long seconds = headers.seconds(bytes, at);
    if (original > maxPacketBytes
        || headers.fraction(bytes, at) >= ticksPerSecond
        || isFar(seconds, probeSeconds)) {
      return 0;
    }
    if (probeSeconds == NONE) {
      probeSeconds = seconds;
    }
    int length = recordHeaderLength + captured;
    return window.require(ahead + length) ? length : 0;
  }

  /**
   * Whether all of the next bytes are zero. A crash leaves such bytes where the system had reserved
   * space for packets that were never written. Read as records they would be any number of empty
   * packets, especially in compressed data.
   */
  private boolean onlyZerosFollow() throws IOException {
    if (!window.require(ZEROS)) {
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

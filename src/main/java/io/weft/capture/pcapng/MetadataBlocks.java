package io.weft.capture.pcapng;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Endian;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.reader.CaptureSession;
import io.weft.capture.reader.InterfaceState;
import io.weft.capture.reader.TimestampScale;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the blocks of a pcapng file that hold no packets, and hands what they say to the session.
 * Each block lies in memory as a whole, and every length in it is checked against its end.
 */
final class MetadataBlocks {
  private final PcapngOptions options = new PcapngOptions();
  private final CaptureSession session;
  private final String file;

  /**
   * A reader of the blocks of one file.
   *
   * @param file its name as the user gave it
   */
  MetadataBlocks(CaptureSession session, String file) {
    this.session = session;
    this.file = file;
  }

  /** Whether this class reads blocks of that type. */
  static boolean reads(int type) {
    return switch (type) {
      case PcapngFormat.SECTION_HEADER_BLOCK,
          PcapngFormat.INTERFACE_DESCRIPTION_BLOCK,
          PcapngFormat.INTERFACE_STATISTICS_BLOCK,
          PcapngFormat.NAME_RESOLUTION_BLOCK,
          PcapngFormat.DECRYPTION_SECRETS_BLOCK ->
          true;
      default -> false;
    };
  }

  /**
   * Reads a block.
   *
   * @param type one that this class {@linkplain #reads reads}
   * @param total the length of the block, which lies in {@code bytes} from {@code at} on
   * @param interfaces those of the section so far; an interface description adds one
   * @return what is wrong with the block; null for nothing
   */
  String read(
      int type,
      byte[] bytes,
      int at,
      int total,
      boolean bigEndian,
      List<InterfaceState> interfaces) {
    int end = at + total - PcapngFormat.TRAILER_LENGTH;
    return switch (type) {
      case PcapngFormat.SECTION_HEADER_BLOCK -> section(bytes, at, end, bigEndian);
      case PcapngFormat.INTERFACE_DESCRIPTION_BLOCK ->
          description(bytes, at, end, bigEndian, interfaces);
      case PcapngFormat.INTERFACE_STATISTICS_BLOCK ->
          statistics(bytes, at, end, bigEndian, interfaces);
      case PcapngFormat.NAME_RESOLUTION_BLOCK ->
          names(bytes, at + PcapngFormat.BODY, end, bigEndian);
      case PcapngFormat.DECRYPTION_SECRETS_BLOCK -> secrets(bytes, at, end, bigEndian);
      default -> throw new IllegalArgumentException("a block of type " + type);
    };
  }

  private String section(byte[] bytes, int at, int end, boolean bigEndian) {
    int optionsAt = at + PcapngFormat.BODY + PcapngFormat.SECTION_HEADER_LENGTH;
    if (end < optionsAt) {
      return tooShort("a section header", at, end);
    }
    int major = Endian.u16(bytes, at + PcapngFormat.MAJOR, bigEndian);
    int minor = Endian.u16(bytes, at + PcapngFormat.MINOR, bigEndian);
    // Some writers called version 1.0 version 1.2.
    if (major != PcapngFormat.MAJOR_VERSION
        || (minor != PcapngFormat.MINOR_VERSION && minor != 2)) {
      return "a section of pcapng version " + major + "." + minor + ", which is not supported";
    }
    String hardware = null;
    String os = null;
    String application = null;
    options.wrap(bytes, optionsAt, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case PcapngFormat.SHB_HARDWARE -> hardware = options.text();
        case PcapngFormat.SHB_OS -> os = options.text();
        case PcapngFormat.SHB_USERAPPL -> application = options.text();
        default -> {}
      }
    }
    if (options.problem() == null) {
      session.add(new CaptureInfo.Section(file, hardware, os, application, options.comments()));
    }
    return options.problem();
  }

  private String description(
      byte[] bytes, int at, int end, boolean bigEndian, List<InterfaceState> interfaces) {
    int optionsAt = at + PcapngFormat.BODY + PcapngFormat.INTERFACE_DESCRIPTION_LENGTH;
    if (end < optionsAt) {
      return tooShort("an interface description", at, end);
    }
    String name = null;
    String description = null;
    String filter = null;
    String os = null;
    String hardware = null;
    int resolution = PcapngFormat.TSRESOL_MICROSECONDS;
    long offsetSeconds = 0;
    int fcsBytes = -1;
    options.wrap(bytes, optionsAt, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case PcapngFormat.IF_NAME -> name = options.text();
        case PcapngFormat.IF_DESCRIPTION -> description = options.text();
        case PcapngFormat.IF_TSRESOL -> resolution = options.u8(resolution);
        case PcapngFormat.IF_FILTER -> filter = options.isFilterString() ? options.text(1) : filter;
        case PcapngFormat.IF_OS -> os = options.text();
        case PcapngFormat.IF_FCSLEN -> fcsBytes = options.u8(fcsBytes);
        case PcapngFormat.IF_TSOFFSET -> offsetSeconds = options.i64(offsetSeconds);
        case PcapngFormat.IF_HARDWARE -> hardware = options.text();
        default -> {}
      }
    }
    if (options.problem() != null) {
      return options.problem();
    }
    TimestampScale scale = TimestampScale.of(resolution, offsetSeconds);
    if (scale == null) {
      return "an interface with the timestamp resolution "
          + ((resolution & 0x80) != 0 ? "2" : "10")
          + "^-"
          + (resolution & 0x7F)
          + ", finer than 64 bits can count";
    }
    int linkType = Endian.u16(bytes, at + PcapngFormat.LINK_TYPE, bigEndian);
    InterfaceState face =
        new InterfaceState(
            new CaptureInterface(
                0,
                file,
                name,
                description,
                linkType,
                Endian.u32(bytes, at + PcapngFormat.SNAPLEN, bigEndian),
                scale.ticksPerSecond(),
                fcsBytes,
                filter,
                os,
                hardware,
                options.comments(),
                null),
            scale,
            session.options().maxPacketBytes(linkType));
    if (!session.add(face)) {
      return "more than " + CaptureSession.MAX_INTERFACES + " interfaces in one capture";
    }
    interfaces.add(face);
    return null;
  }

  private String statistics(
      byte[] bytes, int at, int end, boolean bigEndian, List<InterfaceState> interfaces) {
    int optionsAt = at + PcapngFormat.BODY + PcapngFormat.INTERFACE_STATISTICS_LENGTH;
    if (end < optionsAt) {
      return tooShort("an interface statistics", at, end);
    }
    int id = Endian.i32(bytes, at + PcapngFormat.BODY, bigEndian);
    boolean described = id >= 0 && id < interfaces.size();
    TimestampScale scale = described ? interfaces.get(id).scale() : TimestampScale.DEFAULT;
    long start = -1;
    long finish = -1;
    long received = -1;
    long interfaceDropped = -1;
    long accepted = -1;
    long systemDropped = -1;
    long delivered = -1;
    options.wrap(bytes, optionsAt, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case PcapngFormat.ISB_STARTTIME -> start = options.nanos(scale, start);
        case PcapngFormat.ISB_ENDTIME -> finish = options.nanos(scale, finish);
        case PcapngFormat.ISB_IFRECV -> received = options.i64(received);
        case PcapngFormat.ISB_IFDROP -> interfaceDropped = options.i64(interfaceDropped);
        case PcapngFormat.ISB_FILTERACCEPT -> accepted = options.i64(accepted);
        case PcapngFormat.ISB_OSDROP -> systemDropped = options.i64(systemDropped);
        case PcapngFormat.ISB_USRDELIV -> delivered = options.i64(delivered);
        default -> {}
      }
    }
    if (options.problem() == null && described) {
      interfaces
          .get(id)
          .statistics(
              new CaptureInterface.Statistics(
                  start, finish, received, interfaceDropped, accepted, systemDropped, delivered));
    }
    return options.problem();
  }

  private String names(byte[] bytes, int from, int end, boolean bigEndian) {
    int at = from;
    while (end - at >= PcapngFormat.OPTION_HEADER_LENGTH) {
      int type = Endian.u16(bytes, at, bigEndian);
      int length = Endian.u16(bytes, at + 2, bigEndian);
      if (type == PcapngFormat.NRB_RECORD_END) {
        return null;
      }
      int value = at + PcapngFormat.OPTION_HEADER_LENGTH;
      if (PcapngFormat.padded(length) > end - value) {
        return "a name record of " + length + " bytes does not fit its block";
      }
      if (type == PcapngFormat.NRB_RECORD_IPV4 && length > PcapngFormat.IPV4_LENGTH) {
        int texts = value + PcapngFormat.IPV4_LENGTH;
        texts(false, 0, BigEndian.u32(bytes, value), bytes, texts, value + length);
      } else if (type == PcapngFormat.NRB_RECORD_IPV6 && length > PcapngFormat.IPV6_LENGTH) {
        long high = BigEndian.i64(bytes, value);
        long low = BigEndian.i64(bytes, value + 8);
        texts(true, high, low, bytes, value + PcapngFormat.IPV6_LENGTH, value + length);
      }
      at = value + PcapngFormat.padded(length);
    }
    return null;
  }

  /** Reads the names of an address: it may have several, each with a zero byte at its end. */
  private void texts(boolean v6, long high, long low, byte[] bytes, int from, int to) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || bytes[i] == 0) {
        if (i > start) {
          String name = PcapngOptions.utf8(bytes, start, i);
          session.add(new CaptureInfo.Name(v6, high, low, name));
        }
        start = i + 1;
      }
    }
  }

  private String secrets(byte[] bytes, int at, int end, boolean bigEndian) {
    int from = at + PcapngFormat.BODY + PcapngFormat.DECRYPTION_SECRETS_LENGTH;
    if (end < from) {
      return tooShort("a decryption secrets", at, end);
    }
    int length = Endian.i32(bytes, at + PcapngFormat.SECRETS_LENGTH, bigEndian);
    if (length < 0 || length > end - from) {
      return "secrets of " + Integer.toUnsignedString(length) + " bytes do not fit their block";
    }
    if (session.admit(length)) {
      session.add(
          new CaptureInfo.Secrets(
              Endian.i32(bytes, at + PcapngFormat.BODY, bigEndian),
              Arrays.copyOfRange(bytes, from, from + length)));
    }
    return null;
  }

  private static String tooShort(String block, int at, int end) {
    return block + " block of only " + (end - at + PcapngFormat.TRAILER_LENGTH) + " bytes";
  }
}

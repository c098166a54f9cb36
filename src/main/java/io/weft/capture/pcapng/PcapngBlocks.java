package io.weft.capture.pcapng;

import io.weft.bytes.BigEndian;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.format.CaptureSession;
import io.weft.capture.format.Endian;
import io.weft.capture.format.InterfaceState;
import io.weft.capture.format.TimestampScale;
import java.util.Arrays;
import java.util.List;

/** What pcapng's blocks hold besides packets; each is read where it lies, whole and bounded. */
public final class PcapngBlocks {
  public static final int INTERFACE_DESCRIPTION = 1;
  static final int PACKET = 2;
  public static final int SIMPLE_PACKET = 3;
  public static final int NAME_RESOLUTION = 4;
  public static final int INTERFACE_STATISTICS = 5;
  public static final int ENHANCED_PACKET = 6;
  public static final int DECRYPTION_SECRETS = 10;
  public static final int SECTION_HEADER = 0x0A0D0D0A;
  public static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

  static final int MIN_LENGTH = 12;

  /** A D-Bus packet of the largest size and 128 KiB of options, as Wireshark bounds it. */
  static final int MAX_LENGTH = (128 << 20) + (128 << 10) + 32;

  private static final int BODY = 8;
  private static final int TRAILER = 4;
  private static final int SECTION_FIXED = 24;
  private static final int INTERFACE_FIXED = 16;
  private static final int STATISTICS_FIXED = 20;
  private static final int SECRETS_FIXED = 16;
  private static final int NAME_IPV4 = 1;
  private static final int NAME_IPV6 = 2;

  private final PcapngOptions options = new PcapngOptions();
  private final CaptureSession session;
  private final String file;

  PcapngBlocks(CaptureSession session, String file) {
    this.session = session;
    this.file = file;
  }

  static boolean isKnown(int type) {
    return (type >= INTERFACE_DESCRIPTION && type <= ENHANCED_PACKET)
        || type == DECRYPTION_SECRETS
        || type == SECTION_HEADER;
  }

  /** The next multiple of four; more than {@link #MAX_LENGTH} stays so. */
  public static int padded(int length) {
    return (length + 3) & ~3;
  }

  /** A timestamp: its upper half stands first in either byte order. */
  static long ticks(byte[] bytes, int at, boolean bigEndian) {
    return Endian.u32(bytes, at, bigEndian) << 32 | Endian.u32(bytes, at + 4, bigEndian);
  }

  /**
   * Takes up what a block tells.
   *
   * @param total length of the block, all of which is in {@code bytes} from {@code at} on
   * @param interfaces of the section so far
   * @return what is wrong with it; null for nothing
   */
  String read(
      int type,
      byte[] bytes,
      int at,
      int total,
      boolean bigEndian,
      List<InterfaceState> interfaces) {
    int end = at + total - TRAILER;
    return switch (type) {
      case SECTION_HEADER -> section(bytes, at, end, bigEndian);
      case INTERFACE_DESCRIPTION -> description(bytes, at, end, bigEndian, interfaces);
      case INTERFACE_STATISTICS -> statistics(bytes, at, end, bigEndian, interfaces);
      case NAME_RESOLUTION -> names(bytes, at + BODY, end, bigEndian);
      default -> secrets(bytes, at, end, bigEndian);
    };
  }

  private String section(byte[] bytes, int at, int end, boolean bigEndian) {
    if (end - at < SECTION_FIXED) {
      return tooShort("a section header", at, end);
    }
    int major = Endian.u16(bytes, at + 12, bigEndian);
    int minor = Endian.u16(bytes, at + 14, bigEndian);
    if (major != 1 || (minor != 0 && minor != 2)) {
      return "a section of pcapng version " + major + "." + minor + ", which is not supported";
    }
    String hardware = null;
    String os = null;
    String application = null;
    options.wrap(bytes, at + SECTION_FIXED, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case 2 -> hardware = options.text();
        case 3 -> os = options.text();
        case 4 -> application = options.text();
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
    if (end - at < INTERFACE_FIXED) {
      return tooShort("an interface description", at, end);
    }
    String name = null;
    String description = null;
    String filter = null;
    String os = null;
    String hardware = null;
    int resolution = TimestampScale.MICROSECONDS;
    long offsetSeconds = 0;
    int fcsBytes = -1;
    options.wrap(bytes, at + INTERFACE_FIXED, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case 2 -> name = options.text();
        case 3 -> description = options.text();
        case 9 -> resolution = options.length() == 1 ? options.u8() : resolution;
        case 11 -> filter = options.length() > 0 && options.u8() == 0 ? options.text(1) : filter;
        case 12 -> os = options.text();
        case 13 -> fcsBytes = options.length() == 1 ? options.u8() : fcsBytes;
        case 14 -> offsetSeconds = options.i64(offsetSeconds);
        case 15 -> hardware = options.text();
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
    int linkType = Endian.u16(bytes, at + 8, bigEndian);
    InterfaceState face =
        new InterfaceState(
            new CaptureInterface(
                0,
                file,
                name,
                description,
                linkType,
                Endian.u32(bytes, at + 12, bigEndian),
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
    if (end - at < STATISTICS_FIXED) {
      return tooShort("an interface statistics", at, end);
    }
    int id = Endian.i32(bytes, at + BODY, bigEndian);
    TimestampScale scale =
        id >= 0 && id < interfaces.size() ? interfaces.get(id).scale() : TimestampScale.DEFAULT;
    long start = -1;
    long finish = -1;
    long received = -1;
    long interfaceDropped = -1;
    long accepted = -1;
    long systemDropped = -1;
    long delivered = -1;
    options.wrap(bytes, at + STATISTICS_FIXED, end, bigEndian);
    while (options.next()) {
      switch (options.code()) {
        case 2 -> start = options.length() == 8 ? scale.nanos(options.ticks()) : start;
        case 3 -> finish = options.length() == 8 ? scale.nanos(options.ticks()) : finish;
        case 4 -> received = options.i64(received);
        case 5 -> interfaceDropped = options.i64(interfaceDropped);
        case 6 -> accepted = options.i64(accepted);
        case 7 -> systemDropped = options.i64(systemDropped);
        case 8 -> delivered = options.i64(delivered);
        default -> {}
      }
    }
    if (options.problem() == null && id >= 0 && id < interfaces.size()) {
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
    while (end - at >= 4) {
      int type = Endian.u16(bytes, at, bigEndian);
      int length = Endian.u16(bytes, at + 2, bigEndian);
      if (type == 0) {
        return null;
      }
      if (padded(length) > end - at - 4) {
        return "a name record of " + length + " bytes does not fit its block";
      }
      int value = at + 4;
      if (type == NAME_IPV4 && length > 4) {
        texts(false, 0, BigEndian.u32(bytes, value), bytes, value + 4, value + length);
      } else if (type == NAME_IPV6 && length > 16) {
        long high = BigEndian.i64(bytes, value);
        long low = BigEndian.i64(bytes, value + 8);
        texts(true, high, low, bytes, value + 16, value + length);
      }
      at = value + padded(length);
    }
    return null;
  }

  /** One address may have several names, each with a zero byte behind it. */
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
    if (end - at < SECRETS_FIXED) {
      return tooShort("a decryption secrets", at, end);
    }
    int length = Endian.i32(bytes, at + 12, bigEndian);
    if (length < 0 || length > end - at - SECRETS_FIXED) {
      return "secrets of " + Integer.toUnsignedString(length) + " bytes do not fit their block";
    }
    if (session.admit(length)) {
      int from = at + SECRETS_FIXED;
      session.add(
          new CaptureInfo.Secrets(
              Endian.i32(bytes, at + BODY, bigEndian),
              Arrays.copyOfRange(bytes, from, from + length)));
    }
    return null;
  }

  private static String tooShort(String block, int at, int end) {
    return block + " block of only " + (end - at + TRAILER) + " bytes";
  }
}

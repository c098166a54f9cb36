package io.weft.capture.pcap;

import io.weft.capture.format.ByteWindow;
import io.weft.capture.format.Endian;
import java.io.IOException;

/**
 * The kinds of pcap files. Their magic numbers tell them apart, but for one: kernels patched in
 * 1999 wrote two record headers under {@link #MODIFIED}'s number (see Wireshark's libpcap.c), of
 * which the records themselves must tell.
 */
public enum PcapVariant {
  MICROSECONDS(0xA1B2C3D4, 1_000_000, 0, 0, "pcap", "Wireshark/tcpdump/... - pcap"),
  NANOSECONDS(
      0xA1B23C4D, 1_000_000_000, 0, 0, "nsecpcap", "Wireshark/tcpdump/... - nanosecond pcap"),
  /** Records tell interface index 4, protocol 2, packet type 1, padding 1. */
  MODIFIED(0xA1B2CD34, 1_000_000, 0, 8, "modpcap", "Modified tcpdump - pcap"),
  /** As {@link #MODIFIED}, and five bytes more, as SuSE 6.3 had it. */
  MODIFIED_SMP(0, 1_000_000, 0, 12, "suse6_3pcap", "SuSE 6.3 tcpdump - pcap"),
  /** The file header is longer by the length of all records. */
  IXIA_HARDWARE(
      0x1C0001AC, 1_000_000_000, 4, 0, "nsecpcap", "Ixia hardware capture - nanosecond pcap"),
  IXIA_SOFTWARE(0x1C0001AB, 1_000_000, 4, 0, "pcap", "Ixia software capture - pcap");

  private static final PcapVariant[] VARIANTS = values();

  private static final int RECORD_HEADER_LENGTH = 16;
  private static final int PLAUSIBLE_PACKET = 262_144;

  private final int magic;
  private final int ticksPerSecond;
  private final int extraFileHeader;
  private final int extraRecordHeader;
  private final String format;
  private final String description;

  PcapVariant(
      int magic,
      int ticksPerSecond,
      int extraFileHeader,
      int extraRecordHeader,
      String format,
      String description) {
    this.magic = magic;
    this.ticksPerSecond = ticksPerSecond;
    this.extraFileHeader = extraFileHeader;
    this.extraRecordHeader = extraRecordHeader;
    this.format = format;
    this.description = description;
  }

  /** By magic number, read in the order of the file's bytes; null for none. */
  public static PcapVariant of(int magic) {
    for (PcapVariant variant : VARIANTS) {
      if (variant.magic == magic && magic != 0) {
        return variant;
      }
    }
    return null;
  }

  /**
   * Decides between the two that share a number: if the second record's header makes sense where
   * only the longer headers would put it, the file has those.
   *
   * @param window at the first record; it is left there
   */
  PcapVariant resolve(ByteWindow window, boolean bigEndian) throws IOException {
    if (this != MODIFIED || !window.require(RECORD_HEADER_LENGTH)) {
      return this;
    }
    int captured = Endian.i32(window.bytes(), window.position() + 8, bigEndian);
    if (captured < 0 || captured > PLAUSIBLE_PACKET) {
      return this;
    }
    int second = RECORD_HEADER_LENGTH + MODIFIED.extraRecordHeader + captured;
    int later = RECORD_HEADER_LENGTH + MODIFIED_SMP.extraRecordHeader + captured;
    if (!window.require(later + RECORD_HEADER_LENGTH)) {
      return this;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    return !plausible(bytes, at + second, bigEndian) && plausible(bytes, at + later, bigEndian)
        ? MODIFIED_SMP
        : this;
  }

  private static boolean plausible(byte[] bytes, int at, boolean bigEndian) {
    int micros = Endian.i32(bytes, at + 4, bigEndian);
    int captured = Endian.i32(bytes, at + 8, bigEndian);
    int original = Endian.i32(bytes, at + 12, bigEndian);
    return micros >= 0
        && micros < 1_000_000
        && captured >= 0
        && captured <= PLAUSIBLE_PACKET
        && captured <= original;
  }

  int ticksPerSecond() {
    return ticksPerSecond;
  }

  /** Bytes after the 24 that all have. */
  int extraFileHeader() {
    return extraFileHeader;
  }

  /** Bytes after the 16 that all have. */
  int extraRecordHeader() {
    return extraRecordHeader;
  }

  String format() {
    return format;
  }

  String description() {
    return description;
  }
}

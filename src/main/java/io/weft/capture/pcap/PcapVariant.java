package io.weft.capture.pcap;

import io.weft.bytes.Endian;
import io.weft.capture.reader.ByteWindow;
import java.io.IOException;

/**
 * The variants of pcap files. Each has a magic number of its own, with one exception: the Linux
 * kernels patched in 1999 wrote two different record headers under the number of {@link #MODIFIED}
 * (see wiretap/libpcap.c of Wireshark), so that only the records themselves show which they are.
 */
enum PcapVariant {
  MICROSECONDS(
      PcapFormat.MICROSECOND_MAGIC, 1_000_000, 0, 0, "pcap", "Wireshark/tcpdump/... - pcap"),
  NANOSECONDS(
      PcapFormat.NANOSECOND_MAGIC,
      1_000_000_000,
      0,
      0,
      "nsecpcap",
      "Wireshark/tcpdump/... - nanosecond pcap"),
  /** Record headers go on with interface index 4, protocol 2, packet type 1, padding 1. */
  MODIFIED(0xA1B2CD34, 1_000_000, 0, 8, "modpcap", "Modified tcpdump - pcap"),
  /** Record headers are four bytes longer than those of {@link #MODIFIED}: SuSE 6.3 wrote them. */
  MODIFIED_SMP(0, 1_000_000, 0, 12, "suse6_3pcap", "SuSE 6.3 tcpdump - pcap"),
  /** The file header goes on with the length of all records, four bytes. */
  IXIA_HARDWARE(
      0x1C0001AC, 1_000_000_000, 4, 0, "nsecpcap", "Ixia hardware capture - nanosecond pcap"),
  IXIA_SOFTWARE(0x1C0001AB, 1_000_000, 4, 0, "pcap", "Ixia software capture - pcap");

  private static final PcapVariant[] VARIANTS = values();

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

  /**
   * The variant of a magic number; null for none.
   *
   * @param magic read in the byte order of the file
   */
  static PcapVariant of(int magic) {
    for (PcapVariant variant : VARIANTS) {
      if (variant.magic == magic && magic != 0) {
        return variant;
      }
    }
    return null;
  }

  /**
   * Decides between the two variants that share a magic number. The file has the longer record
   * headers if the second record's header makes sense at the place where only these would put it.
   *
   * @param window its position is the first record, and stays there
   * @return this variant, or {@link #MODIFIED_SMP} in place of {@link #MODIFIED}
   */
  PcapVariant resolve(ByteWindow window, boolean bigEndian) throws IOException {
    if (this != MODIFIED || !window.require(PcapFormat.RECORD_HEADER_LENGTH)) {
      return this;
    }
    int captured =
        Endian.i32(window.bytes(), window.position() + PcapFormat.CAPTURED_LENGTH, bigEndian);
    if (captured < 0 || captured > PLAUSIBLE_PACKET) {
      return this;
    }
    int second = PcapFormat.RECORD_HEADER_LENGTH + MODIFIED.extraRecordHeader + captured;
    int later = PcapFormat.RECORD_HEADER_LENGTH + MODIFIED_SMP.extraRecordHeader + captured;
    if (!window.require(later + PcapFormat.RECORD_HEADER_LENGTH)) {
      return this;
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    return !plausible(bytes, at + second, bigEndian) && plausible(bytes, at + later, bigEndian)
        ? MODIFIED_SMP
        : this;
  }

  /** Whether the bytes at {@code at} make sense as a record header. */
  private static boolean plausible(byte[] bytes, int at, boolean bigEndian) {
    int micros = Endian.i32(bytes, at + PcapFormat.FRACTION, bigEndian);
    int captured = Endian.i32(bytes, at + PcapFormat.CAPTURED_LENGTH, bigEndian);
    int original = Endian.i32(bytes, at + PcapFormat.ORIGINAL_LENGTH, bigEndian);
    return micros >= 0
        && micros < 1_000_000
        && captured >= 0
        && captured <= PLAUSIBLE_PACKET
        && captured <= original;
  }

  /** In how many parts the timestamps' fractions divide a second. */
  int ticksPerSecond() {
    return ticksPerSecond;
  }

  /** How many bytes longer the file header is than {@link PcapFormat#FILE_HEADER_LENGTH}. */
  int extraFileHeader() {
    return extraFileHeader;
  }

  /** How many bytes longer record headers are than {@link PcapFormat#RECORD_HEADER_LENGTH}. */
  int extraRecordHeader() {
    return extraRecordHeader;
  }

  /** The name that Wireshark's tools give to the format. */
  String format() {
    return format;
  }

  /** The format's name for people, as Wireshark's tools write it. */
  String description() {
    return description;
  }
}

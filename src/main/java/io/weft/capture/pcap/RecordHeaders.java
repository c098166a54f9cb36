package io.weft.capture.pcap;

import io.weft.bytes.Endian;

/** Reads the headers of the records of one file. */
final class RecordHeaders {
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

  private final boolean bigEndian;
  private final Lengths lengths;

  /** Where the captured length stands, unless that is doubtful. */
  private final int capturedAt;

  private final int originalAt;

  /** Headers of a file of the version {@code major.minor}. */
  RecordHeaders(boolean bigEndian, int major, int minor) {
    this.bigEndian = bigEndian;
    if (major == DG_UX_MAJOR || (major == 2 && minor < 3)) {
      lengths = Lengths.SWAPPED;
    } else {
      lengths = major == 2 && minor == 3 ? Lengths.DOUBTFUL : Lengths.IN_ORDER;
    }
    boolean areSwapped = lengths == Lengths.SWAPPED;
    capturedAt = areSwapped ? PcapFormat.ORIGINAL_LENGTH : PcapFormat.CAPTURED_LENGTH;
    originalAt = areSwapped ? PcapFormat.CAPTURED_LENGTH : PcapFormat.ORIGINAL_LENGTH;
  }

  /** The seconds of the time, unsigned. */
  long seconds(byte[] bytes, int at) {
    return Endian.u32(bytes, at + PcapFormat.SECONDS, bigEndian);
  }

  /** The rest of the time, in the file's fractions of a second, unsigned. */
  long fraction(byte[] bytes, int at) {
    return Endian.u32(bytes, at + PcapFormat.FRACTION, bigEndian);
  }

  /** Whether all bytes of the time are zero. */
  boolean hasNoTime(byte[] bytes, int at) {
    return Endian.i64(bytes, at + PcapFormat.SECONDS, bigEndian) == 0;
  }

  /** The length of the packet in the file, an unsigned number of bytes. */
  int captured(byte[] bytes, int at) {
    return lengths == Lengths.DOUBTFUL
        ? lesser(bytes, at)
        : Endian.i32(bytes, at + capturedAt, bigEndian);
  }

  /** The length of the packet on the wire, an unsigned number of bytes. */
  int original(byte[] bytes, int at) {
    return lengths == Lengths.DOUBTFUL
        ? greater(bytes, at)
        : Endian.i32(bytes, at + originalAt, bigEndian);
  }

  /** No packet is longer in the file than it was on the wire. */
  private int lesser(byte[] bytes, int at) {
    int one = Endian.i32(bytes, at + capturedAt, bigEndian);
    int other = Endian.i32(bytes, at + originalAt, bigEndian);
    return Integer.compareUnsigned(one, other) > 0 ? other : one;
  }

  private int greater(byte[] bytes, int at) {
    int one = Endian.i32(bytes, at + capturedAt, bigEndian);
    int other = Endian.i32(bytes, at + originalAt, bigEndian);
    return Integer.compareUnsigned(one, other) > 0 ? one : other;
  }
}

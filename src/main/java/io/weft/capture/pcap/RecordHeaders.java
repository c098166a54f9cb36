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

  /** Headers of a file of the version {@code major.minor}. */
  RecordHeaders(boolean bigEndian, int major, int minor) {
    this.bigEndian = bigEndian;
    if (major == DG_UX_MAJOR || (major == 2 && minor < 3)) {
      lengths = Lengths.SWAPPED;
    } else {
      lengths = major == 2 && minor == 3 ? Lengths.DOUBTFUL : Lengths.IN_ORDER;
    }
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
    return length(bytes, at, areSwapped(bytes, at));
  }

  /** The length of the packet on the wire, an unsigned number of bytes. */
  int original(byte[] bytes, int at) {
    return length(bytes, at, !areSwapped(bytes, at));
  }

  private boolean areSwapped(byte[] bytes, int at) {
    return lengths != Lengths.IN_ORDER
        && (lengths == Lengths.SWAPPED
            || Integer.compareUnsigned(length(bytes, at, false), length(bytes, at, true)) > 0);
  }

  private int length(byte[] bytes, int at, boolean second) {
    return Endian.i32(
        bytes, at + (second ? PcapFormat.ORIGINAL_LENGTH : PcapFormat.CAPTURED_LENGTH), bigEndian);
  }
}

package io.weft.bytes;

/**
 * Reads numbers in a byte order that is known only at run time, as in file formats whose header
 * says which order the writing machine used. The methods check nothing beyond the array's own
 * bounds: the caller has made sure that the bytes are there.
 */
public final class Endian {
  private Endian() {}

  /** Reads an unsigned 16-bit number: 0 to 65,535. */
  public static int u16(byte[] bytes, int at, boolean bigEndian) {
    return bigEndian ? BigEndian.u16(bytes, at) : LittleEndian.u16(bytes, at);
  }

  /** Reads a signed 32-bit number; {@link #u32} reads the same bytes as an unsigned one. */
  public static int i32(byte[] bytes, int at, boolean bigEndian) {
    return bigEndian ? BigEndian.i32(bytes, at) : LittleEndian.i32(bytes, at);
  }

  /** Reads an unsigned 32-bit number: 0 to 2^32 - 1. */
  public static long u32(byte[] bytes, int at, boolean bigEndian) {
    return i32(bytes, at, bigEndian) & 0xFFFF_FFFFL;
  }

  /** Reads a signed 64-bit number. */
  public static long i64(byte[] bytes, int at, boolean bigEndian) {
    return bigEndian ? BigEndian.i64(bytes, at) : LittleEndian.i64(bytes, at);
  }
}

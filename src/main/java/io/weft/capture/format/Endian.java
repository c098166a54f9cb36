package io.weft.capture.format;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;

/** Reads in the byte order that a file turned out to have. */
public final class Endian {
  private Endian() {}

  public static int u16(byte[] bytes, int at, boolean big) {
    return big ? BigEndian.u16(bytes, at) : LittleEndian.u16(bytes, at);
  }

  public static int i32(byte[] bytes, int at, boolean big) {
    return big ? BigEndian.i32(bytes, at) : LittleEndian.i32(bytes, at);
  }

  public static long u32(byte[] bytes, int at, boolean big) {
    return i32(bytes, at, big) & 0xFFFF_FFFFL;
  }

  public static long i64(byte[] bytes, int at, boolean big) {
    return big ? BigEndian.i64(bytes, at) : LittleEndian.i64(bytes, at);
  }
}

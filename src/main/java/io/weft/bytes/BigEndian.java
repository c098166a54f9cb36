package io.weft.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes numbers in network byte order: the most significant byte first. The methods
 * check nothing beyond the array's own bounds: the caller has made sure that the bytes are there.
 */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /** Reads an unsigned 8-bit number: 0 to 255. */
  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  /** Reads an unsigned 16-bit number: 0 to 65,535. */
  public static int u16(byte[] bytes, int at) {
    // Most of what is read: two loads are quicker than a VarHandle where C1 alone compiles, which
    // calls a method to swap the bytes, and as quick elsewhere.
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** Reads an unsigned 24-bit number: 0 to 2^24 - 1. */
  public static int u24(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | u16(bytes, at + 1);
  }

  /**
   * Reads an unsigned number.
   *
   * @param length its bytes, 0 to 8
   */
  public static long unsigned(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = at; i < at + length; i++) {
      number = number << Byte.SIZE | u8(bytes, i);
    }
    return number;
  }

  /** Reads a signed 32-bit number; {@link #u32} reads the same bytes as an unsigned one. */
  public static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** Reads an unsigned 32-bit number: 0 to 2^32 - 1. */
  public static long u32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
  }

  /** Reads a signed 64-bit number: negative where the highest bit is set. */
  public static long i64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Writes the low 16 bits of a number. */
  public static void putU16(byte[] bytes, int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  /** Writes a 32-bit number. */
  public static void putI32(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  /** Writes a 64-bit number. */
  public static void putI64(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }
}

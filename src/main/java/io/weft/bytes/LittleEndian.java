package io.weft.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes numbers with the least significant byte first, as most machines write them into
 * capture files. The methods check nothing beyond the array's own bounds: the caller has made sure
 * that the bytes are there.
 */
public final class LittleEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  /** Reads an unsigned 8-bit number: 0 to 255. */
  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  /** Reads an unsigned 16-bit number: 0 to 65,535. */
  public static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  /**
   * Reads an unsigned number of any width.
   *
   * @param length in bytes, 0 to 8
   */
  public static long unsigned(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = at + length - 1; i >= at; i--) {
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

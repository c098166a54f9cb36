package io.weft.filter;

/** Addresses, which are numbers elsewhere, as bytes. */
final class AddressBytes {
  private AddressBytes() {}

  /**
   * Puts a value's bytes into the array, the highest first.
   *
   * @return how many they are
   */
  static int put(Values values, int index, ValueType type, byte[] target) {
    if (type == ValueType.IPV4) {
      put(values.low(index) << Integer.SIZE, target, 0, Integer.BYTES);
      return Integer.BYTES;
    }
    put(values.high(index), target, 0, Long.BYTES);
    put(values.low(index), target, Long.BYTES, Long.BYTES);
    return 2 * Long.BYTES;
  }

  private static void put(long value, byte[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
  }
}

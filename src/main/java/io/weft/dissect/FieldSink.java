package io.weft.dissect;

/**
 * Takes the values of a field as primitives. {@code from} and {@code length} tell which bytes of
 * the layer's array hold the value; a length of 0 says that it was worked out, not read.
 */
public interface FieldSink {
  /** A whole number; unsigned ones of 64 bits as they stand. */
  void number(long value, int from, int length);

  void flag(boolean value, int from, int length);

  /** A span of time in nanoseconds. */
  void span(long nanos, int from, int length);

  /** In network byte order. */
  void ipv4(int address, int from, int length);

  void ipv6(long high, long low, int from, int length);

  /** Six bytes of the array. */
  void mac(byte[] bytes, int from);

  /** Bytes of the array, as they stand. */
  void bytes(byte[] bytes, int from, int length);

  void text(String value, int from, int length);
}

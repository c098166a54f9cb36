package io.weft.dissect.field;

import java.nio.charset.StandardCharsets;

/**
 * Takes the values of a layer's fields as primitives, as the protocol's {@link LayerFields} goes
 * over the header.
 *
 * <p>{@code from} and {@code length} tell which bytes of the layer's array hold a value, in bytes;
 * a length of 0 says that no bytes hold the value, because it was computed. Arrays and texts are
 * valid during the call only.
 */
public interface FieldSink {
  /**
   * Does anybody ask for the field's values? A walk passes over those that nobody wants, and over
   * the records of a group that nobody wants; a sink that wants a field of a group also wants the
   * group.
   */
  boolean wants(Field field);

  /**
   * Takes a number. One of 64 bits is unsigned; a narrower one is as it stands, and below 0 only
   * where Wireshark's field is signed.
   */
  void number(Field field, long value, int from, int length);

  /** Takes a floating-point number; one of 32 bits is the next number of 64 bits, unrounded. */
  void real(Field field, double value, int from, int length);

  /** Takes a flag that is set or not. */
  void flag(Field field, boolean value, int from, int length);

  /** Takes a span of time in nanoseconds. */
  void span(Field field, long nanos, int from, int length);

  /** Takes a point in time in nanoseconds since the epoch. */
  void time(Field field, long epochNanos, int from, int length);

  /** Takes an address whose first byte is the number's highest. */
  void ipv4(Field field, int address, int from, int length);

  /** Takes an address as two halves of eight bytes, the first byte of each its highest. */
  void ipv6(Field field, long high, long low, int from, int length);

  /** Takes the six bytes of the array that begin at {@code from}. */
  void mac(Field field, byte[] bytes, int from);

  /** Takes bytes of the array as they stand. */
  void bytes(Field field, byte[] bytes, int from, int length);

  /**
   * Takes bytes of the array as a text in UTF-8. It ends before its first zero byte; what is not
   * well-formed counts as U+FFFD. A sink that can compare or write bytes need not make a string of
   * them.
   */
  default void text(Field field, byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    text(field, new String(bytes, from, end - from, StandardCharsets.UTF_8), from, length);
  }

  /**
   * An empty builder in which a walk puts a text together that does not stand in the bytes as it
   * is; valid until the next call. A sink that keeps one spares the walk from making one.
   */
  default StringBuilder scratch() {
    return new StringBuilder();
  }

  /** Takes a text, which is valid during the call only. */
  void text(Field field, CharSequence value, int from, int length);

  /**
   * Begins a record of a group: the values up to {@link #end} belong together. The records of a
   * group follow one another, with no other field of the layer between them.
   */
  void begin(Field group, int from, int length);

  /** Ends the record begun last. */
  void end(Field group);
}

package io.weft.dissect;

import io.weft.bytes.BigEndian;

/**
 * A field of a protocol, declared once: what is printed, filtered and explained of it all comes
 * from here.
 *
 * @param name the part of Wireshark's field name after the protocol's: {@code srcport} for {@code
 *     tcp.srcport}; Weft's own begin with {@code weft.}
 * @param label for people
 * @param repeats may a layer have several values? Then it is an array in JSON, always
 * @param parent the field that it is some bits of, or null
 */
public record Field(
    String name,
    String label,
    Type type,
    Display display,
    boolean repeats,
    Field parent,
    FieldReader reader) {

  /** What a field's values are. */
  public enum Type {
    NUMBER,
    FLAG,
    SPAN,
    IPV4,
    IPV6,
    MAC,
    BYTES,
    TEXT
  }

  /** How numbers are shown to people. */
  public enum Display {
    DECIMAL,
    HEXADECIMAL
  }

  /** A field whose values the reader works out. */
  public static Field of(String name, String label, Type type, FieldReader reader) {
    return new Field(name, label, type, Display.DECIMAL, false, null, reader);
  }

  /** Reads a value at a place that is known to lie in the header. */
  @FunctionalInterface
  private interface At {
    void read(byte[] bytes, int at, FieldSink sink);
  }

  /**
   * A value of so many bytes at a fixed place; a header that was cut before its end does not have
   * it.
   */
  private static Field fixed(
      String name, String label, Type type, int offset, int width, At value) {
    return of(
        name,
        label,
        type,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          if (at + width <= packet.payload(layer)) {
            value.read(packet.bytes(layer), at, sink);
          }
        });
  }

  /** One byte at a fixed place in the header. */
  public static Field u8(String name, String label, int offset) {
    return bits8(name, label, offset, 0xFF);
  }

  /** Two bytes at a fixed place in the header. */
  public static Field u16(String name, String label, int offset) {
    return bits16(name, label, offset, 0xFFFF);
  }

  /** Four bytes at a fixed place in the header. */
  public static Field u32(String name, String label, int offset) {
    return fixed(
        name,
        label,
        Type.NUMBER,
        offset,
        4,
        (bytes, at, sink) -> sink.number(BigEndian.u32(bytes, at), at, 4));
  }

  /** Some bits of the byte at a fixed place in the header, as a number. */
  public static Field bits8(String name, String label, int offset, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    return fixed(
        name,
        label,
        Type.NUMBER,
        offset,
        1,
        (bytes, at, sink) -> sink.number((BigEndian.u8(bytes, at) & mask) >> shift, at, 1));
  }

  /** Some bits of the 16 at a fixed place in the header, as a number. */
  public static Field bits16(String name, String label, int offset, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    return fixed(
        name,
        label,
        Type.NUMBER,
        offset,
        2,
        (bytes, at, sink) -> sink.number((BigEndian.u16(bytes, at) & mask) >> shift, at, 2));
  }

  /** One bit of the 16 at a fixed place in the header. */
  public static Field flag16(String name, String label, int offset, int mask) {
    return fixed(
        name,
        label,
        Type.FLAG,
        offset,
        2,
        (bytes, at, sink) -> sink.flag((BigEndian.u16(bytes, at) & mask) != 0, at, 2));
  }

  /** An IPv4 address at a fixed place in the header. */
  public static Field ipv4(String name, String label, int offset) {
    return fixed(
        name,
        label,
        Type.IPV4,
        offset,
        4,
        (bytes, at, sink) -> sink.ipv4(BigEndian.i32(bytes, at), at, 4));
  }

  /** An IPv6 address at a fixed place in the header. */
  public static Field ipv6(String name, String label, int offset) {
    return fixed(
        name,
        label,
        Type.IPV6,
        offset,
        16,
        (bytes, at, sink) ->
            sink.ipv6(BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, 16));
  }

  /** An Ethernet address at a fixed place in the header. */
  public static Field mac(String name, String label, int offset) {
    return fixed(name, label, Type.MAC, offset, 6, (bytes, at, sink) -> sink.mac(bytes, at));
  }

  /** The same field shown to people in base 16. */
  public Field hexadecimal() {
    return new Field(name, label, type, Display.HEXADECIMAL, repeats, parent, reader);
  }

  /** The same field as some bits of another one. */
  public Field in(Field whole) {
    return new Field(name, label, type, display, repeats, whole, reader);
  }

  /** The same field with any number of values. */
  public Field repeating() {
    return new Field(name, label, type, display, true, parent, reader);
  }
}

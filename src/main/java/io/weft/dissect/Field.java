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

  /** One byte at a fixed place in the header. */
  public static Field u8(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.NUMBER,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.number(BigEndian.u8(packet.bytes(layer), at), at, 1);
        });
  }

  /** Two bytes at a fixed place in the header. */
  public static Field u16(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.NUMBER,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.number(BigEndian.u16(packet.bytes(layer), at), at, 2);
        });
  }

  /** Four bytes at a fixed place in the header. */
  public static Field u32(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.NUMBER,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.number(BigEndian.u32(packet.bytes(layer), at), at, 4);
        });
  }

  /** Some bits of the 16 at a fixed place in the header, as a number. */
  public static Field bits16(String name, String label, int offset, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    return of(
        name,
        label,
        Type.NUMBER,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.number((BigEndian.u16(packet.bytes(layer), at) & mask) >> shift, at, 2);
        });
  }

  /** One bit of the 16 at a fixed place in the header. */
  public static Field flag16(String name, String label, int offset, int mask) {
    return of(
        name,
        label,
        Type.FLAG,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.flag((BigEndian.u16(packet.bytes(layer), at) & mask) != 0, at, 2);
        });
  }

  /** Some bits of the byte at a fixed place in the header, as a number. */
  public static Field bits8(String name, String label, int offset, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    return of(
        name,
        label,
        Type.NUMBER,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.number((BigEndian.u8(packet.bytes(layer), at) & mask) >> shift, at, 1);
        });
  }

  /** An IPv4 address at a fixed place in the header. */
  public static Field ipv4(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.IPV4,
        (packet, layer, sink) -> {
          int at = packet.start(layer) + offset;
          sink.ipv4(BigEndian.i32(packet.bytes(layer), at), at, 4);
        });
  }

  /** An IPv6 address at a fixed place in the header. */
  public static Field ipv6(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.IPV6,
        (packet, layer, sink) -> {
          byte[] bytes = packet.bytes(layer);
          int at = packet.start(layer) + offset;
          sink.ipv6(BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, 16);
        });
  }

  /** An Ethernet address at a fixed place in the header. */
  public static Field mac(String name, String label, int offset) {
    return of(
        name,
        label,
        Type.MAC,
        (packet, layer, sink) -> sink.mac(packet.bytes(layer), packet.start(layer) + offset));
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

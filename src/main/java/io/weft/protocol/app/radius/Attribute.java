package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of an attribute of one number: its value, and the tag that may stand before it. */
final class Attribute {
  /** The highest tag; a higher first byte is of the value (RFC 2868 section 3.1). */
  private static final int MAX_TAG = 0x1F;

  private static final int LONGEST_NUMBER = 4;

  /** Bytes before the address of a prefix. */
  private static final int PREFIX_HEADER = 2;

  private final Field value;
  private final FieldSequence sequence;
  private final Field tag;

  /** Is the value a prefix of IPv6: a byte of zero, its bits, and so much of the address? */
  private final boolean isPrefix;

  private Attribute(Field value, Field tag, boolean isPrefix) {
    this.value = value;
    this.tag = tag;
    this.isPrefix = isPrefix;
    sequence = FieldSequence.of(value);
  }

  /** An attribute without a tag, whose value is that of a field. */
  static Attribute of(Field value) {
    return new Attribute(value, null, false);
  }

  /**
   * An attribute as the table describes it.
   *
   * @param name the usual one, with hyphens
   * @param type of its value, with what else the line says
   */
  static Attribute of(String name, List<String> type, ValueNames names, Field group) {
    String full = "radius." + name.replace('-', '_');
    Field value =
        field(type.contains("encrypted") ? full + "_encrypted" : full, name, type)
            .named(names)
            .within(group);
    Field tag =
        type.contains("tagged")
            ? Field.u8(full + ".tag", name + " tag").hexadecimal().within(group)
            : null;
    return new Attribute(value, tag, type.contains("prefix"));
  }

  private static Field field(String full, String name, List<String> type) {
    if (type.contains("encrypted")) {
      return Field.bytes(full, name + " (encrypted)");
    }
    return switch (type.get(0)) {
      case "text" -> Field.text(full, name);
      case "number" -> Field.u32(full, name);
      case "signed" -> Field.u32(full, name).signed();
      case "long" -> Field.u64(full, name);
      case "ipv4" -> Field.ipv4(full, name);
      case "ipv6" -> Field.ipv6(full, name);
      case "mac" -> Field.mac(full, name);
      case "time" -> Field.absoluteTime(full, name);
      case "bytes", "prefix" -> Field.bytes(full, name);
      default -> throw new IllegalArgumentException(name + " has no type " + type);
    };
  }

  /** All its fields. */
  List<Field> declared() {
    return tag == null ? List.of(value) : List.of(tag, value);
  }

  /** Pushes the value; one whose length does not fit its type is passed over. */
  void read(Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    if (tag != null && at < to && BigEndian.u8(bytes, at) <= MAX_TAG) {
      if (sink.wants(tag)) {
        sink.number(tag, BigEndian.u8(bytes, at), at, 1);
      }
      at++;
    }
    int length = to - at;
    switch (value.type()) {
      case NUMBER -> number(bytes, at, length, sink);
      case TEXT, BYTES -> {
        if (!isPrefix || isPrefix(bytes, at, length)) {
          sequence.read(packet, layer, at, to, sink);
        }
      }
      default -> {
        if (length == width()) {
          sequence.read(packet, layer, at, to, sink);
        }
      }
    }
  }

  /** RFC 3162 section 2.3. */
  private static boolean isPrefix(byte[] bytes, int at, int length) {
    return length >= PREFIX_HEADER
        && length <= PREFIX_HEADER + Long.BYTES * 2
        && bytes[at] == 0
        && BigEndian.u8(bytes, at + 1) <= Long.SIZE * 2;
  }

  /** Bytes of a value that is neither a number nor of any length. */
  private int width() {
    return value.type() == Field.Type.ABSOLUTE_TIME ? Integer.BYTES : value.bits() / Byte.SIZE;
  }

  /** A number may be shorter than its type says: one behind a tag has three bytes. */
  private void number(byte[] bytes, int at, int length, FieldSink sink) {
    boolean isLong = value.bits() > Integer.SIZE;
    boolean fits = isLong ? length == Long.BYTES : length > 0 && length <= LONGEST_NUMBER;
    if (!fits || !sink.wants(value)) {
      return;
    }
    long number = BigEndian.unsigned(bytes, at, length);
    sink.number(value, value.isSigned() ? (int) number : number, at, length);
  }
}

package io.weft.dissect.field;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Utf8;
import io.weft.dissect.Packet;
import java.util.List;

/**
 * Fields that follow one another without gaps, most significant byte first. Unlike {@link
 * FixedFields} they may begin anywhere: in an option, or behind a name of any length.
 *
 * <p>How many bytes a value takes follows from its declaration. A number, a flag or an address
 * takes its width; a point or a span of time takes four bytes of seconds; a text or bytes take all
 * that is left. A field that is a part of a number ({@link Field#within}) takes none: it is read
 * from the number before it.
 */
public final class FieldSequence {
  /** What {@link #read} returns where the bytes end before the fields do. */
  public static final int CUT = -1;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Field[] fields;
  private final List<Field> declared;

  private FieldSequence(Field[] fields) {
    this.fields = fields.clone();
    declared = List.of(fields);
  }

  /** The fields in the order of their bytes. */
  public static FieldSequence of(Field... fields) {
    return new FieldSequence(fields);
  }

  /** The fields, for a protocol's {@link LayerFields}. */
  public List<Field> declared() {
    return declared;
  }

  /**
   * Pushes the values that lie in some bytes of a layer.
   *
   * @param at index of the first byte; {@link #CUT} where the bytes have ended before already
   * @param to index behind the last one
   * @return index behind the last field, or {@link #CUT} where the bytes end before; the fields
   *     that are whole have been pushed then
   */
  public int read(Packet packet, int layer, int at, int to, FieldSink sink) {
    if (at == CUT) {
      return CUT;
    }
    int next = at;
    int numberAt = at;
    for (Field field : fields) {
      int length = length(field, to - next);
      boolean isPart = field.parent() != null && field.parent().type() == Field.Type.NUMBER;
      int from = isPart ? numberAt : next;
      if (length > to - from) {
        return CUT;
      }
      if (sink.wants(field) && (length > 0 || field.bits() > 0)) {
        push(packet, layer, field, from, length, sink);
      }
      if (!isPart) {
        numberAt = from;
        next = from + length;
      }
    }
    return next;
  }

  /**
   * Pushes the values of the sequence again and again until the bytes end; what is left over of
   * them is not read.
   *
   * @param to index behind the last byte
   */
  public void readAll(Packet packet, int layer, int at, int to, FieldSink sink) {
    int next = at;
    while (next < to) {
      int before = next;
      next = read(packet, layer, next, to, sink);
      if (next <= before) {
        return;
      }
    }
  }

  private static int length(Field field, int left) {
    return switch (field.type()) {
      case TEXT, BYTES -> left;
      case ABSOLUTE_TIME, RELATIVE_TIME -> 4;
      default -> field.bits() / Byte.SIZE;
    };
  }

  private static void push(
      Packet packet, int layer, Field field, int at, int length, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    switch (field.type()) {
      case NUMBER -> sink.number(field, masked(field, bytes, at, length), at, length);
      case FLAG -> sink.flag(field, masked(field, bytes, at, length) != 0, at, length);
      case REAL ->
          sink.real(field, FixedFields.real(masked(field, bytes, at, length), length), at, length);
      case IPV4 -> sink.ipv4(field, BigEndian.i32(bytes, at), at, length);
      case IPV6 ->
          sink.ipv6(field, BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, length);
      case MAC -> sink.mac(field, bytes, at);
      case ABSOLUTE_TIME ->
          sink.time(field, BigEndian.u32(bytes, at) * NANOS_PER_SECOND, at, length);
      case RELATIVE_TIME ->
          sink.span(field, BigEndian.u32(bytes, at) * NANOS_PER_SECOND, at, length);
      case BYTES -> sink.bytes(field, bytes, at, length);
      case TEXT -> text(packet, layer, field, at, length, sink);
      case GROUP -> throw new IllegalArgumentException(field + " has no bytes of its own");
    }
  }

  /** Pushes a number where somebody wants the field; {@code length} is 0 for a computed one. */
  public static void wantedNumber(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }

  /** Pushes bytes where somebody wants the field and there are any. */
  public static void wantedBytes(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      sink.bytes(field, bytes, from, to - from);
    }
  }

  /** As {@link #text}, where somebody wants the field and the text has any byte. */
  public static void wantedText(
      Field field, Packet packet, int layer, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      text(packet, layer, field, from, to - from, sink);
    }
  }

  /**
   * Pushes bytes of a layer as text in UTF-8, which ends before the first zero byte; bytes that are
   * no UTF-8 become U+FFFD.
   */
  public static void text(
      Packet packet, int layer, Field field, int from, int length, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    StringBuilder text = packet.text();
    Utf8.append(text, bytes, from, end);
    sink.text(field, text, from, length);
  }

  private static long masked(Field field, byte[] bytes, int at, int length) {
    long number = BigEndian.unsigned(bytes, at, length);
    return (number & field.mask()) >>> Long.numberOfTrailingZeros(field.mask());
  }
}

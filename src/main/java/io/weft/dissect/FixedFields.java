package io.weft.dissect;

import io.weft.bytes.BigEndian;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields at fixed places of a header, most significant byte first; how wide they are follows from
 * their declarations. The walk over them is this class: a protocol only lists them.
 */
public final class FixedFields implements LayerFields {
  /** A field and where it stands. */
  public static final class Place {
    private final Field field;
    private final int offset;
    private final int length;
    private final int shift;

    private Place(int offset, Field field) {
      this.field = field;
      this.offset = offset;
      length = field.bits() / Byte.SIZE;
      shift = Long.numberOfTrailingZeros(field.mask());
      if (!isFixed(field)) {
        throw new IllegalArgumentException(field + " has no fixed width");
      }
    }

    private static boolean isFixed(Field field) {
      return switch (field.type()) {
        case IPV4, IPV6, MAC -> true;
        case NUMBER, FLAG -> field.bits() > 0;
        default -> false;
      };
    }

    private void push(byte[] bytes, int at, FieldSink sink) {
      switch (field.type()) {
        case NUMBER -> sink.number(field, bits(bytes, at) >>> shift, at, length);
        case FLAG -> sink.flag(field, bits(bytes, at) != 0, at, length);
        case IPV4 -> sink.ipv4(field, BigEndian.i32(bytes, at), at, length);
        case IPV6 ->
            sink.ipv6(field, BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, length);
        case MAC -> sink.mac(field, bytes, at);
        default -> throw new AssertionError(field);
      }
    }

    /** The value's bits where they stand in the number that holds them. */
    private long bits(byte[] bytes, int at) {
      return field.mask()
          & switch (length) {
            case 1 -> BigEndian.u8(bytes, at);
            case 2 -> BigEndian.u16(bytes, at);
            case 3 -> BigEndian.u24(bytes, at);
            case 4 -> BigEndian.u32(bytes, at);
            default -> BigEndian.i64(bytes, at);
          };
    }
  }

  private final Place[] places;
  private final List<Field> declared;

  private FixedFields(Place[] places) {
    this.places = places.clone();
    List<Field> fields = new ArrayList<>();
    for (Place place : places) {
      fields.add(place.field);
    }
    declared = List.copyOf(fields);
  }

  /**
   * Fields in the order in which they are listed, which is that of the header.
   *
   * @param places each made by {@link #at}
   */
  public static FixedFields of(Place... places) {
    return new FixedFields(places);
  }

  /**
   * A field and its place.
   *
   * @param offset of the first byte that holds the value, from the header's first
   * @param field a number, a flag in a number, or an address
   */
  public static Place at(int offset, Field field) {
    return new Place(offset, field);
  }

  @Override
  public List<Field> declared() {
    return declared;
  }

  /** Values that lie beyond the header, because it was cut, are left out. */
  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    for (Place place : places) {
      int at = start + place.offset;
      if (at + place.length <= end && sink.wants(place.field)) {
        place.push(bytes, at, sink);
      }
    }
  }
}

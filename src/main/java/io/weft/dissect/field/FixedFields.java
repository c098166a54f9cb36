package io.weft.dissect.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields at fixed places of a header, or of a record within a layer; how wide a number is follows
 * from its declaration. The walk over them is this class: a protocol only lists them. A protocol
 * whose layout depends on the bytes has one object for each layout, and reads it with {@link
 * #read(byte[], int, int, FieldSink)} where that layout begins.
 */
public final class FixedFields implements LayerFields {
  /** Stands for a length that reaches to the end of the header or record. */
  private static final int REST = -1;

  /** A field and where it stands. */
  public static final class Place {
    private final Field field;
    private final int offset;
    private final int length;
    private final int shift;
    private final int unit;
    private final boolean isLittleEndian;

    private Place(int offset, Field field, int length, int unit, boolean isLittleEndian) {
      this.field = field;
      this.offset = offset;
      this.length = length;
      this.unit = unit;
      this.isLittleEndian = isLittleEndian;
      shift = Long.numberOfTrailingZeros(field.mask());
    }

    /**
     * The same place of a number that counts units: the value is what stands there times the unit.
     */
    public Place times(int howMany) {
      return new Place(offset, field, length, howMany, isLittleEndian);
    }

    private void push(byte[] bytes, int at, int end, FieldSink sink) {
      switch (field.type()) {
        case NUMBER -> sink.number(field, number(bytes, at) * unit, at, length);
        case REAL -> sink.real(field, real(bits(bytes, at), length), at, length);
        case FLAG -> {
          if (field.isPresence()) {
            sink.flag(field, true, at, end - at);
          } else {
            sink.flag(field, bits(bytes, at) != 0, at, length);
          }
        }
        case IPV4 -> sink.ipv4(field, BigEndian.i32(bytes, at), at, length);
        case IPV6 ->
            sink.ipv6(field, BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, length);
        case MAC -> sink.mac(field, bytes, at);
        case BYTES -> sink.bytes(field, bytes, at, length == REST ? end - at : length);
        case TEXT -> sink.text(field, bytes, at, length == REST ? end - at : length);
        default -> throw new AssertionError(field);
      }
    }

    private long number(byte[] bytes, int at) {
      long value = bits(bytes, at) >>> shift;
      int unused = Long.SIZE - field.bits();
      return field.isSigned() ? value << unused >> unused : value;
    }

    /** The value's bits where they stand in the number that holds them. */
    private long bits(byte[] bytes, int at) {
      long value = 0;
      if (isLittleEndian) {
        for (int i = length - 1; i >= 0; i--) {
          value = value << Byte.SIZE | (bytes[at + i] & 0xFF);
        }
        return field.mask() & value;
      }
      return field.mask()
          & switch (length) {
            case 1 -> BigEndian.u8(bytes, at);
            case 2 -> BigEndian.u16(bytes, at);
            case 3 -> BigEndian.u24(bytes, at);
            case 4 -> BigEndian.u32(bytes, at);
            case Long.BYTES -> BigEndian.i64(bytes, at);
            default -> {
              for (int i = 0; i < length; i++) {
                value = value << Byte.SIZE | (bytes[at + i] & 0xFF);
              }
              yield value;
            }
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
   * @param places each made by one of the methods below
   */
  public static FixedFields of(Place... places) {
    return new FixedFields(places);
  }

  /**
   * The number that bits of IEEE 754 stand for.
   *
   * @param length of the number in bytes, 4 or 8
   */
  static double real(long bits, int length) {
    return length == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  /**
   * A field and its place.
   *
   * @param offset of the first byte that holds the value, from the header's first
   * @param field a number of either kind, a flag in a number, or an address
   */
  public static Place at(int offset, Field field) {
    return new Place(offset, field, width(field), 1, false);
  }

  /** A number, or a flag in a number, whose least significant byte stands first. */
  public static Place littleEndian(int offset, Field field) {
    return new Place(offset, field, width(field), 1, true);
  }

  /**
   * Bytes, or a text in UTF-8, of a fixed length.
   *
   * @param length in bytes
   */
  public static Place at(int offset, int length, Field field) {
    return new Place(offset, variable(field), length, 1, false);
  }

  /** Bytes, or a text in UTF-8, that reach to the end; without a value where that is empty. */
  public static Place rest(int offset, Field field) {
    return new Place(offset, variable(field), REST, 1, false);
  }

  /** A mark that the header or record is there, which the whole of it stands for. */
  public static Place whole(Field field) {
    if (!field.isPresence()) {
      throw new IllegalArgumentException(field + " has a value");
    }
    return new Place(0, field, REST, 1, false);
  }

  private static int width(Field field) {
    boolean isFixed =
        switch (field.type()) {
          case REAL, IPV4, IPV6, MAC -> true;
          case NUMBER, FLAG -> field.bits() > 0;
          default -> false;
        };
    if (!isFixed) {
      throw new IllegalArgumentException(field + " has no fixed width");
    }
    return field.bits() / Byte.SIZE;
  }

  private static Field variable(Field field) {
    if (field.type() != Field.Type.BYTES && field.type() != Field.Type.TEXT) {
      throw new IllegalArgumentException(field + " has a width of its own");
    }
    return field;
  }

  @Override
  public List<Field> declared() {
    return declared;
  }

  /** Values that lie beyond the header, because it was cut, are left out. */
  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    read(packet.bytes(layer), packet.start(layer), packet.payload(layer), sink);
  }

  /**
   * Reads the fields where they begin at any place of a layer.
   *
   * @param start first byte of the header or record
   * @param end index behind its last byte, or behind the last byte that was captured; values that
   *     lie beyond are left out
   */
  public void read(byte[] bytes, int start, int end, FieldSink sink) {
    for (Place place : places) {
      int at = start + place.offset;
      int least = place.length == REST ? 1 : place.length;
      if (at + least <= end && sink.wants(place.field)) {
        place.push(bytes, at, end, sink);
      }
    }
  }
}

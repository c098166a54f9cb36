package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the numbers of an element and the bits of each, in the order in which they are to be shown.
 * All stand with their least significant byte first.
 */
final class ElementLayout {
  /** How many spatial streams the sets of coding schemes tell of, in two bits each. */
  private static final int STREAMS = 8;

  private final List<FixedFields.Place> places = new ArrayList<>();

  /**
   * The number that holds the bits to come: where it stands, its width, and whose parts they are.
   */
  private int offset;

  private int width;
  private Field whole;

  private ElementLayout() {}

  static ElementLayout begin() {
    return new ElementLayout();
  }

  /** A number that has no bits of its own. */
  ElementLayout part(int at, Field number) {
    places.add(FixedFields.littleEndian(at, number.within(ElementFields.ELEMENT)));
    return this;
  }

  /** A number whose bits follow. */
  ElementLayout number(int at, Field number) {
    holder(at, number.bits(), number.hexadecimal().within(ElementFields.ELEMENT));
    places.add(FixedFields.littleEndian(at, whole));
    return this;
  }

  /** A number that is no field, whose bits follow: they are parts of the element itself. */
  ElementLayout unnamed(int at, int bits) {
    holder(at, bits, ElementFields.ELEMENT);
    return this;
  }

  private void holder(int at, int bits, Field field) {
    offset = at;
    width = bits;
    whole = field;
  }

  ElementLayout flag(String name, String label, long mask) {
    return add(Field.flag(name, label, width, mask));
  }

  /** Some bits that are shown in hexadecimal. */
  ElementLayout bits(String name, String label, long mask) {
    return add(Field.unsigned(name, label, width).masked(mask).hexadecimal());
  }

  /** Some bits that make a number. */
  ElementLayout decimal(String name, String label, long mask) {
    return add(Field.unsigned(name, label, width).masked(mask));
  }

  /** Two bits for each spatial stream: {@code NAME.ss1} to {@code NAME.ss8}. */
  ElementLayout streams(String name, String label) {
    for (int i = 0; i < STREAMS; i++) {
      bits(name + ".ss" + (i + 1), label + " " + (i + 1) + " SS", 0b11L << (2 * i));
    }
    return this;
  }

  private ElementLayout add(Field field) {
    places.add(FixedFields.littleEndian(offset, field.within(whole)));
    return this;
  }

  FixedFields end() {
    return FixedFields.of(places.toArray(new FixedFields.Place[0]));
  }

  /** Says that a part is there, where the element is long enough for it. */
  static void mark(Field field, int at, int length, int end, FieldSink sink) {
    if (at + length <= end && sink.wants(field)) {
      sink.flag(field, true, at, length);
    }
  }
}

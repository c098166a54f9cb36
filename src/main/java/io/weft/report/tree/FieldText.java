package io.weft.report.tree;

import io.weft.bytes.Addresses;
import io.weft.bytes.Hex;
import io.weft.dissect.field.Field;
import io.weft.report.json.JsonText;
import io.weft.report.text.SafeText;

/** Makes text for people of a field's values. Not thread-safe. */
final class FieldText {
  /** Of longer bytes only the first are shown; the dump has them all. */
  private static final int MAX_BYTES = 32;

  /** Of longer texts only the first characters are shown. */
  private static final int MAX_CHARACTERS = 240;

  private static final String CUT = "…";
  private static final int NANO_DIGITS = 9;

  private final boolean names;
  private final JsonText texts = new JsonText();

  /**
   * @param names whether values are called by their names
   */
  FieldText(boolean names) {
    this.names = names;
  }

  /** The number in the field's base. */
  static String digits(Field field, long value) {
    if (field.display() == Field.Display.HEXADECIMAL) {
      String digits = Long.toHexString(value);
      int width = (Long.bitCount(field.mask()) + 3) / 4;
      return "0x" + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
    return field.bits() == Long.SIZE && !field.isSigned()
        ? Long.toUnsignedString(value)
        : Long.toString(value);
  }

  /** The value's name; null where it has none, or none is wanted. */
  String name(Field field, long value) {
    String name = names ? field.valueNames().name(value) : null;
    return name == null ? null : text(name);
  }

  /** The number, behind its name in parentheses where it has one: {@code IPv4 (0x0800)}. */
  String number(Field field, long value) {
    String name = name(field, value);
    String digits = digits(field, value);
    return name == null ? digits : name + " (" + digits + ")";
  }

  /** A bit is set or not; any other flag is true or false. */
  String flag(Field field, boolean value) {
    String name = name(field, value ? 1 : 0);
    if (name != null) {
      return name;
    }
    return field.bits() > 0 ? (value ? "Set" : "Not set") : (value ? "True" : "False");
  }

  String span(long nanos) {
    return texts.fixedSeconds(nanos, NANO_DIGITS) + " seconds";
  }

  String time(long epochNanos) {
    return texts.time(epochNanos).replace('T', ' ').replace("Z", " UTC");
  }

  static String ipv4(int address) {
    return Addresses.ipv4(address);
  }

  static String ipv6(long high, long low) {
    return Addresses.ipv6(high, low);
  }

  static String mac(byte[] bytes, int from) {
    return Addresses.mac(bytes, from);
  }

  static String bytes(byte[] bytes, int from, int length) {
    return length <= MAX_BYTES
        ? Hex.of(bytes, from, from + length)
        : Hex.of(bytes, from, from + MAX_BYTES) + CUT + " (" + length + " bytes)";
  }

  /** The text without what would disturb a terminal. */
  static String text(CharSequence value) {
    if (value.length() <= MAX_CHARACTERS) {
      return SafeText.escape(value.toString());
    }
    int end = MAX_CHARACTERS;
    if (Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    return SafeText.escape(value.subSequence(0, end).toString()) + CUT;
  }
}

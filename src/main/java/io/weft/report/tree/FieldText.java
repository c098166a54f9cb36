package io.weft.report.tree;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.Hex;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.lookup.Vendors;
import io.weft.flow.OpenFlows;
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

  /** Knows the names of hosts; null for nobody. */
  private OpenFlows flows;

  private long packet;

  /**
   * @param names whether values are called by their names
   */
  FieldText(boolean names) {
    this.names = names;
  }

  /** Says who knows the names of hosts; null for nobody. */
  void ask(OpenFlows known) {
    flows = known;
  }

  /** Begins a packet. */
  void begin(Packet next) {
    packet = next.number();
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
    if (!names) {
      return null;
    }
    String name = field.valueNames().name(value);
    if (name == null) {
      name = field.usualNames().name(value);
    }
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

  String ipv4(int address) {
    return address(IpAddress.ipv4(address));
  }

  String ipv6(long high, long low) {
    return address(new IpAddress(true, high, low));
  }

  /** The address, with the name that DNS gave it in an earlier packet. */
  private String address(IpAddress address) {
    String name = names && flows != null ? flows.hostName(address, packet) : null;
    return name == null ? address.toString() : address + " (" + text(name) + ")";
  }

  /** The address, with its vendor's name where that is known and wanted. */
  String mac(byte[] bytes, int from) {
    String address = Addresses.mac(bytes, from);
    String vendor = names ? Vendors.name(BigEndian.u24(bytes, from)) : null;
    return vendor == null ? address : address + " (" + text(vendor) + ")";
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

package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of rules for flows, each a list of what packets must be like (RFC 8955, RFC 8956). */
final class FlowSpecFields {
  private static final int DESTINATION = 1;
  private static final int SOURCE = 2;
  private static final int TCP_FLAGS = 9;
  private static final int CODE_POINT = 11;
  private static final int FRAGMENT = 12;

  /** The first byte of a length of two bytes is at least this. */
  private static final int LONG_LENGTH = 0xF0;

  private static final int LAST = 0x80;

  private static final String NAME = "bgp.flowspec_nlri";
  private static final FixedFields RULE =
      FixedFields.of(rest(0, Field.bytes(NAME, "FLOW-SPEC nlri").repeating()));
  private static final Field LENGTH = Field.u16(NAME + ".length", "NLRI length").repeating();

  private static final String RD_NAME = "bgp.flowspec_route_distinguisher";
  private static final Field RD = Field.presence(RD_NAME, "Route Distinguisher").repeating();
  private static final FixedFields RD_TYPE =
      FixedFields.of(at(0, Field.u16(RD_NAME + "_type", "Route Distinguisher Type").repeating()));
  private static final Field RD_SHORT =
      Field.u16(RD_NAME + "_asnum_2", "Assigned Number Subfield").repeating();
  private static final FixedFields[] RDS = {
    FixedFields.of(
        at(2, Field.u16(RD_NAME + "_admin_as_num_2", "Administrator Subfield").repeating()),
        at(4, Field.u32(RD_NAME + "_asnum_4", "Assigned Number Subfield").repeating())),
    FixedFields.of(
        at(2, Field.ipv4(RD_NAME + "_admin_ipv4", "Administrator Subfield").repeating()),
        at(6, RD_SHORT)),
    FixedFields.of(
        at(2, Field.u32(RD_NAME + "_admin_as_num_4", "Administrator Subfield").repeating()),
        at(6, RD_SHORT))
  };

  private static final Field FILTER = Field.presence(NAME + ".filter", "Filter").repeating();
  private static final FixedFields TYPE =
      FixedFields.of(
          at(
              0,
              Field.u8(NAME + ".filter_type", "Filter type")
                  .named(
                      ValueNames.of(
                          "1 Destination prefix filter",
                          "2 Source prefix filter",
                          "3 Protocol / Next Header filter",
                          "4 Port filter",
                          "5 Destination port filter",
                          "6 Source port filter",
                          "7 ICMP type filter",
                          "8 ICMP code filter",
                          "9 TCP flags filter",
                          "10 Packet Length filter",
                          "11 DSCP marking filter",
                          "12 IP fragment filter",
                          "13 Flow label filter"))
                  .repeating()));
  private static final Field DESTINATION_4 =
      Field.ipv4(NAME + ".dst_prefix_filter", "Destination IP filter").repeating();
  private static final Field SOURCE_4 =
      Field.ipv4(NAME + ".src_prefix_filter", "Source IP filter").repeating();
  private static final FixedFields BITS_6 =
      FixedFields.of(
          at(0, Field.u8(NAME + ".ipv6_pref_length", "IPv6 prefix length").repeating()),
          at(1, Field.u8(NAME + ".ipv6_pref_offset", "IPv6 prefix offset").repeating()));
  private static final Field DESTINATION_6 =
      Field.ipv6(NAME + ".dst_ipv6_pref", "Destination IPv6 prefix").repeating();
  private static final Field SOURCE_6 =
      Field.ipv6(NAME + ".src_ipv6_pref", "Source IPv6 prefix").repeating();

  private static final Field OPERATOR =
      Field.u8(NAME + ".opflags", "Operator flags").hexadecimal().repeating();
  private static final FixedFields OPERATORS =
      FixedFields.of(
          at(0, OPERATOR),
          at(0, flag("eol", "end-of-list", LAST)),
          at(0, flag("and", "and", 0x40)),
          at(
              0,
              Field.u8(NAME + ".op.val_len", "Value length")
                  .masked(0x30)
                  .within(OPERATOR)
                  .repeating()),
          at(0, flag("un_bit4", "Reserved", 0x08)));
  private static final FixedFields COMPARISON =
      FixedFields.of(
          at(0, flag("lt", "less than", 0x04)),
          at(0, flag("gt", "greater than", 0x02)),
          at(0, flag("equal", "equal", 0x01)));
  private static final FixedFields MATCH =
      FixedFields.of(
          at(0, flag("un_bit5", "Reserved", 0x04)),
          at(0, flag("flg_not", "logical negation", 0x02)),
          at(0, flag("flg_match", "Match bit", 0x01)));

  private static final FixedFields[] NUMBERS = {
    FixedFields.of(at(0, Field.u8(NAME + ".dec_val_8", "Decimal value").repeating())),
    FixedFields.of(at(0, Field.u16(NAME + ".dec_val_16", "Decimal value").repeating())),
    FixedFields.of(at(0, Field.u32(NAME + ".dec_val_32", "Decimal value").repeating())),
    FixedFields.of(at(0, Field.u64(NAME + ".dec_val_64", "Decimal value").repeating()))
  };
  private static final FixedFields CODE_POINTS =
      FixedFields.of(
          at(
              0,
              Field.u8(NAME + ".val_dsfield", "Differentiated Services Codepoint")
                  .masked(0x3F)
                  .hexadecimal()
                  .repeating()));
  private static final Field PARTS =
      Field.u8(NAME + ".val_frag", "Fragment Flag").hexadecimal().repeating();
  private static final FixedFields FRAGMENTS =
      FixedFields.of(
          at(0, PARTS),
          at(0, part("lf", "Last fragment", 0x08)),
          at(0, part("ff", "First fragment", 0x04)),
          at(0, part("isf", "Is a fragment", 0x02)),
          at(0, part("df", "Don't fragment", 0x01)));
  private static final Field FLAGS =
      Field.u8(NAME + ".val_tcp.flags", "TCP flags").hexadecimal().repeating();
  private static final Field[] FLAG_BITS = flagBits();
  private static final FixedFields FLAGS_8 = flags(0);
  private static final FixedFields FLAGS_16 = flags(1);

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              RULE,
              RD_TYPE,
              LayerFields.declaring(List.of(RDS)),
              TYPE,
              BITS_6,
              OPERATORS,
              COMPARISON,
              MATCH,
              LayerFields.declaring(List.of(NUMBERS)),
              CODE_POINTS,
              FRAGMENTS,
              FLAGS_8,
              FLAGS_16),
          LENGTH,
          RD,
          FILTER,
          DESTINATION_4,
          SOURCE_4,
          DESTINATION_6,
          SOURCE_6);

  private FlowSpecFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(NAME + ".op." + name, label, 8, mask).within(OPERATOR).repeating();
  }

  private static Field[] flagBits() {
    String[] names = {"cwr", "ecn", "urg", "ack", "push", "reset", "syn", "fin"};
    Field[] bits = new Field[names.length];
    for (int i = 0; i < names.length; i++) {
      bits[i] =
          Field.flag(NAME + ".val_tcp.flags." + names[i], names[i], 8, 0x80 >> i)
              .within(FLAGS)
              .repeating();
    }
    return bits;
  }

  /** TCP's flags, which are the last byte of the value. */
  private static FixedFields flags(int offset) {
    FixedFields.Place[] places = new FixedFields.Place[FLAG_BITS.length + 1];
    places[0] = at(offset, FLAGS);
    for (int i = 0; i < FLAG_BITS.length; i++) {
      places[i + 1] = at(offset, FLAG_BITS[i]);
    }
    return FixedFields.of(places);
  }

  private static Field part(String name, String label, int mask) {
    return Field.flag(NAME + ".val_frag_" + name, label, 8, mask).within(PARTS).repeating();
  }

  /**
   * Reads rules, each behind its length.
   *
   * @param isLong are its prefixes of IPv6?
   * @param isPrivate does each begin with the route distinguisher of a VPN?
   */
  static void read(
      boolean isLong, boolean isPrivate, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at < end) {
      boolean isWide = BigEndian.u8(bytes, at) >= LONG_LENGTH && end - at >= 2;
      int rule = at + (isWide ? 2 : 1);
      int length = isWide ? BigEndian.u16(bytes, at) & 0xFFF : BigEndian.u8(bytes, at);
      int next = Math.min(end, rule + length);
      RULE.read(bytes, at, next, sink);
      Marks.number(LENGTH, length, at, rule - at, sink);
      if (isPrivate && next - rule >= PrefixFields.DISTINGUISHER) {
        distinguisher(bytes, rule, sink);
        rule += PrefixFields.DISTINGUISHER;
      }
      filters(isLong, bytes, rule, next, sink);
      at = next;
    }
  }

  private static void distinguisher(byte[] bytes, int at, FieldSink sink) {
    Marks.mark(RD, at, PrefixFields.DISTINGUISHER, sink);
    RD_TYPE.read(bytes, at, at + PrefixFields.DISTINGUISHER, sink);
    int type = BigEndian.u16(bytes, at);
    if (type < RDS.length) {
      RDS[type].read(bytes, at, at + PrefixFields.DISTINGUISHER, sink);
    }
  }

  private static void filters(boolean isLong, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at < end) {
      int type = BigEndian.u8(bytes, at);
      int next = filterEnd(isLong, type, bytes, at, end);
      Marks.mark(FILTER, at, next - at, sink);
      TYPE.read(bytes, at, end, sink);
      if (type == DESTINATION || type == SOURCE) {
        prefix(isLong, type == DESTINATION, bytes, at + 1, next, sink);
      } else {
        values(type, bytes, at + 1, next, sink);
      }
      at = next;
    }
  }

  private static int filterEnd(boolean isLong, int type, byte[] bytes, int at, int end) {
    if (at + 1 >= end) {
      return end;
    }
    if (type == DESTINATION || type == SOURCE) {
      return Math.min(end, patternAt(isLong, at + 1) + patternLength(isLong, bytes, at + 1, end));
    }
    int value = at + 1;
    while (value < end) {
      boolean isLast = (bytes[value] & LAST) != 0;
      value += 1 + valueLength(bytes[value]);
      if (isLast) {
        break;
      }
    }
    return Math.min(end, value);
  }

  /** A prefix of IPv6 says behind its length how many of its bits are left out (RFC 8956 3.1). */
  private static int skippedBits(boolean isLong, byte[] bytes, int at, int end) {
    return isLong && at + 1 < end ? BigEndian.u8(bytes, at + 1) : 0;
  }

  private static int patternAt(boolean isLong, int at) {
    return at + (isLong ? 2 : 1);
  }

  private static int patternLength(boolean isLong, byte[] bytes, int at, int end) {
    int bits = BigEndian.u8(bytes, at) - skippedBits(isLong, bytes, at, end);
    return (Math.max(0, bits) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static int valueLength(int operator) {
    return 1 << (operator >> 4 & 3);
  }

  private static void prefix(
      boolean isLong, boolean isDestination, byte[] bytes, int at, int end, FieldSink sink) {
    if (at >= end) {
      return;
    }
    int bits = BigEndian.u8(bytes, at);
    if (isLong) {
      BITS_6.read(bytes, at, end, sink);
    } else {
      PrefixFields.length(bits, at, sink);
    }
    int pattern = patternAt(isLong, at);
    if (patternLength(isLong, bytes, at, end) > end - pattern
        || skippedBits(isLong, bytes, at, end) > 0) {
      return; // it is cut, or the bits in the midst of an address, which has no text
    }
    Field field =
        isLong
            ? (isDestination ? DESTINATION_6 : SOURCE_6)
            : (isDestination ? DESTINATION_4 : SOURCE_4);
    PrefixFields.address(field, bits, bytes, pattern, end, sink);
  }

  private static void values(int type, byte[] bytes, int from, int end, FieldSink sink) {
    boolean isMatch = type == TCP_FLAGS || type == CODE_POINT || type == FRAGMENT;
    int at = from;
    while (at < end) {
      OPERATORS.read(bytes, at, end, sink);
      (isMatch ? MATCH : COMPARISON).read(bytes, at, end, sink);
      value(type, bytes[at]).read(bytes, at + 1, end, sink);
      at += 1 + valueLength(bytes[at]);
    }
  }

  private static FixedFields value(int type, int operator) {
    return switch (type) {
      case TCP_FLAGS -> valueLength(operator) == 1 ? FLAGS_8 : FLAGS_16;
      case CODE_POINT -> CODE_POINTS;
      case FRAGMENT -> FRAGMENTS;
      default -> NUMBERS[operator >> 4 & 3];
    };
  }
}

package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The body of a message that renumbers routers (RFC 2894, section 3). */
final class RouterRenumberingFields {
  private static final int CODE_COMMAND = 0;
  private static final int CODE_RESULT = 1;
  private static final int HEADER_LENGTH = 16;
  private static final int MATCH_LENGTH = 24;
  private static final int USE_LENGTH = 32;
  private static final int RESULT_LENGTH = 24;

  private static final Field FLAGS = Field.u8("icmpv6.rr.flag", "Flags").hexadecimal();
  private static final FixedFields HEADER =
      FixedFields.of(
          at(4, Field.u32("icmpv6.rr.sequence_number", "Sequence Number")),
          at(8, Field.u8("icmpv6.rr.segment_number", "Segment Number")),
          at(9, FLAGS),
          at(9, Field.flag("icmpv6.rr.flag.t", "Test Command", 8, 0x80).within(FLAGS)),
          at(9, Field.flag("icmpv6.rr.flag.r", "Result requested", 8, 0x40).within(FLAGS)),
          at(9, Field.flag("icmpv6.rr.flag.a", "All Interfaces", 8, 0x20).within(FLAGS)),
          at(9, Field.flag("icmpv6.rr.flag.s", "Site-specific", 8, 0x10).within(FLAGS)),
          at(9, Field.flag("icmpv6.rr.flag.p", "Processed previously", 8, 0x08).within(FLAGS)),
          at(9, Field.u8("icmpv6.rr.flag.rsv", "Reserved").masked(0x07).within(FLAGS)),
          at(10, Field.u16("icmpv6.rr.maxdelay", "Max Delay")),
          at(12, 4, Icmpv6Fields.RESERVED));

  private static final Field MATCH =
      Field.presence("icmpv6.rr.pco.mp", "Match-Prefix Part").repeating();
  private static final FixedFields MATCHES =
      FixedFields.of(
          at(
              0,
              Field.u8("icmpv6.rr.pco.mp.opcode", "OpCode")
                  .named(ValueNames.of("1 Add", "2 Change", "3 Set Global"))
                  .repeating()),
          at(1, Field.u8("icmpv6.rr.pco.mp.oplength", "OpLength").repeating()),
          at(2, Field.u8("icmpv6.rr.pco.mp.ordinal", "Ordinal").hexadecimal().repeating()),
          at(3, Field.u8("icmpv6.rr.pco.mp.matchlen", "MatchLen").repeating()),
          at(4, Field.u8("icmpv6.rr.pco.mp.minlen", "MinLen").repeating()),
          at(5, Field.u8("icmpv6.rr.pco.mp.maxlen", "MaxLen").repeating()),
          at(6, 2, Icmpv6Fields.RESERVED),
          at(8, Field.ipv6("icmpv6.rr.pco.mp.matchprefix", "MatchPrefix").repeating()));

  private static final Field USE =
      Field.presence("icmpv6.rr.pco.up", "Use-Prefix Part").repeating();
  private static final Field USE_MASK =
      Field.u8("icmpv6.rr.pco.up.flagmask", "FlagMask").hexadecimal().repeating();
  private static final Field ON_LINK =
      Field.flag("icmpv6.rr.pco.up.flagmask.l", "On-link flag(L)", 8, 0x80)
          .within(USE_MASK)
          .repeating();
  private static final Field AUTONOMOUS =
      Field.flag("icmpv6.rr.pco.up.flagmask.a", "Autonomous address-configuration flag(A)", 8, 0x40)
          .within(USE_MASK)
          .repeating();
  private static final Field OTHER_BITS =
      Field.u8("icmpv6.rr.pco.up.flagmask.reserved", "Reserved")
          .masked(0x3F)
          .within(USE_MASK)
          .repeating();
  private static final Field USE_FLAGS =
      Field.u32("icmpv6.rr.pco.up.flag", "Flags").hexadecimal().repeating();
  private static final FixedFields USES =
      FixedFields.of(
          at(0, Field.u8("icmpv6.rr.pco.up.uselen", "UseLen").repeating()),
          at(1, Field.u8("icmpv6.rr.pco.up.keeplen", "KeepLen").repeating()),
          at(2, USE_MASK),
          at(2, ON_LINK),
          at(2, AUTONOMOUS),
          at(2, OTHER_BITS),
          at(3, Field.u8("icmpv6.rr.pco.up.raflags", "RAFlags").hexadecimal().repeating()),
          // Wireshark gives the bits of the flags the names of those of their mask.
          at(3, ON_LINK),
          at(3, AUTONOMOUS),
          at(3, OTHER_BITS),
          at(4, Field.u32("icmpv6.rr.pco.up.validlifetime", "Valid Lifetime").repeating()),
          at(8, Field.u32("icmpv6.rr.pco.up.preferredlifetime", "Preferred Lifetime").repeating()),
          at(12, USE_FLAGS),
          at(12, useFlag("v", "Decrement valid lifetime", 0x8000_0000L)),
          at(12, useFlag("p", "Decrement preferred lifetime", 0x4000_0000L)),
          at(
              12,
              Field.u32("icmpv6.rr.pco.up.flag.reserved", "Reserved")
                  .masked(0x3FFF_FFFF)
                  .within(USE_FLAGS)
                  .repeating()),
          at(16, Field.ipv6("icmpv6.rr.pco.up.useprefix", "UsePrefix").repeating()));

  private static final Field RESULT = Field.presence("icmpv6.rr.rm", "Result Message").repeating();
  private static final Field RESULT_FLAGS =
      Field.u16("icmpv6.rr.rm.flag", "Flags").hexadecimal().repeating();
  private static final FixedFields RESULTS =
      FixedFields.of(
          at(0, RESULT_FLAGS),
          at(0, resultFlag("b", "Bounds", 0x0002)),
          at(0, resultFlag("f", "Forbidden", 0x0001)),
          at(
              0,
              Field.u16("icmpv6.rr.rm.flag.reserved", "Reserved")
                  .masked(0xFFFC)
                  .within(RESULT_FLAGS)
                  .repeating()),
          at(2, Field.u8("icmpv6.rr.rm.ordinal", "Ordinal").hexadecimal().repeating()),
          at(3, Field.u8("icmpv6.rr.rm.matchedlen", "MatchedLen").repeating()),
          at(4, Field.u32("icmpv6.rr.rm.interfaceindex", "InterfaceIndex").repeating()),
          at(8, Field.ipv6("icmpv6.rr.rm.matchedprefix", "MatchedPrefix").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(HEADER, MATCHES, USES, RESULTS), MATCH, USE, RESULT);

  private RouterRenumberingFields() {}

  private static Field useFlag(String name, String label, long mask) {
    return Field.flag("icmpv6.rr.pco.up.flag." + name, label, 32, mask)
        .within(USE_FLAGS)
        .repeating();
  }

  private static Field resultFlag(String name, String label, int mask) {
    return Field.flag("icmpv6.rr.rm.flag." + name, label, 16, mask)
        .within(RESULT_FLAGS)
        .repeating();
  }

  /**
   * Reads a message.
   *
   * @param start of the ICMPv6 header
   */
  static void read(byte[] bytes, int start, int end, FieldSink sink) {
    HEADER.read(bytes, start, end, sink);
    int body = start + HEADER_LENGTH;
    switch (BigEndian.u8(bytes, start + 1)) {
      case CODE_COMMAND -> commands(bytes, body, end, sink);
      case CODE_RESULT -> {
        for (int at = body; end - at >= RESULT_LENGTH; at += RESULT_LENGTH) {
          mark(RESULT, at, sink);
          RESULTS.read(bytes, at, end, sink);
        }
      }
      default -> {} // The reset of sequence numbers has no body.
    }
  }

  /** Reads what prefixes are to be matched, each with those to be used in their place. */
  private static void commands(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= MATCH_LENGTH) {
      int length = Math.max(MATCH_LENGTH, BigEndian.u8(bytes, at + 1) << 3);
      int next = Math.min(end, at + length);
      mark(MATCH, at, sink);
      MATCHES.read(bytes, at, end, sink);
      for (int use = at + MATCH_LENGTH; next - use >= USE_LENGTH; use += USE_LENGTH) {
        mark(USE, use, sink);
        USES.read(bytes, use, end, sink);
      }
      at = next;
    }
  }

  private static void mark(Field field, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, 0);
    }
  }
}

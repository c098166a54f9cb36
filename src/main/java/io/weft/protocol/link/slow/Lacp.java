package io.weft.protocol.link.slow;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message by which two systems join links (IEEE 802.1AX, clause 6.4.2). */
public final class Lacp {
  public static final Protocol PROTOCOL = Protocol.of("lacp", "LACP");

  private static final int TERMINATOR = 0;
  private static final int ACTOR = 1;
  private static final int PARTNER = 2;
  private static final int COLLECTOR = 3;

  private static final FixedFields VERSION =
      FixedFields.of(at(0, Field.u8("lacp.version", "LACP Version").hexadecimal()));
  private static final FixedFields ELEMENT =
      FixedFields.of(
          at(
              0,
              Field.u8("lacp.tlv_type", "TLV Type")
                  .hexadecimal()
                  .named(
                      ValueNames.from0(
                          "Terminator",
                          "Actor information",
                          "Partner information",
                          "Collector information"))
                  .repeating()),
          at(1, Field.u8("lacp.tlv_length", "TLV Length").hexadecimal().repeating()));
  private static final FixedFields ACTORS = side("lacp.actor.", "Actor");
  private static final FixedFields PARTNERS = side("lacp.partner.", "Partner");
  private static final Field ACTOR_TEXT =
      Field.text("lacp.actor.state_str", "Actor State Flags").generated();
  private static final Field PARTNER_TEXT =
      Field.text("lacp.partner.state_str", "Partner State Flags").generated();
  private static final FixedFields COLLECTORS =
      FixedFields.of(
          at(2, Field.u16("lacp.collector.max_delay", "Collector Max Delay")),
          at(4, 12, Field.bytes("lacp.coll_reserved", "Reserved")));
  private static final FixedFields PADDING =
      FixedFields.of(rest(2, Field.bytes("lacp.pad", "Pad")));

  static final LayerFields FIELDS =
      LayerFields.of(
          Lacp::read,
          List.of(VERSION, ELEMENT, ACTORS, PARTNERS, COLLECTORS, PADDING),
          ACTOR_TEXT,
          PARTNER_TEXT);

  private Lacp() {}

  private static FixedFields side(String prefix, String who) {
    Field state = Field.u8(prefix + "state", who + " State").hexadecimal();
    return FixedFields.of(
        at(2, Field.u16(prefix + "sys_priority", who + " System Priority")),
        at(4, Field.mac(prefix + "sysid", who + " System ID")),
        at(10, Field.u16(prefix + "key", who + " Key")),
        at(12, Field.u16(prefix + "port_priority", who + " Port Priority")),
        at(14, Field.u16(prefix + "port", who + " Port")),
        at(16, state),
        at(16, Field.flag(prefix + "state.activity", "LACP Activity", 8, 0x01).within(state)),
        at(16, Field.flag(prefix + "state.timeout", "LACP Timeout", 8, 0x02).within(state)),
        at(16, Field.flag(prefix + "state.aggregation", "Aggregation", 8, 0x04).within(state)),
        at(
            16,
            Field.flag(prefix + "state.synchronization", "Synchronization", 8, 0x08).within(state)),
        at(16, Field.flag(prefix + "state.collecting", "Collecting", 8, 0x10).within(state)),
        at(16, Field.flag(prefix + "state.distributing", "Distributing", 8, 0x20).within(state)),
        at(16, Field.flag(prefix + "state.defaulted", "Defaulted", 8, 0x40).within(state)),
        at(16, Field.flag(prefix + "state.expired", "Expired", 8, 0x80).within(state)),
        at(17, 3, Field.bytes(prefix + "reserved", "Reserved")));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    VERSION.read(bytes, at, end, sink);
    at++;
    while (at + 2 <= end) {
      ELEMENT.read(bytes, at, end, sink);
      int length = BigEndian.u8(bytes, at + 1);
      int type = bytes[at];
      if (type == TERMINATOR) {
        PADDING.read(bytes, at, end, sink);
        return;
      }
      if (length < 2) {
        return;
      }
      int next = Math.min(at + length, end);
      switch (type) {
        case ACTOR -> side(ACTORS, ACTOR_TEXT, bytes, at, next, sink);
        case PARTNER -> side(PARTNERS, PARTNER_TEXT, bytes, at, next, sink);
        case COLLECTOR -> COLLECTORS.read(bytes, at, next, sink);
        default -> {} // No other element is common.
      }
      at += length;
    }
  }

  private static void side(
      FixedFields fields, Field text, byte[] bytes, int at, int end, FieldSink sink) {
    fields.read(bytes, at, end, sink);
    if (at + 16 >= end || !sink.wants(text)) {
      return;
    }
    int state = bytes[at + 16];
    StringBuilder letters = sink.scratch();
    for (int i = 7; i >= 0; i--) {
      letters.append((state & (1 << i)) != 0 ? "EFDCSGSA".charAt(7 - i) : '*');
    }
    sink.text(text, letters, 0, 0);
  }
}

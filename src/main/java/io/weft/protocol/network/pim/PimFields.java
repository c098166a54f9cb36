package io.weft.protocol.network.pim;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class PimFields {
  private static final int OPTION_HEADER = 4;

  // Options of a hello (IANA, PIM-Hello Options).
  private static final int HOLD_TIME_OPTION = 1;
  private static final int PRUNE_DELAY = 2;
  private static final int PRIORITY = 19;
  private static final int GENERATION = 20;
  private static final int STATE_REFRESH = 21;

  private static final Field RESERVED =
      Field.bytes("pim.res_bytes", "Reserved byte(s)").repeating();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("pim.version", "Version").masked(0xF0)),
          at(0, Field.u8("pim.type", "Type").masked(0x0F).named(Pim.TYPES)),
          at(1, 1, RESERVED),
          at(2, Field.u16("pim.cksum", "Checksum").hexadecimal()));

  private static final Field HOLD_TIME = Field.u16("pim.holdtime", "Holdtime");
  private static final FixedFields OPTION =
      FixedFields.of(
          at(0, Field.u16("pim.optiontype", "Type").repeating()),
          at(2, Field.u16("pim.optionlength", "Length").repeating()));
  private static final FixedFields OF_HOLD_TIME = FixedFields.of(at(0, HOLD_TIME));
  private static final FixedFields OF_PRUNE_DELAY =
      FixedFields.of(
          at(0, Field.flag("pim.t", "T", Byte.SIZE, 0x80)),
          at(0, Field.u16("pim.propagation_delay", "Propagation Delay").masked(0x7FFF)),
          at(2, Field.u16("pim.override_interval", "Override Interval")));
  private static final FixedFields OF_PRIORITY =
      FixedFields.of(at(0, Field.u32("pim.dr_priority", "DR Priority")));
  private static final FixedFields OF_GENERATION =
      FixedFields.of(at(0, Field.u32("pim.generation_id", "Generation ID")));
  private static final FixedFields OF_STATE_REFRESH =
      FixedFields.of(
          at(0, Field.u8("pim.state_refresh_version", "Version")),
          at(1, Field.u8("pim.state_refresh_interval", "Interval")),
          at(2, Field.u16("pim.state_refresh_reserved", "Reserved")));
  private static final FixedFields OTHER =
      FixedFields.of(FixedFields.rest(0, Field.bytes("pim.optionvalue", "Unknown").repeating()));

  private static final Field REGISTER_FLAGS = Field.u32("pim.register_flag", "Flags").hexadecimal();
  private static final FixedFields REGISTER =
      FixedFields.of(
          at(0, REGISTER_FLAGS),
          at(
              0,
              Field.flag("pim.register_flag.border", "Border", 32, 0x8000_0000L)
                  .within(REGISTER_FLAGS)),
          at(
              0,
              Field.flag("pim.register_flag.null_register", "Null-Register", 32, 0x4000_0000L)
                  .within(REGISTER_FLAGS)));
  private static final FixedFields GROUPS =
      FixedFields.of(
          at(0, 1, RESERVED), at(1, Field.u8("pim.numgroups", "Num Groups")), at(2, HOLD_TIME));
  private static final FixedFields COUNTS =
      FixedFields.of(
          at(0, Field.u16("pim.numjoins", "Num Joins").repeating()),
          at(2, Field.u16("pim.numprunes", "Num Prunes").repeating()));

  private PimFields() {}

  static LayerFields all() {
    return LayerFields.of(
        PimFields::read,
        List.of(
            HEAD,
            OPTION,
            OF_HOLD_TIME,
            OF_PRUNE_DELAY,
            OF_PRIORITY,
            OF_GENERATION,
            OF_STATE_REFRESH,
            OTHER,
            REGISTER,
            GROUPS,
            COUNTS,
            PimAddress.DECLARED));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int body = start + Pim.HEADER_LENGTH;
    switch (Pim.type(bytes, start)) {
      case Pim.HELLO -> options(bytes, body, limit, sink);
      case Pim.REGISTER -> REGISTER.read(bytes, body, limit, sink);
      case Pim.JOIN_PRUNE, Pim.GRAFT, Pim.GRAFT_ACK -> joins(bytes, body, limit, sink);
      default -> {} // The others are not read.
    }
  }

  private static void options(byte[] bytes, int from, int limit, FieldSink sink) {
    int at = from;
    while (limit - at >= OPTION_HEADER) {
      OPTION.read(bytes, at, limit, sink);
      int value = at + OPTION_HEADER;
      int end = value + BigEndian.u16(bytes, at + 2);
      if (end > limit) {
        return;
      }
      FixedFields fields =
          switch (BigEndian.u16(bytes, at)) {
            case HOLD_TIME_OPTION -> OF_HOLD_TIME;
            case PRUNE_DELAY -> OF_PRUNE_DELAY;
            case PRIORITY -> OF_PRIORITY;
            case GENERATION -> OF_GENERATION;
            case STATE_REFRESH -> OF_STATE_REFRESH;
            default -> OTHER;
          };
      fields.read(bytes, value, end, sink);
      at = end;
    }
  }

  private static void joins(byte[] bytes, int from, int limit, FieldSink sink) {
    int at = PimAddress.NEIGHBOR.read(bytes, from, limit, sink);
    if (at == FieldSequence.CUT || limit - at < 4) {
      return;
    }
    GROUPS.read(bytes, at, limit, sink);
    int groups = BigEndian.u8(bytes, at + 1);
    at += 4;
    for (int i = 0; i < groups; i++) {
      at = PimAddress.GROUP.read(bytes, at, limit, sink);
      if (at == FieldSequence.CUT || limit - at < 4) {
        return;
      }
      COUNTS.read(bytes, at, limit, sink);
      int joins = BigEndian.u16(bytes, at);
      int prunes = BigEndian.u16(bytes, at + 2);
      at = PimAddress.JOIN.readAll(joins, bytes, at + 4, limit, sink);
      at = PimAddress.PRUNE.readAll(prunes, bytes, at, limit, sink);
    }
  }
}

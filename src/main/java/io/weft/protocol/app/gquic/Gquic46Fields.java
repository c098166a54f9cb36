package io.weft.protocol.app.gquic;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the headers of version Q046, which are after those of IETF's drafts. */
final class Gquic46Fields {
  /** What the lengths of a long header say for eight bytes, the only ones but none. */
  private static final int EIGHT_BYTES = 5;

  private static final FixedFields.Place FORM =
      at(
          0,
          Field.u8("gquic.header_form", "Header Form")
              .masked(0x80)
              .named(ValueNames.from0("Short Header", "Long Header"))
              .within(GquicFields.FLAGS));
  private static final FixedFields.Place FIXED =
      at(0, GquicFields.flag("gquic.fixed_bit", "Fixed Bit", 0x40));
  private static final FixedFields.Place NUMBER_LENGTH =
      at(
          0,
          Field.u8("gquic.packet_number_length", "Packet Number Length")
              .masked(0x03)
              .named(ValueNames.from0("1 bytes", "2 bytes", "3 bytes", "4 bytes"))
              .within(GquicFields.FLAGS));
  private static final FixedFields SHORT =
      FixedFields.of(at(0, GquicFields.FLAGS), FORM, FIXED, NUMBER_LENGTH);
  private static final FixedFields LONG =
      FixedFields.of(
          at(0, GquicFields.FLAGS),
          FORM,
          FIXED,
          at(
              0,
              Field.u8("gquic.long.packet_type", "Packet Type")
                  .masked(0x30)
                  .named(ValueNames.from0("Initial", "0-RTT", "Handshake", "Retry"))
                  .within(GquicFields.FLAGS)),
          at(0, Field.u8("gquic.long.reserved", "Reserved").masked(0x0C).within(GquicFields.FLAGS)),
          NUMBER_LENGTH,
          at(1, Gquic.VERSION_LENGTH, GquicFields.VERSION),
          at(
              Gquic.LONG_LENGTHS,
              Field.u8("gquic.dcil", "Destination Connection ID Length").masked(0xF0)),
          at(
              Gquic.LONG_LENGTHS,
              Field.u8("gquic.scil", "Source Connection ID Length").masked(0x0F)));

  static final LayerFields DECLARED = LayerFields.declaring(List.of(SHORT, LONG));

  private Gquic46Fields() {}

  static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (Gquic.isShort(bytes, start)) {
      SHORT.read(bytes, start, limit, sink);
      boolean isServer = packet.attached(layer) instanceof GquicSide side && side.isServer();
      numbered(
          packet,
          layer,
          connection(isServer ? 0 : EIGHT_BYTES, bytes, start + 1, limit, sink),
          sink);
      return;
    }
    LONG.read(bytes, start, limit, sink);
    int lengths = BigEndian.u8(bytes, start + Gquic.LONG_LENGTHS);
    int at = connection(lengths >> 4, bytes, start + Gquic.LONG_CONNECTIONS, limit, sink);
    numbered(packet, layer, connection(lengths & 0x0F, bytes, at, limit, sink), sink);
  }

  /** Returns the index behind a connection's number; -1 where it is cut, or of no known length. */
  private static int connection(int length, byte[] bytes, int at, int limit, FieldSink sink) {
    if (length == 0 || at < 0) {
      return at;
    }
    if (length != EIGHT_BYTES || limit - at < Gquic.CONNECTION_LENGTH) {
      return -1;
    }
    GquicFields.number(
        GquicFields.CONNECTION, bytes, at, Gquic.CONNECTION_LENGTH, Gquic.LATEST, sink);
    return at + Gquic.CONNECTION_LENGTH;
  }

  private static void numbered(Packet packet, int layer, int at, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int length = (bytes[packet.start(layer)] & 3) + 1;
    if (at >= 0 && length <= packet.limit(layer) - at) {
      GquicFields.number(GquicFields.NUMBER, bytes, at, length, Gquic.LATEST, sink);
      GquicFields.payload(packet, layer, at + length, Gquic.LATEST, sink);
    }
  }
}

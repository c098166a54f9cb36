package io.weft.protocol.network.isis;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of messages of IS-IS, by Wireshark's names. */
final class IsisFields {
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("isis.irpd", "Intradomain Routing Protocol Discriminator").hexadecimal()),
          at(1, Field.u8("isis.len", "Length Indicator")),
          at(2, Field.u8("isis.version", "Version/Protocol ID Extension")),
          at(3, Field.u8("isis.sysid_len", "ID Length")),
          at(Isis.TYPE, Field.u8("isis.type.reserved", "Reserved").masked(0xE0).hexadecimal()),
          at(Isis.TYPE, Field.u8("isis.type", "PDU Type").masked(Isis.TYPE_BITS).named(Isis.TYPES)),
          at(5, Field.u8("isis.version2", "Version")),
          at(6, Field.u8("isis.reserved", "Reserved")),
          at(7, Field.u8("isis.max_area_adr", "Maximum Area Addresses")));

  private IsisFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(HEAD.declared());
    declared.addAll(HelloFields.declared());
    declared.addAll(LinkStateFields.declared());
    declared.addAll(SequenceFields.declared());
    return LayerFields.of(IsisFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int body = start + Isis.HEADER_LENGTH;
    switch (Isis.type(bytes, start)) {
      case Isis.LAN_HELLO_1, Isis.LAN_HELLO_2 -> HelloFields.read(bytes, body, limit, true, sink);
      case Isis.POINT_TO_POINT_HELLO -> HelloFields.read(bytes, body, limit, false, sink);
      case Isis.LINK_STATE_1, Isis.LINK_STATE_2 -> LinkStateFields.read(bytes, body, limit, sink);
      case Isis.COMPLETE_1, Isis.COMPLETE_2 -> SequenceFields.read(bytes, body, limit, true, sink);
      case Isis.PARTIAL_1, Isis.PARTIAL_2 -> SequenceFields.read(bytes, body, limit, false, sink);
      default -> {}
    }
  }
}

package io.weft.protocol.link.loopback;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;

/** The one number of the header, which is an address family, or on some systems an ethertype. */
final class LoopbackFields {
  private static final Field FAMILY =
      Field.u32("null.family", "Family")
          .named(ValueNames.of("2 IP", "24 IPv6", "28 IPv6", "30 IPv6"));
  private static final Field TYPE = Field.u16("null.type", "Type").hexadecimal();

  static final LayerFields FIELDS = LayerFields.of(LoopbackFields::read, FAMILY, TYPE);

  private LoopbackFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    int from = packet.start(layer);
    int family = Loopback.family(packet.bytes(layer), from);
    Field field = family >= EtherType.MIN ? TYPE : FAMILY;
    if (sink.wants(field)) {
      sink.number(field, family, from, Loopback.HEADER_LENGTH);
    }
  }
}

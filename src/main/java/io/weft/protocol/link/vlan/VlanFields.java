package io.weft.protocol.link.vlan;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.TrailerFields;
import java.util.List;

/** The fields of customers' tags. */
final class VlanFields {
  private static final FixedFields CONTROL =
      FixedFields.of(
          at(
              0,
              Field.u16("vlan.priority", "Priority")
                  .masked(0xE000)
                  .named(
                      ValueNames.from0(
                          "Best effort",
                          "Background",
                          "Excellent effort",
                          "Critical applications",
                          "Video",
                          "Voice",
                          "Internetwork control",
                          "Network control"))),
          at(0, Field.flag("vlan.dei", "Drop eligible", 16, 0x1000)),
          at(0, Field.u16("vlan.id", "ID").masked(0x0FFF)));

  private static final Field TYPE =
      Field.u16("vlan.etype", "Type").hexadecimal().named(EtherType.NAMES);
  private static final Field LENGTH = Field.u16("vlan.len", "Length");
  private static final LayerFields TRAILER =
      TrailerFields.ofTag(Field.bytes("vlan.trailer", "Trailer"));

  static final LayerFields FIELDS =
      LayerFields.of(VlanFields::read, List.of(CONTROL, TRAILER), TYPE, LENGTH);

  private VlanFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    CONTROL.read(bytes, at, packet.payload(layer), sink);
    int value = VlanTag.type(bytes, at);
    Field field = value >= EtherType.MIN ? TYPE : LENGTH;
    if (sink.wants(field)) {
      sink.number(field, value, at + VlanTag.TYPE, 2);
    }
    TRAILER.read(packet, layer, sink);
  }
}

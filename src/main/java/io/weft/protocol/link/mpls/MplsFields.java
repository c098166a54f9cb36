package io.weft.protocol.link.mpls;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a label stack, each of which repeats with every entry, and of the control word. */
final class MplsFields {
  private static final FixedFields ENTRY =
      FixedFields.of(
          at(
              0,
              Field.u32("mpls.label", "MPLS Label")
                  .masked(0xFFFF_F000L)
                  .named(
                      ValueNames.of(
                          "0 IPv4 explicit-null",
                          "1 Router alert",
                          "2 IPv6 explicit-null",
                          "3 Implicit-null",
                          "7 Entropy label indicator",
                          "13 Generic associated channel label",
                          "14 OAM alert",
                          "15 Extension"))
                  .repeating()),
          at(0, Field.u32("mpls.exp", "MPLS Experimental Bits").masked(0x0E00).repeating()),
          at(0, Field.u32("mpls.bottom", "MPLS Bottom Of Label Stack").masked(0x0100).repeating()),
          at(0, Field.u32("mpls.ttl", "MPLS TTL").masked(0x00FF).repeating()));

  static final LayerFields FIELDS = LayerFields.of(MplsFields::read, List.of(ENTRY));

  static final LayerFields CONTROL_WORD =
      FixedFields.of(at(2, Field.u16("pweth.cw.sequence_number", "Sequence Number")));

  private MplsFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int end = packet.payload(layer);
    for (int at = packet.start(layer); at < end; at += Mpls.ENTRY_LENGTH) {
      ENTRY.read(bytes, at, end, sink);
    }
  }
}

package io.weft.protocol.tunnel.vxlan;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of VXLAN with the group policy extension, and of its generic extension. */
final class VxlanFields {
  private static final int GENERIC_BITS = 0x34;

  private static final Field FLAGS = Field.u16("vxlan.flags", "Flags").hexadecimal();
  private static final Field VNI = Field.u24("vxlan.vni", "VXLAN Network Identifier (VNI)");
  private static final Field RESERVED = Field.u8("vxlan.reserved8", "Reserved");

  private static final FixedFields PLAIN =
      FixedFields.of(
          at(0, FLAGS),
          at(0, Field.flag("vxlan.flag_g", "GBP Extension", 16, 0x8000).within(FLAGS)),
          at(0, Field.flag("vxlan.flag_i", "VXLAN Network ID (VNI)", 16, 0x0800).within(FLAGS)),
          at(0, Field.flag("vxlan.flag_d", "Don't Learn", 16, 0x0040).within(FLAGS)),
          at(0, Field.flag("vxlan.flag_a", "Policy Applied", 16, 0x0008).within(FLAGS)),
          at(
              0,
              Field.u16("vxlan.flags_reserved", "Reserved(R)")
                  .masked(0x77B7)
                  .hexadecimal()
                  .within(FLAGS)),
          at(2, Field.u16("vxlan.gbp", "Group Policy ID")),
          at(4, VNI),
          at(7, RESERVED));

  private static final FixedFields GENERIC =
      FixedFields.of(
          at(0, Field.u8("vxlan.ver", "Version").masked(0x30)),
          at(0, Field.u8("vxlan.i_bit", "Instance").masked(0x08)),
          at(0, Field.u8("vxlan.p_bit", "Next Protocol Bit").masked(0x04)),
          at(0, Field.u8("vxlan.o_bit", "OAM bit").masked(0x01)),
          at(1, Field.u16("vxlan.reserved_16", "Reserved")),
          at(
              3,
              Field.u8("vxlan.next_proto", "Next Protocol")
                  .named(
                      ValueNames.of(
                          "1 IPv4", "2 IPv6", "3 Ethernet", "4 NSH", "5 MPLS", "7 vBNG"))),
          at(4, VNI),
          at(7, RESERVED));

  static final LayerFields FIELDS = LayerFields.of(VxlanFields::read, List.of(PLAIN, GENERIC));

  private VxlanFields() {}

  /** Reads the form of the header whose bits are set: the UDP port is not the header's to know. */
  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    boolean isGeneric = (bytes[at] & GENERIC_BITS) != 0;
    (isGeneric ? GENERIC : PLAIN).read(bytes, at, packet.payload(layer), sink);
  }
}

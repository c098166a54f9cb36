package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;
import java.util.Locale;

/** The fields of the extended communities of Ethernet VPNs (RFC 7432 section 7, RFC 8214). */
final class EvpnCommunityFields {
  private static final int LABEL = 5;

  private static final Field MOVE_FLAGS =
      Field.u8("bgp.ext_com_evpn.mmac.flags", "Flags").hexadecimal().repeating();
  private static final FixedFields MOBILITY =
      FixedFields.of(
          at(2, MOVE_FLAGS),
          at(
              2,
              Field.flag("bgp.ext_com_evpn.mmac.flags.sticky", "Sticky/Static MAC", 8, 1)
                  .within(MOVE_FLAGS)
                  .repeating()),
          at(4, Field.u32("bgp.ext_com_evpn.mmac.seq", "Sequence number").repeating()));
  private static final FixedFields SPLIT_HORIZON =
      FixedFields.of(
          at(
              2,
              Field.flag("bgp.ext_com_l2.esi_label_flag", "Single active bit", 8, 1).repeating()));
  private static final FixedFields IMPORT =
      FixedFields.of(
          at(2, Field.mac("bgp.ext_com_evpn.esi.rt", "ES-Import Route Target").repeating()));
  private static final FixedFields ROUTER =
      FixedFields.of(
          at(2, Field.mac("bgp.ext_com_evpn.esi.router_mac", "Router's MAC").repeating()));
  private static final String LAYER_2 = "bgp.ext_com_evpn.l2attr.";
  private static final Field FLAGS =
      Field.u16(LAYER_2 + "flags", "Flags").hexadecimal().repeating();
  private static final FixedFields ATTRIBUTES =
      FixedFields.of(
          at(2, FLAGS),
          at(
              2,
              Field.u16(LAYER_2 + "flag_reserved", "Reserved")
                  .masked(0xFFE0)
                  .hexadecimal()
                  .within(FLAGS)
                  .repeating()),
          at(2, flag("ci", 0x10)),
          at(2, flag("f", 0x08)),
          at(2, flag("c", 0x04)),
          at(2, flag("p", 0x02)),
          at(2, flag("b", 0x01)),
          at(4, Field.u16(LAYER_2 + "l2_mtu", "L2 MTU").repeating()),
          at(6, 2, Field.bytes(LAYER_2 + "reserved", "Reserved").repeating()));
  private static final Field TREE_FLAGS =
      Field.u8("bgp.ext_com_evpn.etree.flags", "Flags").hexadecimal().repeating();
  private static final FixedFields TREE =
      FixedFields.of(
          at(2, TREE_FLAGS),
          at(
              2,
              Field.u8("bgp.ext_com_evpn.etree.flag_reserved", "Reserved")
                  .masked(0xFE)
                  .hexadecimal()
                  .within(TREE_FLAGS)
                  .repeating()),
          at(
              2,
              Field.flag("bgp.ext_com_evpn.etree.flag_l", "L flag", 8, 1)
                  .within(TREE_FLAGS)
                  .repeating()),
          at(3, 2, Field.bytes("bgp.ext_com_evpn.etree.reserved", "Reserved").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(MOBILITY, SPLIT_HORIZON, IMPORT, ROUTER, ATTRIBUTES, TREE));

  private EvpnCommunityFields() {}

  private static Field flag(String name, int mask) {
    return Field.flag(LAYER_2 + "flag_" + name, name.toUpperCase(Locale.ROOT) + " flag", 16, mask)
        .within(FLAGS)
        .repeating();
  }

  /**
   * Reads a community by its kind.
   *
   * @param at of its type
   */
  static void read(int kind, byte[] bytes, int at, int end, FieldSink sink) {
    switch (kind) {
      case 0 -> MOBILITY.read(bytes, at, end, sink);
      case 1 -> {
        SPLIT_HORIZON.read(bytes, at, end, sink);
        LabelFields.parts(bytes, at + LABEL, end, sink);
      }
      case 2 -> IMPORT.read(bytes, at, end, sink);
      case 3 -> ROUTER.read(bytes, at, end, sink);
      case 4 -> ATTRIBUTES.read(bytes, at, end, sink);
      case 5 -> {
        TREE.read(bytes, at, end, sink);
        LabelFields.parts(bytes, at + LABEL, end, sink);
      }
      default -> {} // Nothing is known of others.
    }
  }
}

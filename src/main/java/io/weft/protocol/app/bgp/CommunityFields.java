package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of communities (RFC 1997), extended ones (RFC 4360) and large ones (RFC 8092). Of the
 * extended ones those are read whose value is an AS or an address with a number, and OSPF's.
 */
final class CommunityFields {
  private static final int EXTENDED = 8;
  private static final int LARGE = 12;

  private static final String PATH = "bgp.update.path_attribute.";
  private static final Field COMMUNITIES =
      Field.presence(PATH + "communities", "Communities").repeating();
  private static final Field COMMUNITY =
      Field.presence(PATH + "community", "Community").repeating();
  private static final FixedFields WELL_KNOWN =
      FixedFields.of(
          at(
              0,
              Field.u32(PATH + "community_wellknown", "Community Well-known")
                  .hexadecimal()
                  .named(BgpNames.COMMUNITIES)
                  .repeating()));
  private static final FixedFields OTHER =
      FixedFields.of(
          at(0, Field.u16(PATH + "community_as", "Community AS").repeating()),
          at(2, Field.u16(PATH + "community_value", "Community value").repeating()));

  private static final Field LARGE_ONE =
      Field.text("bgp.large_communities", "Large Communities").repeating();
  private static final FixedFields LARGE_PARTS =
      FixedFields.of(
          at(0, Field.u32("bgp.large_communities.ga", "Global Administrator").repeating()),
          at(4, Field.u32("bgp.large_communities.ldp1", "Local Data Part 1").repeating()),
          at(8, Field.u32("bgp.large_communities.ldp2", "Local Data Part 2").repeating()));

  private static final Field EXTENDED_ONES =
      Field.presence("bgp.ext_communities", "Carried extended communities").repeating();
  private static final Field EXTENDED_ONE =
      Field.presence("bgp.ext_community", "Community").repeating();
  private static final Field TYPE = Field.u8("bgp.ext_com.type", "Type").hexadecimal().repeating();
  private static final FixedFields TYPES =
      FixedFields.of(
          at(0, TYPE),
          at(
              0,
              Field.flag("bgp.ext_com.type.auth", "IANA Authority", 8, 0x80)
                  .within(TYPE)
                  .repeating()),
          at(
              0,
              Field.flag("bgp.ext_com.type.tran", "Transitive across ASes", 8, 0x40)
                  .within(TYPE)
                  .repeating()));

  private static final ValueNames KINDS =
      ValueNames.of(
          "0x02 Route Target",
          "0x03 Route Origin",
          "0x04 Link Bandwidth",
          "0x05 OSPF Domain Identifier",
          "0x07 OSPF Router ID",
          "0x08 BGP Data Collection",
          "0x09 Source AS",
          "0x0a L2VPN Identifier",
          "0x0b VRF Route Import");
  private static final FixedFields KIND_AS2 = kind("stype_tr_as2", "AS2");
  private static final FixedFields KIND_AS2_LOCAL = kind("stype_ntr_as2", "Non-transitive AS2");
  private static final FixedFields KIND_AS4 = kind("stype_tr_as4", "AS4");
  private static final FixedFields KIND_AS4_LOCAL = kind("stype_ntr_as4", "Non-transitive AS4");
  private static final FixedFields KIND_IP4 = kind("stype_tr_IP4", "IPv4");
  private static final FixedFields KIND_IP4_LOCAL = kind("stype_ntr_IP4", "Non-transitive IPv4");
  private static final FixedFields KIND_OPAQUE = kind("stype_tr_opaque", "Opaque");
  private static final FixedFields KIND_OPAQUE_LOCAL =
      kind("stype_ntr_opaque", "Non-transitive Opaque");
  private static final FixedFields KIND_EXPERIMENTAL = kind("stype_tr_exp", "Experimental");
  private static final FixedFields KIND_EVPN = kind("stype_tr_evpn", "EVPN");
  private static final FixedFields KIND_UNKNOWN =
      FixedFields.of(
          at(1, Field.u8("bgp.ext_com.stype_unknown", "Subtype").hexadecimal().repeating()));

  private static final Field SHORT_AS =
      Field.u16("bgp.ext_com.value_as2", "2-Octet AS").repeating();
  private static final Field SHORT_NUMBER =
      Field.u16("bgp.ext_com.value_an2", "2-Octet AN").repeating();
  private static final FixedFields AS2 =
      FixedFields.of(
          at(2, SHORT_AS), at(4, Field.u32("bgp.ext_com.value_an4", "4-Octet AN").repeating()));
  private static final FixedFields AS4 =
      FixedFields.of(
          at(2, Field.u32("bgp.ext_com.value_as4", "4-Octet AS").repeating()), at(6, SHORT_NUMBER));
  private static final FixedFields IP4 =
      FixedFields.of(
          at(2, Field.ipv4("bgp.ext_com.value_IP4", "IPv4 address").repeating()),
          at(6, SHORT_NUMBER));
  private static final FixedFields TUNNEL =
      FixedFields.of(at(6, Field.u16("bgp.ext_com.tunnel_type", "Tunnel type").repeating()));
  private static final int OPAQUE_OSPF = 0x06;
  private static final int OPAQUE_TUNNEL = 0x0c;
  private static final Field OPTIONS =
      Field.u8("bgp.ext_com.value_ospf_rtype.options", "Options").hexadecimal().repeating();
  private static final FixedFields OSPF =
      FixedFields.of(
          at(2, Field.ipv4("bgp.ext_com.value_ospf_rtype.area", "Area ID").repeating()),
          at(
              6,
              Field.u8("bgp.ext_com.value_ospf_rtype.type", "Route type")
                  .named(
                      ValueNames.of(
                          "1 Router",
                          "2 Network",
                          "3 Summary",
                          "5 External",
                          "7 NSSA",
                          "129 Sham Link"))
                  .repeating()),
          at(7, OPTIONS),
          at(
              7,
              Field.flag("bgp.ext_com.value_ospf_rtype.options.mt", "Metric type", 8, 0x01)
                  .within(OPTIONS)
                  .repeating()));
  private static final FixedFields OSPF_ROUTER =
      FixedFields.of(at(2, Field.ipv4("bgp.ext_com.value_ospf_rid", "Router ID").repeating()));
  private static final FixedFields RAW =
      FixedFields.of(
          at(
              2,
              Field.unsigned("bgp.ext_com.value_raw", "Raw Value", 48).hexadecimal().repeating()));

  private static final int BANDWIDTH_KIND = 0x04;
  private static final FixedFields BANDWIDTH =
      FixedFields.of(
          at(2, SHORT_AS),
          at(4, Field.f32("bgp.ext_com.value_link_bw", "Link bandwidth").repeating()));
  private static final int COST_KIND = 0x01;
  private static final Field COST_COMMUNITY =
      Field.u8("bgp.ext_com_cost.cid", "Community ID").repeating();
  private static final FixedFields COST =
      FixedFields.of(
          at(2, Field.u8("bgp.ext_com_cost.poi", "Point of insertion").repeating()),
          at(3, COST_COMMUNITY),
          at(
              3,
              Field.flag("bgp.ext_com_cost.cid.use", "Cost use", 8, 0x80)
                  .within(COST_COMMUNITY)
                  .repeating()),
          at(4, Field.u32("bgp.ext_com_cost.cost", "Cost").repeating()));
  private static final FixedFields RATE =
      FixedFields.of(
          at(2, SHORT_AS),
          at(4, Field.f32("bgp.ext_com_flow.rate_limit", "Rate shaper").repeating()));
  private static final FixedFields ACTION =
      FixedFields.of(
          at(2, 5, Field.bytes("bgp.flowspec_ext_com.emptybytes", "5 Bytes").repeating()),
          at(7, Field.flag("bgp.ext_com_flow.sample", "Sample", 8, 0x02).repeating()),
          at(7, Field.flag("bgp.ext_com_flow.traff_act", "Terminal action", 8, 0x01).repeating()));
  private static final FixedFields MARKING =
      FixedFields.of(
          at(
              7,
              Field.u8("bgp.ext_com.value_fs_dscp", "Remarking value")
                  .masked(0x3F)
                  .hexadecimal()
                  .repeating()));
  private static final Field CONTROL =
      Field.u8("bgp.ext_com_l2.c_flags", "Control Flags").hexadecimal().repeating();
  private static final FixedFields LAYER_2 =
      FixedFields.of(
          at(2, Field.u8("bgp.ext_com_l2.encaps_type", "Encaps Type").repeating()),
          at(3, CONTROL),
          at(3, control("flag_d", "Down flag", 0x80)),
          at(
              3,
              Field.u8("bgp.ext_com_l2.flag_z1", "Unassigned")
                  .masked(0x40)
                  .within(CONTROL)
                  .repeating()),
          at(3, control("flag_f", "Flush flag", 0x20)),
          at(
              3,
              Field.u8("bgp.ext_com_l2.flag_z345", "Unassigned")
                  .masked(0x1C)
                  .within(CONTROL)
                  .repeating()),
          at(3, control("flag_c", "C flag", 0x02)),
          at(3, control("flag_s", "S flag", 0x01)),
          at(4, Field.u16("bgp.ext_com_l2.l2_mtu", "Layer-2 MTU").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              WELL_KNOWN,
              OTHER,
              LARGE_PARTS,
              TYPES,
              KIND_AS2,
              KIND_AS2_LOCAL,
              KIND_AS4,
              KIND_AS4_LOCAL,
              KIND_IP4,
              KIND_IP4_LOCAL,
              KIND_OPAQUE,
              KIND_OPAQUE_LOCAL,
              KIND_EXPERIMENTAL,
              KIND_UNKNOWN,
              KIND_EVPN,
              EvpnCommunityFields.DECLARED,
              BANDWIDTH,
              COST,
              RATE,
              ACTION,
              MARKING,
              LAYER_2,
              AS2,
              AS4,
              IP4,
              TUNNEL,
              OSPF,
              OSPF_ROUTER,
              RAW),
          COMMUNITIES,
          COMMUNITY,
          LARGE_ONE,
          EXTENDED_ONES,
          EXTENDED_ONE);

  private CommunityFields() {}

  private static Field control(String name, String label, int mask) {
    return Field.flag("bgp.ext_com_l2." + name, label, 8, mask).within(CONTROL).repeating();
  }

  private static FixedFields kind(String name, String of) {
    return FixedFields.of(
        at(
            1,
            Field.u8("bgp.ext_com." + name, "Subtype (" + of + ")")
                .hexadecimal()
                .named(KINDS)
                .repeating()));
  }

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    Marks.mark(COMMUNITIES, from, end - from, sink);
    for (int at = from; end - at >= 4; at += 4) {
      int upper = BigEndian.u16(bytes, at);
      if (upper == 0 || upper == 0xFFFF) {
        WELL_KNOWN.read(bytes, at, end, sink);
      } else {
        Marks.mark(COMMUNITY, at, 4, sink);
        OTHER.read(bytes, at, end, sink);
      }
    }
  }

  static void readLarge(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; end - at >= LARGE; at += LARGE) {
      if (sink.wants(LARGE_ONE)) {
        StringBuilder text = sink.scratch();
        for (int i = 0; i < LARGE; i += 4) {
          text.append(i == 0 ? "" : ":").append(BigEndian.u32(bytes, at + i));
        }
        sink.text(LARGE_ONE, text, at, LARGE);
      }
      LARGE_PARTS.read(bytes, at, end, sink);
    }
  }

  static void readExtended(byte[] bytes, int from, int end, FieldSink sink) {
    Marks.mark(EXTENDED_ONES, from, end - from, sink);
    for (int at = from; end - at >= EXTENDED; at += EXTENDED) {
      Marks.mark(EXTENDED_ONE, at, EXTENDED, sink);
      TYPES.read(bytes, at, end, sink);
      int kind = BigEndian.u8(bytes, at + 1);
      switch (BigEndian.u8(bytes, at)) {
        case 0x00 -> both(KIND_AS2, AS2, bytes, at, end, sink);
        case 0x40 ->
            both(KIND_AS2_LOCAL, kind == BANDWIDTH_KIND ? BANDWIDTH : AS2, bytes, at, end, sink);
        case 0x01 -> both(KIND_IP4, IP4, bytes, at, end, sink);
        case 0x41 -> both(KIND_IP4_LOCAL, IP4, bytes, at, end, sink);
        case 0x02 -> both(KIND_AS4, AS4, bytes, at, end, sink);
        case 0x42 -> both(KIND_AS4_LOCAL, AS4, bytes, at, end, sink);
        case 0x03 ->
            both(
                KIND_OPAQUE,
                kind == OPAQUE_OSPF ? OSPF : kind == OPAQUE_TUNNEL ? TUNNEL : RAW,
                bytes,
                at,
                end,
                sink);
        case 0x43 -> both(KIND_OPAQUE_LOCAL, kind == COST_KIND ? COST : RAW, bytes, at, end, sink);
        case 0x06 -> {
          KIND_EVPN.read(bytes, at, end, sink);
          EvpnCommunityFields.read(kind, bytes, at, end, sink);
        }
        case 0x80 -> both(KIND_EXPERIMENTAL, experimental(kind), bytes, at, end, sink);
        default -> both(KIND_UNKNOWN, RAW, bytes, at, end, sink);
      }
    }
  }

  /** Values that IANA gave out for experiments and that stayed (RFC 8955 section 7). */
  private static FixedFields experimental(int kind) {
    return switch (kind) {
      case 0x00 -> OSPF;
      case 0x01 -> OSPF_ROUTER;
      case 0x06 -> RATE;
      case 0x07 -> ACTION;
      case 0x08 -> AS2;
      case 0x09 -> MARKING;
      case 0x0a -> LAYER_2;
      default -> RAW;
    };
  }

  private static void both(
      FixedFields kind, FixedFields value, byte[] bytes, int at, int end, FieldSink sink) {
    kind.read(bytes, at, end, sink);
    value.read(bytes, at, end, sink);
  }
}

package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the attribute for how to reach a next hop through a tunnel (RFC 9012). */
final class TunnelFields {
  private static final int HEADER = 4;
  private static final int PART_HEADER = 2;

  /** Parts from this type on have a length of two bytes. */
  private static final int LONG_PART = 128;

  private static final int L2TP = 1;
  private static final int GRE = 2;
  private static final int VXLAN = 8;
  private static final int NVGRE = 9;
  private static final int VXLAN_GPE = 12;

  private static final int ENCAPSULATION = 1;
  private static final int COLOR = 4;
  private static final int BALANCING = 5;
  private static final int PREFERENCE = 12;
  private static final int PRIORITY = 15;

  private static final String NAME = "bgp.update.encaps_tunnel_";
  private static final FixedFields TUNNEL =
      FixedFields.of(
          at(
              0,
              Field.u16(NAME + "tlv_type", "Type code")
                  .named(
                      ValueNames.of(
                          "1 L2TPv3 over IP",
                          "2 GRE",
                          "3 Transmit tunnel endpoint",
                          "4 IPsec in Tunnel-mode",
                          "5 IP in IP tunnel with IPsec Transport Mode",
                          "6 MPLS-in-IP tunnel with IPsec Transport Mode",
                          "7 IP in IP",
                          "8 VXLAN",
                          "9 NVGRE",
                          "10 MPLS",
                          "11 MPLS in GRE",
                          "12 VXLAN GPE",
                          "13 MPLS in UDP",
                          "14 IPv6 Tunnel",
                          "15 SR TE policy type"))
                  .repeating()),
          at(2, Field.u16(NAME + "tlv_len", "length").repeating()));
  private static final FixedFields PART_TYPE =
      FixedFields.of(
          at(
              0,
              Field.u8(NAME + "subtlv_type", "Type code")
                  .named(
                      ValueNames.of(
                          "1 ENCAPSULATION",
                          "2 PROTOCOL_TYPE",
                          "4 COLOR",
                          "5 LOAD_BALANCE",
                          "12 PREFERENCE",
                          "13 BINDING_SID",
                          "14 ENLP",
                          "15 PRIORITY",
                          "128 SEGMENT_LIST",
                          "129 POLICY_NAME"))
                  .repeating()));
  private static final Field PART_LENGTH = Field.u16(NAME + "tlv_sublen", "length").repeating();
  private static final FixedFields SESSION =
      FixedFields.of(
          at(0, Field.u32(NAME + "tlv_subtlv_session_id", "Session ID").repeating()),
          rest(4, Field.bytes(NAME + "tlv_subtlv_cookie", "Cookie").repeating()));
  private static final FixedFields KEY =
      FixedFields.of(at(0, Field.u32(NAME + "tlv_subtlv_gre_key", "GRE Key").repeating()));
  private static final FixedFields VXLAN_NETWORK = network("vxlan");
  private static final FixedFields NVGRE_NETWORK = network("nvgre");
  private static final String GPE = NAME + "tlv_subtlv.vxlan_gpe.";
  private static final Field GPE_FLAGS = Field.u8(GPE + "flags", "Flags").hexadecimal().repeating();
  private static final FixedFields GPE_NETWORK =
      FixedFields.of(
          at(0, GPE_FLAGS),
          at(
              0,
              Field.u8(GPE + "flags.version", "Version")
                  .masked(0xC0)
                  .within(GPE_FLAGS)
                  .repeating()),
          at(
              0,
              Field.flag(GPE + "flags.valid_vnid", "Valid VN-ID", 8, 0x20)
                  .within(GPE_FLAGS)
                  .repeating()),
          at(
              0,
              Field.u8(GPE + "flags.reserved", "Reserved")
                  .masked(0x1F)
                  .hexadecimal()
                  .within(GPE_FLAGS)
                  .repeating()),
          at(1, Field.u24(GPE + "vnid", "VN-ID").hexadecimal().repeating()),
          at(4, Field.u16(GPE + "reserved", "Reserved").hexadecimal().repeating()));
  private static final FixedFields COLOR_VALUE =
      FixedFields.of(at(4, Field.u32(NAME + "tlv_subtlv_color_value", "Color Value").repeating()));
  private static final FixedFields BLOCK =
      FixedFields.of(
          at(
              0,
              Field.u32(NAME + "tlv_subtlv_lb_block_length", "Load-balancing block length")
                  .repeating()));
  private static final FixedFields PREFERRED =
      FixedFields.of(
          at(0, Field.u8(NAME + "tlv_subtlv.pref.flags", "Flags").hexadecimal().repeating()),
          at(1, Field.u8(NAME + "tlv_subtlv.pref.reserved", "Reserved").hexadecimal().repeating()),
          at(2, 4, Field.bytes(NAME + "tlv_subtlv.pref.preference", "Preference").repeating()));
  private static final FixedFields FIRST =
      FixedFields.of(
          at(0, Field.u8(NAME + "tlv_subtlv.priority.priority", "Priority").repeating()),
          at(
              1,
              Field.u8(NAME + "tlv_subtlv.priority.reserved", "Reserved")
                  .hexadecimal()
                  .repeating()));
  private static final FixedFields VALUE =
      FixedFields.of(rest(0, Field.bytes(NAME + "tlv_subtlv.value", "Value").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              TUNNEL,
              PART_TYPE,
              SESSION,
              KEY,
              VXLAN_NETWORK,
              NVGRE_NETWORK,
              GPE_NETWORK,
              COLOR_VALUE,
              BLOCK,
              PREFERRED,
              FIRST,
              VALUE),
          PART_LENGTH);

  private TunnelFields() {}

  private static FixedFields network(String of) {
    String name = NAME + "tlv_subtlv." + of + '.';
    Field flags = Field.u8(name + "flags", "Flags").hexadecimal().repeating();
    return FixedFields.of(
        at(0, flags),
        at(
            0,
            Field.flag(name + "flags.valid_vnid", "Valid VN-ID", 8, 0x80)
                .within(flags)
                .repeating()),
        at(
            0,
            Field.flag(name + "flags.valid_mac", "Valid MAC address", 8, 0x40)
                .within(flags)
                .repeating()),
        at(
            0,
            Field.u8(name + "flags.reserved", "Reserved")
                .masked(0x3F)
                .hexadecimal()
                .within(flags)
                .repeating()),
        at(1, Field.u24(name + "vnid", "VN-ID").hexadecimal().repeating()),
        at(4, Field.mac(name + "mac", "MAC").repeating()),
        at(10, Field.u16(name + "reserved", "Reserved").hexadecimal().repeating()));
  }

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= HEADER) {
      TUNNEL.read(bytes, at, end, sink);
      int next = Math.min(end, at + HEADER + BigEndian.u16(bytes, at + 2));
      parts(BigEndian.u16(bytes, at), bytes, at + HEADER, next, sink);
      at = next;
    }
  }

  private static void parts(int tunnel, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= PART_HEADER) {
      int type = BigEndian.u8(bytes, at);
      int width = type >= LONG_PART ? 2 : 1;
      int value = at + 1 + width;
      if (value > end) {
        return;
      }
      int length = width == 2 ? BigEndian.u16(bytes, at + 1) : BigEndian.u8(bytes, at + 1);
      PART_TYPE.read(bytes, at, end, sink);
      Marks.number(PART_LENGTH, length, at + 1, width, sink);
      int next = Math.min(end, value + length);
      layout(tunnel, type).read(bytes, value, next, sink);
      at = next;
    }
  }

  private static FixedFields layout(int tunnel, int type) {
    return switch (type) {
      case ENCAPSULATION ->
          switch (tunnel) {
            case L2TP -> SESSION;
            case GRE -> KEY;
            case VXLAN -> VXLAN_NETWORK;
            case NVGRE -> NVGRE_NETWORK;
            case VXLAN_GPE -> GPE_NETWORK;
            default -> VALUE;
          };
      case COLOR -> COLOR_VALUE;
      case BALANCING -> BLOCK;
      case PREFERENCE -> PREFERRED;
      case PRIORITY -> FIRST;
      default -> VALUE;
    };
  }
}

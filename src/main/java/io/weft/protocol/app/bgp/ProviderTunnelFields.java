package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the attribute for a provider's multicast tunnel (RFC 6514 section 5). */
final class ProviderTunnelFields {
  private static final int LABEL = 2;
  private static final int TUNNEL = 5;

  private static final int NONE = 0;
  private static final int RSVP = 1;
  private static final int MLDP = 2;
  private static final int PIM_SSM = 3;
  private static final int PIM_SM = 4;
  private static final int BIDIRECTIONAL = 5;
  private static final int INGRESS = 6;
  private static final int MLDP_MULTIPOINT = 7;

  private static final String NAME = "bgp.update.path_attribute.pmsi.";
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8(NAME + "tunnel.flags", "Flags").repeating()),
          at(
              1,
              Field.u8(NAME + "tunnel.type", "Tunnel Type")
                  .named(
                      ValueNames.of(
                          "0 Type is not present",
                          "1 RSVP-TE P2MP LSP",
                          "2 mLDP P2MP LSP",
                          "3 PIM SSM Tree",
                          "4 PIM SM Tree",
                          "5 BIDIR-PIM Tree",
                          "6 Ingress Replication",
                          "7 mLDP MP2MP LSP"))
                  .repeating()));
  private static final Field IDENTIFIER =
      Field.presence(NAME + "tunnel.id", "Tunnel ID").repeating();
  private static final Field NOT_PRESENT =
      Field.presence(NAME + "tunnel_id.not_present", "Tunnel ID not present").repeating();
  private static final FixedFields TRAFFIC_ENGINEERED =
      FixedFields.of(
          at(0, Field.ipv4(NAME + "rsvp.id", "RSVP P2MP id").repeating()),
          at(6, Field.u16(NAME + "rsvp.tunnel_id", "RSVP P2MP tunnel id").repeating()),
          at(
              8,
              Field.ipv4(NAME + "rsvp.ext_tunnel_idv4", "RSVP P2MP extended tunnel id")
                  .repeating()));
  private static final FixedFields SOURCE_TREE =
      tree("pimssm.root_node", "PIM-SSM Tree tunnel Root Node", "pimssm.pmulticast_group");
  private static final FixedFields SHARED_TREE =
      tree("pimsm.sender_address", "PIM-SM Tree tunnel sender address", "pimsm.pmulticast_group");
  private static final FixedFields BOTH_WAYS =
      tree(
          "bidir_pim_tree.sender",
          "BIDIR-PIM Tree Tunnel sender address",
          "bidir_pim_tree.pmulticast_group");
  private static final FixedFields REPLICATION =
      FixedFields.of(
          at(
              0,
              Field.ipv4(NAME + "ingress_rep_ip", "Tunnel type ingress replication IP end point")
                  .repeating()));
  private static final FixedFields CLASS =
      FixedFields.of(
          at(0, Field.u8(NAME + "mldp.fec.type", "mLDP P2MP FEC element type").repeating()),
          at(
              1,
              Field.u16(NAME + "mldp.fec.address_family", "mLDP P2MP FEC element address family")
                  .named(BgpNames.FAMILIES)
                  .repeating()),
          at(
              3,
              Field.u8(NAME + "mldp.fec.address_length", "mLDP P2MP FEC element address length")
                  .repeating()));
  private static final int CLASS_LENGTH = 4;
  private static final FixedFields ROOT_4 =
      FixedFields.of(
          at(
              0,
              Field.ipv4(NAME + "mldp.fec.root_nodev4", "mLDP P2MP FEC element root node address")
                  .repeating()));
  private static final FixedFields ROOT_6 =
      FixedFields.of(
          at(
              0,
              Field.ipv6(NAME + "mldp.fec.root_nodev6", "mLDP P2MP FEC element root node address")
                  .repeating()));
  private static final FixedFields OPAQUE =
      FixedFields.of(
          at(
              0,
              Field.u16(NAME + "mldp.fec.opaque_length", "mLDP P2MP FEC element opaque length")
                  .repeating()),
          at(
              2,
              Field.u8(
                      NAME + "mldp.fec.opaque_value_type",
                      "mLDP P2MP FEC element opaque value type")
                  .repeating()));
  private static final FixedFields NUMBERED =
      FixedFields.of(
          at(
              3,
              Field.u16(
                      NAME + "mldp.fec.opaque_value_length",
                      "mLDP P2MP FEC element opaque value length")
                  .repeating()),
          at(
              5,
              Field.u32(
                      NAME + "mldp.fec.opaque_value_unique_id_rn",
                      "mLDP P2MP FEC element opaque value unique id")
                  .repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              HEAD,
              TRAFFIC_ENGINEERED,
              SOURCE_TREE,
              SHARED_TREE,
              BOTH_WAYS,
              REPLICATION,
              CLASS,
              ROOT_4,
              ROOT_6,
              OPAQUE,
              NUMBERED),
          IDENTIFIER,
          NOT_PRESENT);

  private ProviderTunnelFields() {}

  private static FixedFields tree(String root, String label, String group) {
    return FixedFields.of(
        at(0, Field.ipv4(NAME + root, label).repeating()),
        at(4, Field.ipv4(NAME + group, "P-multicast group").repeating()));
  }

  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    HEAD.read(bytes, at, end, sink);
    LabelFields.one(bytes, at + LABEL, end, sink);
    int tunnel = at + TUNNEL;
    if (tunnel > end) {
      return;
    }
    Marks.mark(IDENTIFIER, tunnel, end - tunnel, sink);
    switch (BigEndian.u8(bytes, at + 1)) {
      case NONE -> Marks.mark(NOT_PRESENT, at, 1, sink);
      case RSVP -> TRAFFIC_ENGINEERED.read(bytes, tunnel, end, sink);
      case MLDP, MLDP_MULTIPOINT -> label(bytes, tunnel, end, sink);
      case PIM_SSM -> SOURCE_TREE.read(bytes, tunnel, end, sink);
      case PIM_SM -> SHARED_TREE.read(bytes, tunnel, end, sink);
      case BIDIRECTIONAL -> BOTH_WAYS.read(bytes, tunnel, end, sink);
      case INGRESS -> REPLICATION.read(bytes, tunnel, end, sink);
      default -> {} // Nothing is known of others.
    }
  }

  /** Reads the forwarding class of a tree that LDP sets up (RFC 6388 section 2.2). */
  private static void label(byte[] bytes, int at, int end, FieldSink sink) {
    CLASS.read(bytes, at, end, sink);
    int root = at + CLASS_LENGTH;
    if (root > end) {
      return;
    }
    int length = BigEndian.u8(bytes, at + 3);
    if (length == Integer.BYTES) {
      ROOT_4.read(bytes, root, end, sink);
    } else if (length == 2 * Long.BYTES) {
      ROOT_6.read(bytes, root, end, sink);
    }
    int opaque = root + length;
    OPAQUE.read(bytes, opaque, end, sink);
    if (opaque + 2 < end && bytes[opaque + 2] == 1) {
      NUMBERED.read(bytes, opaque, end, sink);
    }
  }
}

package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of routes of Ethernet VPNs (RFC 7432 section 7, RFC 9136, RFC 9251). */
final class EvpnFields {
  private static final int DISCOVERY = 1;
  private static final int MAC_ROUTE = 2;
  private static final int MULTICAST = 3;
  private static final int SEGMENT_ROUTE = 4;
  private static final int PREFIX = 5;
  private static final int SELECTIVE = 6;

  private static final int HEADER = 2;
  private static final int SEGMENT_LENGTH = 10;
  private static final int TAG_LENGTH = 4;
  private static final int LABEL_LENGTH = 3;

  private static final String NAME = "bgp.evpn.nlri.";
  private static final Field ROUTE = Field.presence("bgp.evpn.nlri", "EVPN NLRI").repeating();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(
              0,
              Field.u8(NAME + "rt", "Route Type")
                  .named(
                      ValueNames.of(
                          "1 Ethernet AD Route",
                          "2 MAC Advertisement Route",
                          "3 Inclusive Multicast Route",
                          "4 Ethernet Segment Route",
                          "5 IP Prefix route",
                          "6 Selective Multicast Ethernet Tag Route",
                          "7 Multicast Join Synch Route",
                          "8 Multicast Leave Synch Route",
                          "9 Per-Region I-PMSI A-D Route",
                          "10 S-PMSI A-D Route",
                          "11 Leaf A-D Route"))
                  .repeating()),
          at(1, Field.u8(NAME + "len", "Length").repeating()));
  private static final FixedFields RD =
      FixedFields.of(
          at(
              0,
              PrefixFields.DISTINGUISHER,
              Field.bytes(NAME + "rd", "Route Distinguisher").repeating()));
  private static final FixedFields SEGMENT =
      FixedFields.of(
          at(0, SEGMENT_LENGTH, Field.bytes(NAME + "esi", "ESI").repeating()),
          at(
              0,
              Field.u8(NAME + "esi.type", "ESI Type")
                  .named(
                      ValueNames.of(
                          "0 ESI arbitrary 9 octet value",
                          "1 ESI LACP",
                          "2 ESI MSTP",
                          "3 ESI MAC",
                          "4 ESI router id",
                          "5 ESI ASN",
                          "255 Reserved value"))
                  .repeating()),
          at(1, 9, Field.bytes(NAME + "esi.value", "ESI Value").repeating()));
  private static final FixedFields.Place REMAINING =
      at(9, 1, Field.bytes(NAME + "esi.remaining", "Remaining bytes").repeating());
  private static final FixedFields[] SEGMENTS = {
    FixedFields.of(at(1, 9, Field.bytes(NAME + "esi.type0", "ESI 9 bytes value").repeating())),
    FixedFields.of(
        at(1, Field.mac(NAME + "esi.lacp_mac", "CE LACP system MAC").repeating()),
        at(7, Field.u16(NAME + "esi.lacp_portkey", "LACP port key").repeating()),
        REMAINING),
    FixedFields.of(
        at(1, Field.mac(NAME + "esi.root_bridge", "ESI root bridge MAC").repeating()),
        at(7, Field.u16(NAME + "esi.rb_prio", "ESI root bridge priority").repeating()),
        REMAINING),
    FixedFields.of(
        at(1, Field.mac(NAME + "esi.system_mac", "ESI system MAC").repeating()),
        at(
            7,
            2,
            Field.bytes(NAME + "esi.system_mac_discr", "ESI system mac discriminator").repeating()),
        REMAINING),
    FixedFields.of(
        at(1, Field.ipv4(NAME + "esi.router_id", "ESI router ID").repeating()),
        at(5, 4, Field.bytes(NAME + "esi.router_discr", "ESI router discriminator").repeating()),
        REMAINING),
    FixedFields.of(
        at(1, Field.u32(NAME + "esi.asn", "ESI ASN").repeating()),
        at(5, 4, Field.bytes(NAME + "esi.asn_discr", "ESI ASN discriminator").repeating()),
        REMAINING)
  };
  private static final FixedFields RESERVED_SEGMENT =
      FixedFields.of(
          at(1, 9, Field.bytes(NAME + "esi.reserved", "Reserved value all 0xff").repeating()));
  private static final FixedFields TAG =
      FixedFields.of(at(0, Field.u32(NAME + "etag", "Ethernet Tag ID").repeating()));
  private static final FixedFields HARDWARE =
      FixedFields.of(
          at(0, Field.u8(NAME + "maclen", "MAC Address Length").repeating()),
          at(1, Field.mac(NAME + "mac_addr", "MAC Address").repeating()));
  private static final int HARDWARE_LENGTH = 7;
  private static final FixedFields IP_LENGTH =
      FixedFields.of(at(0, Field.u8(NAME + "iplen", "IP Address Length").repeating()));
  private static final Field NO_IP =
      Field.presence("bgp.evpn.no_ip", "IP Address: NOT INCLUDED").repeating();
  private static final FixedFields IP_4 = ipv4("ip.addr", "IPv4 address");
  private static final FixedFields IP_6 = ipv6("ipv6.addr", "IPv6 address");
  private static final FixedFields PREFIX_LENGTH =
      FixedFields.of(at(0, Field.u8(NAME + "prefix_len", "IP prefix length").repeating()));
  private static final FixedFields GATEWAY_4 = ipv4("ipv4.gtw_addr", "IPv4 Gateway address");
  private static final FixedFields GATEWAY_6 = ipv6("ipv6.gtw_addr", "IPv6 Gateway address");
  private static final FixedFields[] LABELS = {label("mpls_ls1", 1), label("mpls_ls2", 2)};
  private static final FixedFields ORIGINATOR_LENGTH =
      FixedFields.of(at(0, Field.u8(NAME + "or_length", "Originator Router Length").repeating()));
  private static final FixedFields ORIGINATOR_4 =
      ipv4("or_addr_ipv4", "Originator Router Address IPv4");
  private static final FixedFields ORIGINATOR_6 =
      ipv6("or_addr_ipv6", "Originator Router Address IPv6");

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              HEAD,
              RD,
              SEGMENT,
              LayerFields.declaring(List.of(SEGMENTS)),
              RESERVED_SEGMENT,
              TAG,
              HARDWARE,
              IP_LENGTH,
              IP_4,
              IP_6,
              PREFIX_LENGTH,
              GATEWAY_4,
              GATEWAY_6,
              LayerFields.declaring(List.of(LABELS)),
              ORIGINATOR_LENGTH,
              ORIGINATOR_4,
              ORIGINATOR_6),
          ROUTE,
          NO_IP);

  private EvpnFields() {}

  private static FixedFields ipv4(String name, String label) {
    return FixedFields.of(at(0, Field.ipv4(NAME + name, label).repeating()));
  }

  private static FixedFields ipv6(String name, String label) {
    return FixedFields.of(at(0, Field.ipv6(NAME + name, label).repeating()));
  }

  private static FixedFields label(String name, int number) {
    return FixedFields.of(
        at(0, Field.u24(NAME + name, "MPLS Label " + number).masked(0xFFFFF0).repeating()));
  }

  /** Reads routes that are announced or withdrawn. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= HEADER) {
      int next = Math.min(end, at + HEADER + BigEndian.u8(bytes, at + 1));
      Marks.mark(ROUTE, at, next - at, sink);
      HEAD.read(bytes, at, next, sink);
      int value = at + HEADER;
      RD.read(bytes, value, next, sink);
      route(BigEndian.u8(bytes, at), bytes, value + PrefixFields.DISTINGUISHER, next, sink);
      at = next;
    }
  }

  private static void route(int type, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    switch (type) {
      case DISCOVERY -> {
        at = tag(bytes, segment(bytes, at, end, sink), end, sink);
        labels(bytes, at, end, sink);
      }
      case MAC_ROUTE -> {
        at = tag(bytes, segment(bytes, at, end, sink), end, sink);
        HARDWARE.read(bytes, at, end, sink);
        at = ip(bytes, at + HARDWARE_LENGTH, end, sink);
        labels(bytes, at, end, sink);
      }
      case MULTICAST -> ip(bytes, tag(bytes, at, end, sink), end, sink);
      case SEGMENT_ROUTE -> ip(bytes, segment(bytes, at, end, sink), end, sink);
      case PREFIX -> {
        at = tag(bytes, segment(bytes, at, end, sink), end, sink);
        prefix(bytes, at, end, sink);
      }
      case SELECTIVE -> {
        at = MulticastFields.sourceAndGroup(bytes, tag(bytes, at, end, sink), end, sink);
        ORIGINATOR_LENGTH.read(bytes, at, end, sink);
        (at < end && bytes[at] == 32 ? ORIGINATOR_4 : ORIGINATOR_6).read(bytes, at + 1, end, sink);
      }
      default -> {} // The other routes are not read.
    }
  }

  private static int segment(byte[] bytes, int at, int end, FieldSink sink) {
    SEGMENT.read(bytes, at, end, sink);
    if (at < end) {
      int type = BigEndian.u8(bytes, at);
      (type < SEGMENTS.length ? SEGMENTS[type] : RESERVED_SEGMENT)
          .read(bytes, at, Math.min(end, at + SEGMENT_LENGTH), sink);
    }
    return at + SEGMENT_LENGTH;
  }

  private static int tag(byte[] bytes, int at, int end, FieldSink sink) {
    TAG.read(bytes, at, end, sink);
    return at + TAG_LENGTH;
  }

  /** Reads an address behind its length in bits, which may be 0. */
  private static int ip(byte[] bytes, int at, int end, FieldSink sink) {
    if (at >= end) {
      return end;
    }
    IP_LENGTH.read(bytes, at, end, sink);
    int value = at + 1;
    switch (BigEndian.u8(bytes, at)) {
      case 0 -> Marks.mark(NO_IP, value, 0, sink);
      case 32 -> IP_4.read(bytes, value, end, sink);
      case 128 -> IP_6.read(bytes, value, end, sink);
      default -> {} // No address has this length.
    }
    return value + BigEndian.u8(bytes, at) / Byte.SIZE;
  }

  /** Reads a prefix, whose length does not tell which IP it is of: that of the route does. */
  private static void prefix(byte[] bytes, int at, int end, FieldSink sink) {
    PREFIX_LENGTH.read(bytes, at, end, sink);
    int value = at + 1;
    boolean isShort = end - value == 2 * Integer.BYTES + LABEL_LENGTH;
    int width = isShort ? Integer.BYTES : 2 * Long.BYTES;
    (isShort ? IP_4 : IP_6).read(bytes, value, end, sink);
    (isShort ? GATEWAY_4 : GATEWAY_6).read(bytes, value + width, end, sink);
    LabelFields.stack(bytes, value + 2 * width, end, sink);
  }

  private static void labels(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    for (FixedFields each : LABELS) {
      each.read(bytes, at, end, sink);
      at += LABEL_LENGTH;
    }
  }
}

package io.weft.protocol.app.bgp;

import io.weft.dissect.field.ValueNames;

/** What BGP's numbers are called: IANA's registries, in Wireshark's words. */
final class BgpNames {
  static final ValueNames MESSAGES =
      ValueNames.of(
          "1 OPEN Message",
          "2 UPDATE Message",
          "3 NOTIFICATION Message",
          "4 KEEPALIVE Message",
          "5 ROUTE-REFRESH Message",
          "6 CAPABILITY Message",
          "128 Cisco ROUTE-REFRESH Message");

  static final ValueNames PARAMETERS = ValueNames.of("1 Authentication", "2 Capability");

  static final ValueNames CAPABILITIES =
      ValueNames.of(
          "0 Reserved capability",
          "1 Multiprotocol extensions capability",
          "2 Route refresh capability",
          "3 Cooperative route filtering capability",
          "4 Multiple routes to a destination capability",
          "5 Extended Next Hop Encoding",
          "6 BGP-Extended Message",
          "7 BGPsec capability",
          "8 Multiple Labels capability",
          "9 BGP Role",
          "64 Graceful Restart capability",
          "65 Support for 4-octet AS number capability",
          "66 Deprecated Dynamic Capability",
          "67 Support for Dynamic capability",
          "68 Multisession BGP Capability",
          "69 Support for Additional Paths",
          "70 Enhanced route refresh capability",
          "71 Long-Lived Graceful Restart (LLGR) Capability",
          "72 CP-ORF Capability",
          "73 FQDN Capability",
          "128 Route refresh capability (Cisco)",
          "130 Cooperative route filtering capability (Cisco)",
          "131 Multisession BGP Capability (Cisco)");

  static final ValueNames FAMILIES =
      ValueNames.of(
          "0 Reserved",
          "1 IPv4",
          "2 IPv6",
          "25 Layer-2 VPN",
          "16384 EIGRP Common Service Family",
          "16388 BGP-LS");

  static final ValueNames SUBSEQUENT_FAMILIES =
      ValueNames.of(
          "1 Unicast",
          "2 Multicast",
          "3 Unicast+Multicast",
          "4 Labeled Unicast",
          "5 MCAST-VPN",
          "6 Multi-Segment Pseudowires",
          "7 Encapsulation",
          "64 Tunnel (deprecated)",
          "65 VPLS",
          "66 Cisco MDT",
          "70 EVPN",
          "71 BGP-LS",
          "72 BGP-LS-VPN",
          "73 SR TE Policy",
          "128 Labeled VPN Unicast",
          "129 Labeled VPN Multicast",
          "130 Labeled VPN Unicast+Multicast",
          "132 Route Target Filter",
          "133 Flow Spec Filter",
          "134 Flow Spec Filter VPN");

  static final ValueNames ATTRIBUTES =
      ValueNames.of(
          "1 ORIGIN",
          "2 AS_PATH",
          "3 NEXT_HOP",
          "4 MULTI_EXIT_DISC",
          "5 LOCAL_PREF",
          "6 ATOMIC_AGGREGATE",
          "7 AGGREGATOR",
          "8 COMMUNITIES",
          "9 ORIGINATOR_ID",
          "10 CLUSTER_LIST",
          "14 MP_REACH_NLRI",
          "15 MP_UNREACH_NLRI",
          "16 EXTENDED_COMMUNITIES",
          "17 AS4_PATH",
          "18 AS4_AGGREGATOR",
          "22 PMSI_TUNNEL_ATTRIBUTE",
          "23 TUNNEL_ENCAPSULATION_ATTRIBUTE",
          "26 AIGP",
          "29 BGP-LS Attribute",
          "32 LARGE_COMMUNITY",
          "33 BGPsec_PATH",
          "40 BGP Prefix-SID",
          "128 ATTR_SET");

  static final ValueNames ORIGINS = ValueNames.from0("IGP", "EGP", "INCOMPLETE");

  static final ValueNames SEGMENTS =
      ValueNames.of("1 AS_SET", "2 AS_SEQUENCE", "3 AS_CONFED_SEQUENCE", "4 AS_CONFED_SET");

  static final ValueNames COMMUNITIES =
      ValueNames.of(
          "0x00000000 Reserved",
          "0xffff0000 GRACEFUL_SHUTDOWN",
          "0xffff0001 ACCEPT_OWN",
          "0xffff0006 LLGR_STALE",
          "0xffff0007 NO_LLGR",
          "0xffff029a BLACKHOLE",
          "0xffffff01 NO_EXPORT",
          "0xffffff02 NO_ADVERTISE",
          "0xffffff03 NO_EXPORT_SUBCONFED",
          "0xffffff04 NOPEER");

  static final ValueNames ERRORS =
      ValueNames.of(
          "1 Message Header Error",
          "2 OPEN Message Error",
          "3 UPDATE Message Error",
          "4 Hold Timer Expired",
          "5 Finite State Machine Error",
          "6 Cease",
          "7 CAPABILITY Message Error");

  private static final ValueNames HEADER_ERRORS =
      ValueNames.of("1 Connection Not Synchronized", "2 Bad Message Length", "3 Bad Message Type");

  private static final ValueNames OPEN_ERRORS =
      ValueNames.of(
          "1 Unsupported Version Number",
          "2 Bad Peer AS",
          "3 Bad BGP Identifier",
          "4 Unsupported Optional Parameter",
          "6 Unacceptable Hold Time",
          "7 Unsupported Capability",
          "11 Role Mismatch");

  private static final ValueNames UPDATE_ERRORS =
      ValueNames.of(
          "1 Malformed Attribute List",
          "2 Unrecognized Well-known Attribute",
          "3 Missing Well-known Attribute",
          "4 Attribute Flags Error",
          "5 Attribute Length Error",
          "6 Invalid ORIGIN Attribute",
          "8 Invalid NEXT_HOP Attribute",
          "9 Optional Attribute Error",
          "10 Invalid Network Field",
          "11 Malformed AS_PATH");

  private static final ValueNames STATE_ERRORS =
      ValueNames.of(
          "1 Receive Unexpected Message in OpenSent State",
          "2 Receive Unexpected Message in OpenConfirm State",
          "3 Receive Unexpected Message in Established State");

  private static final ValueNames CEASE =
      ValueNames.of(
          "1 Maximum Number of Prefixes Reached",
          "2 Administratively Shutdown",
          "3 Peer De-configured",
          "4 Administratively Reset",
          "5 Connection Rejected",
          "6 Other Configuration Change",
          "7 Connection Collision Resolution",
          "8 Out of Resources",
          "9 Hard Reset");

  private static final ValueNames CAPABILITY_ERRORS =
      ValueNames.of(
          "1 Invalid Action Value",
          "2 Invalid Capability Length",
          "3 Malformed Capability Value",
          "4 Unsupported Capability Code");

  private BgpNames() {}

  /** Names of the second number of an error, which depend on the first. */
  static ValueNames minor(int major) {
    return switch (major) {
      case 1 -> HEADER_ERRORS;
      case 2 -> OPEN_ERRORS;
      case 3 -> UPDATE_ERRORS;
      case 5 -> STATE_ERRORS;
      case 6 -> CEASE;
      case 7 -> CAPABILITY_ERRORS;
      default -> ValueNames.NONE;
    };
  }
}

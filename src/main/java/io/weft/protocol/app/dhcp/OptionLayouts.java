package io.weft.protocol.app.dhcp;

import static io.weft.dissect.field.Field.ipv4;
import static io.weft.dissect.field.Field.text;
import static io.weft.dissect.field.Field.u16;
import static io.weft.dissect.field.Field.u32;
import static io.weft.dissect.field.Field.u64;
import static io.weft.dissect.field.Field.u8;
import static io.weft.protocol.app.dhcp.OptionLayout.exactly;
import static io.weft.protocol.app.dhcp.OptionLayout.once;
import static io.weft.protocol.app.dhcp.OptionLayout.repeated;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of each option as fields, by the registry "BOOTP Vendor Extensions and DHCP Options".
 */
final class OptionLayouts {
  private static final int CODES = 256;

  private final OptionLayout[] byCode = new OptionLayout[CODES];

  OptionLayouts() {
    addresses();
    address();
    texts();
    flags();
    bytes();
    shorts();
    spans();
    mixed();
    put(61, SpecialOptions.clientIdentifier());
    put(81, SpecialOptions.domainName());
    put(82, SpecialOptions.relayAgent());
    put(77, SpecialOptions.userClass());
    put(97, SpecialOptions.machineIdentifier());
    put(119, SpecialOptions.searchList());
    put(121, SpecialOptions.classlessRoutes());
    put(249, SpecialOptions.classlessRoutes());
  }

  private void put(int code, OptionLayout layout) {
    byCode[code] = layout;
  }

  /** All fields, once each. */
  Set<Field> declared() {
    Set<Field> all = new LinkedHashSet<>();
    for (OptionLayout layout : byCode) {
      if (layout != null) {
        all.addAll(layout.declared());
      }
    }
    return all;
  }

  /** Pushes the values of an option whose value goes from {@code at} to {@code end}. */
  void read(int code, Packet packet, int layer, int at, int end, FieldSink sink) {
    OptionLayout layout = byCode[code];
    if (layout != null) {
      layout.read(packet, layer, at, end, sink);
    }
  }

  /** May the value of an option have this length in bytes? */
  boolean mayHave(int code, int length) {
    return byCode[code] == null || byCode[code].mayHave(length);
  }

  /** Lists of addresses. */
  private void addresses() {
    put(3, repeated(ipv4("dhcp.option.router", "Router").repeating()));
    put(4, repeated(ipv4("dhcp.option.time_server", "Time Server").repeating()));
    put(5, repeated(ipv4("dhcp.option.name_server", "Name Server").repeating()));
    put(6, repeated(ipv4("dhcp.option.domain_name_server", "Domain Name Server").repeating()));
    put(7, repeated(ipv4("dhcp.option.log_server", "Log Server").repeating()));
    put(8, repeated(ipv4("dhcp.option.quotes_server", "Quotes Server").repeating()));
    put(9, repeated(ipv4("dhcp.option.lpr_server", "LPR Server").repeating()));
    put(10, repeated(ipv4("dhcp.option.impress_server", "Impress Server").repeating()));
    put(
        11,
        repeated(
            ipv4("dhcp.option.resource_location_server", "Resource Location Server").repeating()));
    put(
        41,
        repeated(ipv4("dhcp.option.nis_server", "Network Information Service Server").repeating()));
    put(42, repeated(ipv4("dhcp.option.ntp_server", "Network Time Protocol Server").repeating()));
    put(
        44,
        repeated(
            ipv4("dhcp.option.netbios_over_tcpip_name_server", "NetBIOS over TCP/IP Name Server")
                .repeating()));
    put(
        45,
        repeated(
            ipv4(
                    "dhcp.option.netbios_over_tcpip_dd_name_server",
                    "NetBIOS over TCP/IP Datagram Distribution Name Server")
                .repeating()));
    put(
        48,
        repeated(
            ipv4("dhcp.option.xwindows_system_font_server", "X Window System Font Server")
                .repeating()));
    put(
        49,
        repeated(
            ipv4("dhcp.option.xwindows_system_display_manager", "X Window System Display Manager")
                .repeating()));
    put(
        65,
        repeated(
            ipv4("dhcp.option.nis_plus_server", "Network Information Service+ Server")
                .repeating()));
    put(68, repeated(ipv4("dhcp.option.mobile_ip_home_agent", "Mobile IP Home Agent").repeating()));
    put(69, repeated(ipv4("dhcp.option.smtp_server", "SMTP Server").repeating()));
    put(70, repeated(ipv4("dhcp.option.pop3_server", "POP3 Server").repeating()));
    put(71, repeated(ipv4("dhcp.option.nntp_server", "NNTP Server").repeating()));
    put(72, repeated(ipv4("dhcp.option.default_www_server", "Default WWW Server").repeating()));
    put(
        73,
        repeated(ipv4("dhcp.option.default_finger_server", "Default Finger Server").repeating()));
    put(74, repeated(ipv4("dhcp.option.default_irc_server", "Default IRC Server").repeating()));
    put(75, repeated(ipv4("dhcp.option.streettalk_server", "StreetTalk Server").repeating()));
    put(
        76,
        repeated(
            ipv4("dhcp.option.streettalk_da_server", "StreetTalk Directory Assistance Server")
                .repeating()));
    put(85, repeated(ipv4("dhcp.option.novell_dss.ip", "IP Address").repeating()));
    put(92, repeated(ipv4("dhcp.option.associated_ip_option", "Associated IP option").repeating()));
    put(
        112,
        repeated(
            ipv4("dhcp.option.netinfo_parent_server_address", "NetInfo Parent Server Address")
                .repeating()));
    put(136, repeated(ipv4("dhcp.option.pana_agent", "PAA IPv4 Address").repeating()));
    put(
        138,
        repeated(
            ipv4("dhcp.option.capwap_access_controller", "CAPWAP Access Controllers").repeating()));
    put(142, repeated(ipv4("dhcp.option.andsf_server", "ANDSF Server").repeating()));
    put(150, repeated(ipv4("dhcp.option.tftp_server_address", "TFTP Server Address").repeating()));
  }

  /** Single addresses. */
  private void address() {
    put(1, exactly(ipv4("dhcp.option.subnet_mask", "Subnet Mask")));
    put(16, exactly(ipv4("dhcp.option.swap_server", "Swap Server")));
    put(28, exactly(ipv4("dhcp.option.broadcast_address", "Broadcast Address")));
    put(
        32,
        exactly(ipv4("dhcp.option.router_solicitation_address", "Router Solicitation Address")));
    put(50, exactly(ipv4("dhcp.option.requested_ip_address", "Requested IP Address")));
    put(54, exactly(ipv4("dhcp.option.dhcp_server_id", "DHCP Server Identifier")));
    put(
        118,
        repeated(
            ipv4("dhcp.option.subnet_selection_option", "Subnet Selection Option").repeating()));
  }

  /** Texts. */
  private void texts() {
    put(12, once(text("dhcp.option.hostname", "Host Name")));
    put(14, once(text("dhcp.option.merit_dump_file", "Merit Dump File")));
    put(15, once(text("dhcp.option.domain_name", "Domain Name")));
    put(17, once(text("dhcp.option.root_path", "Root Path")));
    put(18, once(text("dhcp.option.extension_path", "Extensions Path")));
    put(40, once(text("dhcp.option.nis_domain", "Network Information Service Domain")));
    put(47, once(text("dhcp.option.netbios_over_tcpip_scope", "NetBIOS over TCP/IP Scope")));
    put(56, once(text("dhcp.option.message", "Message")));
    put(60, once(text("dhcp.option.vendor_class_id", "Vendor class identifier")));
    put(62, once(text("dhcp.option.novell_netware_ip_domain", "Novell/Netware IP domain")));
    put(64, once(text("dhcp.option.nis_plus_domain", "Network Information Service+ Domain")));
    put(66, once(text("dhcp.option.tftp_server_name", "TFTP Server Name")));
    put(67, once(text("dhcp.option.bootfile_name", "Bootfile name")));
    put(86, once(text("dhcp.option.novell_ds_tree_name", "Novell Directory Services Tree Name")));
    put(87, once(text("dhcp.option.novell_ds_context", "Novell Directory Services Context")));
    put(100, once(text("dhcp.option.tz_pcode", "TZ PCode")));
    put(101, once(text("dhcp.option.tz_tcode", "TZ TCode")));
    put(113, once(text("dhcp.option.netinfo_parent_server_tag", "NetInfo Parent Server Tag")));
    put(114, once(text("dhcp.option.captive_portal", "Captive Portal")));
    put(137, once(text("dhcp.option.lost_server_domain_name", "LoST Server Domain Name")));
    put(161, once(text("dhcp.option.mudurl", "Manufacturer Usage Description")));
    put(209, once(text("dhcp.option.pxe_config_file", "PXELINUX configuration file")));
    put(210, once(text("dhcp.option.pxe_path_prefix", "PXELINUX path prefix")));
    put(252, once(text("dhcp.option.private_proxy_autodiscovery", "Private/Proxy autodiscovery")));
  }

  /** Flags in a byte of their own. */
  private void flags() {
    put(19, exactly(Field.flag("dhcp.option.ip_forwarding", "IP Forwarding", 8, 0xFF)));
    put(
        20,
        exactly(
            Field.flag(
                "dhcp.option.non_local_source_routing", "Non-Local Source Routing", 8, 0xFF)));
    put(
        27,
        exactly(Field.flag("dhcp.option.all_subnets_are_local", "All Subnets are Local", 8, 0xFF)));
    put(
        29,
        exactly(
            Field.flag("dhcp.option.perform_mask_discovery", "Perform Mask Discovery", 8, 0xFF)));
    put(30, exactly(Field.flag("dhcp.option.mask_supplier", "Mask Supplier", 8, 0xFF)));
    put(
        31,
        exactly(
            Field.flag("dhcp.option.perform_router_discover", "Perform Router Discover", 8, 0xFF)));
    put(
        34,
        exactly(Field.flag("dhcp.option.trailer_encapsulation", "Trailer Encapsulation", 8, 0xFF)));
    put(
        36,
        exactly(
            Field.flag("dhcp.option.ethernet_encapsulation", "Ethernet Encapsulation", 8, 0xFF)));
    put(
        39,
        exactly(Field.flag("dhcp.option.tcp_keepalive_garbage", "TCP Keepalive Garbage", 8, 0xFF)));
  }

  /** Numbers of 8 bits. */
  private void bytes() {
    put(23, exactly(u8("dhcp.option.default_ip_ttl", "Default IP Time-to-Live")));
    put(37, exactly(u8("dhcp.option.tcp_default_ttl", "TCP Default TTL")));
    put(
        46,
        exactly(u8("dhcp.option.netbios_over_tcpip_node_type", "NetBIOS over TCP/IP Node Type")));
    put(OptionOverload.CODE, once(u8("dhcp.option.option_overload", "Option Overload")));
    put(116, exactly(u8("dhcp.option.dhcp_auto_configuration", "DHCP Auto-Configuration")));
  }

  /** Numbers of 16 bits. */
  private void shorts() {
    put(13, exactly(u16("dhcp.option.boot_file_size", "Boot File Size")));
    put(
        22,
        exactly(
            u16("dhcp.option.max_datagram_reassembly_size", "Maximum Datagram Reassembly Size")));
    put(26, exactly(u16("dhcp.option.interface_mtu", "Interface MTU")));
    put(57, exactly(u16("dhcp.option.dhcp_max_message_size", "Maximum DHCP Message Size")));
  }

  /** Numbers of 32 bits, most of them seconds. */
  private void spans() {
    put(2, timeOffset(u32("dhcp.option.time_offset", "Time Offset").signed()));
    put(24, exactly(u32("dhcp.option.path_mtu_aging_timeout", "Path MTU Aging Timeout")));
    put(35, exactly(u32("dhcp.option.arp_cache_timeout", "ARP Cache Timeout")));
    put(38, exactly(u32("dhcp.option.tcp_keepalive_interval", "TCP Keepalive Interval")));
    put(51, exactly(u32("dhcp.option.ip_address_lease_time", "IP Address Lease Time")));
    put(58, exactly(u32("dhcp.option.renewal_time_value", "Renewal Time Value")));
    put(59, exactly(u32("dhcp.option.rebinding_time_value", "Rebinding Time Value")));
    put(
        91,
        exactly(u32("dhcp.option.client_last_transaction_time", "Client last transaction time")));
  }

  /** Seconds from the universal time, which may be negative (RFC 2132 section 3.4). */
  private static OptionLayout timeOffset(Field seconds) {
    return new OptionLayout(
        List.of(seconds),
        (packet, layer, at, end, sink) -> {
          if (sink.wants(seconds)) {
            sink.number(seconds, BigEndian.i32(packet.bytes(layer), at), at, Integer.BYTES);
          }
        },
        Integer.BYTES,
        false);
  }

  /** Values of several parts. */
  private void mixed() {
    put(
        21,
        repeated(
            ipv4("dhcp.option.policy_filter.ip", "IP Address").repeating(),
            ipv4("dhcp.option.policy_filter.subnet_mask", "Subnet Mask").repeating()));
    put(
        25,
        repeated(
            u16("dhcp.option.path_mtu_plateau_table_item", "Path MTU Plateau Table Item")
                .repeating()));
    put(
        33,
        repeated(
            ipv4("dhcp.option.static_route.ip", "Destination IP Address").repeating(),
            ipv4("dhcp.option.static_route.router", "Destination Router").repeating()));
    put(53, once(u8("dhcp.option.dhcp", "DHCP").named(DhcpNames::message)));
    put(
        55,
        repeated(u8("dhcp.option.request_list_item", "Parameter Request List Item").repeating()));
    put(
        90,
        once(
            u8("dhcp.option.dhcp_authentication.protocol", "Protocol"),
            u8("dhcp.option.dhcp_authentication.algorithm", "Algorithm"),
            u8("dhcp.option.dhcp_authentication.rdm", "Replay Detection Method"),
            u64(
                    "dhcp.option.dhcp_authentication.rdm_replay_detection",
                    "RDM Replay Detection Value")
                .hexadecimal()));
    put(
        93,
        repeated(
            u16("dhcp.option.client_system_architecture", "Client System Architecture")
                .repeating()));
    put(
        94,
        SpecialOptions.networkIdentifier(
            u8("dhcp.client_network_id_major", "Major Version"),
            u8("dhcp.client_network_id_minor", "Minor Version")));
    put(
        124,
        once(
            u32("dhcp.option.vi_class.enterprise", "Enterprise"),
            u8("dhcp.option.vi_class.length", "Length"),
            text("dhcp.option.vi_class.data", "Data")));
    put(
        125,
        once(
            u32("dhcp.option.vi.enterprise", "Enterprise"), u8("dhcp.option.vi.length", "Length")));
    put(145, repeated(u8("dhcp.option.forcerenew_nonce.algorithm", "Algorithm").repeating()));
  }
}

package io.weft.capture;

/**
 * The numbers by which capture files tell what header their packets begin with: the LINKTYPE_
 * values of tcpdump.org/linktypes.html, and the DLT_ values that some systems wrote in their place.
 * The constants have the names of that list.
 */
public final class LinkType {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int IEEE802_5 = 6;
  public static final int ARCNET_BSD = 7;
  public static final int SLIP = 8;
  public static final int PPP = 9;
  public static final int FDDI = 10;

  /** Raw IP: the DLT_RAW of most systems. */
  public static final int RAW_12 = 12;

  /** Raw IP: the DLT_RAW of OpenBSD. */
  public static final int RAW_14 = 14;

  public static final int PPP_HDLC = 50;
  public static final int PPP_ETHER = 51;
  public static final int ATM_RFC1483 = 100;

  /** Raw IP: the packet's first four bits tell whether it is IPv4 or IPv6. */
  public static final int RAW = 101;

  public static final int C_HDLC = 104;
  public static final int IEEE802_11 = 105;
  public static final int FRELAY = 107;
  public static final int LOOP = 108;
  public static final int LINUX_SLL = 113;
  public static final int LTALK = 114;
  public static final int PFLOG = 117;
  public static final int IEEE802_11_PRISM = 119;
  public static final int IP_OVER_FC = 122;
  public static final int SUNATM = 123;
  public static final int IEEE802_11_RADIOTAP = 127;
  public static final int ARCNET_LINUX = 129;
  public static final int APPLE_IP_OVER_IEEE1394 = 138;
  public static final int JUNIPER_ATM1 = 137;
  public static final int MTP2_WITH_PHDR = 139;
  public static final int MTP2 = 140;
  public static final int MTP3 = 141;
  public static final int SCCP = 142;
  public static final int DOCSIS = 143;
  public static final int LINUX_IRDA = 144;
  public static final int USER0 = 147;
  public static final int USER15 = 162;
  public static final int IEEE802_11_AVS = 163;
  public static final int PPP_PPPD = 166;
  public static final int GPRS_LLC = 169;
  public static final int LINUX_LAPD = 177;
  public static final int JUNIPER_ETHER = 178;
  public static final int BLUETOOTH_HCI_H4 = 187;
  public static final int USB_LINUX = 189;
  public static final int PPI = 192;
  public static final int IEEE802_15_4_WITHFCS = 195;
  public static final int SITA = 196;
  public static final int ERF = 197;
  public static final int BLUETOOTH_HCI_H4_WITH_PHDR = 201;
  public static final int PPP_WITH_DIR = 204;
  public static final int C_HDLC_WITH_DIR = 205;
  public static final int IEEE802_15_4_NONASK_PHY = 215;
  public static final int USB_LINUX_MMAPPED = 220;
  public static final int IPNET = 226;
  public static final int CAN_SOCKETCAN = 227;
  public static final int IPV4 = 228;
  public static final int IPV6 = 229;
  public static final int IEEE802_15_4_NOFCS = 230;
  public static final int DBUS = 231;
  public static final int DVB_CI = 235;
  public static final int STANAG_5066_D_PDU = 237;
  public static final int NFLOG = 239;
  public static final int NETANALYZER = 240;
  public static final int IPOIB = 242;
  public static final int MPEG_2_TS = 243;
  public static final int NFC_LLCP = 245;
  public static final int INFINIBAND = 247;
  public static final int SCTP = 248;
  public static final int USBPCAP = 249;
  public static final int BLUETOOTH_LE_LL = 251;
  public static final int WIRESHARK_UPPER_PDU = 252;
  public static final int NETLINK = 253;
  public static final int BLUETOOTH_LINUX_MONITOR = 254;
  public static final int BLUETOOTH_LE_LL_WITH_PHDR = 256;
  public static final int PROFIBUS_DL = 257;
  public static final int PKTAP = 258;
  public static final int EPON = 259;
  public static final int ZWAVE_R1_R2 = 261;
  public static final int ZWAVE_R3 = 262;
  public static final int ISO_14443 = 264;
  public static final int RDS = 265;
  public static final int USB_DARWIN = 266;
  public static final int SDLC = 268;
  public static final int LORATAP = 270;
  public static final int VSOCK = 271;
  public static final int NORDIC_BLE = 272;
  public static final int DOCSIS31_XRA31 = 273;
  public static final int ETHERNET_MPACKET = 274;
  public static final int DISPLAYPORT_AUX = 275;
  public static final int LINUX_SLL2 = 276;
  public static final int OPENVIZSLA = 278;
  public static final int EBHSCR = 279;
  public static final int VPP_DISPATCH = 280;
  public static final int DSA_TAG_BRCM = 281;
  public static final int IEEE802_15_4_TAP = 283;
  public static final int DSA_TAG_DSA = 284;
  public static final int DSA_TAG_EDSA = 285;
  public static final int ELEE = 286;
  public static final int Z_WAVE_SERIAL = 287;
  public static final int USB_2_0 = 288;
  public static final int ATSC_ALP = 289;

  private static final int STANDARD_PACKET = 262_144;

  private LinkType() {}

  /**
   * The name that Wireshark's capinfos gives to a link type: "Ethernet", "Linux cooked-mode capture
   * v1"; "link type 300" for one without a name.
   */
  public static String description(int linkType) {
    if (linkType >= USER0 && linkType <= USER15) {
      return "USER " + (linkType - USER0);
    }
    return switch (linkType) {
      case NULL -> "NULL/Loopback";
      case ETHERNET -> "Ethernet";
      case IEEE802_5 -> "Token Ring";
      case ARCNET_BSD -> "ARCNET";
      case SLIP -> "SLIP";
      case PPP, PPP_HDLC -> "PPP";
      case FDDI -> "FDDI with bit-swapped MAC addresses";
      case RAW_12, RAW_14, RAW -> "Raw IP";
      case PPP_ETHER -> "PPP-over-Ethernet session";
      case ATM_RFC1483 -> "RFC 1483 ATM";
      case C_HDLC -> "Cisco HDLC";
      case IEEE802_11 -> "IEEE 802.11 Wireless LAN";
      case FRELAY -> "Frame Relay";
      case LOOP -> "OpenBSD loopback";
      case LINUX_SLL -> "Linux cooked-mode capture v1";
      case LTALK -> "Localtalk";
      case PFLOG -> "OpenBSD PF Firewall logs";
      case IEEE802_11_PRISM -> "IEEE 802.11 plus Prism II monitor mode radio header";
      case IP_OVER_FC -> "RFC 2625 IP-over-Fibre Channel";
      case SUNATM -> "ATM PDUs";
      case IEEE802_11_RADIOTAP -> "IEEE 802.11 plus radiotap radio header";
      case ARCNET_LINUX -> "Linux ARCNET";
      case APPLE_IP_OVER_IEEE1394 -> "Apple IP-over-IEEE 1394";
      case JUNIPER_ATM1 -> "Juniper ATM1";
      case MTP2_WITH_PHDR -> "MTP2 with pseudoheader";
      case MTP2 -> "SS7 MTP2";
      case MTP3 -> "SS7 MTP3";
      case SCCP -> "SS7 SCCP";
      case DOCSIS -> "Data Over Cable Service Interface Specification";
      case LINUX_IRDA -> "IrDA";
      case IEEE802_11_AVS -> "IEEE 802.11 plus AVS radio header";
      case PPP_PPPD -> "PPP with Directional Info";
      case GPRS_LLC -> "GPRS LLC";
      case LINUX_LAPD -> "LAPD";
      case JUNIPER_ETHER -> "Juniper Ethernet";
      case BLUETOOTH_HCI_H4 -> "Bluetooth H4";
      case USB_LINUX -> "USB packets with Linux header";
      case PPI -> "Per-Packet Information header";
      case IEEE802_15_4_WITHFCS -> "IEEE 802.15.4 Wireless PAN";
      case SITA -> "SITA WAN packets";
      case ERF -> "Extensible Record Format";
      case BLUETOOTH_HCI_H4_WITH_PHDR -> "Bluetooth H4 with linux header";
      case PPP_WITH_DIR -> "PPP with Directional Info";
      case C_HDLC_WITH_DIR -> "Cisco HDLC with Directional Info";
      case IEEE802_15_4_NONASK_PHY -> "IEEE 802.15.4 Wireless PAN non-ASK PHY";
      case USB_LINUX_MMAPPED -> "USB packets with Linux header and padding";
      case IPNET -> "Solaris IPNET";
      case CAN_SOCKETCAN -> "SocketCAN";
      case IPV4 -> "Raw IPv4";
      case IPV6 -> "Raw IPv6";
      case IEEE802_15_4_NOFCS -> "IEEE 802.15.4 Wireless PAN with FCS not present";
      case DBUS -> "D-Bus";
      case DVB_CI -> "DVB-CI (Common Interface)";
      case STANAG_5066_D_PDU -> "STANAG 5066 Data Transfer Sublayer PDUs(D_PDU)";
      case NFLOG -> "NFLOG";
      case NETANALYZER -> "Hilscher netANALYZER";
      case IPOIB -> "IP over Infiniband";
      case MPEG_2_TS -> "ISO/IEC 13818-1 MPEG2-TS";
      case NFC_LLCP -> "NFC LLCP";
      case INFINIBAND -> "InfiniBand";
      case SCTP -> "SCTP";
      case USBPCAP -> "USB packets with USBPcap header";
      case BLUETOOTH_LE_LL -> "Bluetooth Low Energy Link Layer";
      case WIRESHARK_UPPER_PDU -> "Wireshark Upper PDU export";
      case NETLINK -> "Linux Netlink";
      case BLUETOOTH_LINUX_MONITOR -> "Bluetooth Linux Monitor";
      case BLUETOOTH_LE_LL_WITH_PHDR -> "Bluetooth Low Energy Link Layer RF";
      case PROFIBUS_DL -> "PROFIBUS data link layer";
      case PKTAP -> "Apple PKTAP";
      case EPON -> "Ethernet Passive Optical Network";
      case ZWAVE_R1_R2 -> "Z-Wave R1 and R2";
      case ZWAVE_R3 -> "Z-Wave R3";
      case ISO_14443 -> "ISO 14443 contactless smartcard standards";
      case RDS -> "IEC 62106 RDS data groups";
      case USB_DARWIN -> "USB packets with Darwin (macOS, etc.) headers";
      case SDLC -> "SDLC";
      case LORATAP -> "LoRaTap";
      case VSOCK -> "Linux vsock";
      case NORDIC_BLE -> "nRF Sniffer for Bluetooth LE";
      case DOCSIS31_XRA31 -> "DOCSIS with Excentis XRA pseudo-header";
      case ETHERNET_MPACKET -> "IEEE 802.3br mPackets";
      case DISPLAYPORT_AUX -> "DisplayPort AUX channel monitor";
      case LINUX_SLL2 -> "Linux cooked-mode capture v2";
      case OPENVIZSLA -> "OpenVizsla FPGA-based USB sniffer";
      case EBHSCR -> "Elektrobit High Speed Capture and Replay (EBHSCR)";
      case VPP_DISPATCH -> "VPP graph dispatch trace";
      case DSA_TAG_BRCM -> "Broadcom tag";
      case IEEE802_15_4_TAP -> "IEEE 802.15.4 Wireless with TAP pseudo-header";
      case DSA_TAG_DSA -> "Marvell DSA";
      case DSA_TAG_EDSA -> "Marvell EDSA";
      case ELEE -> "ELEE lawful intercept protocol";
      case Z_WAVE_SERIAL -> "Z-Wave serial frames";
      case USB_2_0 -> "USB 2.0/1.1/1.0 packets";
      case ATSC_ALP -> "ATSC Link-Layer Protocol (A/330) packets";
      default -> "link type " + linkType;
    };
  }

  /** The length of the longest packet that Wireshark believes, in bytes. */
  static int maxPacketBytes(int linkType) {
    return switch (linkType) {
      case DBUS, USBPCAP -> 128 << 20;
      case EBHSCR -> 32 << 20;
      default -> STANDARD_PACKET;
    };
  }
}

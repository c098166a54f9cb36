package io.weft.dissect.field;

import java.util.Arrays;

/** Wireshark's numbers of the headers that frames begin with, which stand in its fields. */
final class Encapsulations {
  /** A link type that has no such number. */
  static final int NONE = -1;

  /** Link types for private use (tcpdump.org/linktypes.html), whose numbers follow one another. */
  private static final int USER0 = 147;

  private static final int USER15 = 162;
  private static final int USER0_NUMBER = 45;

  /** A link type and its number each. */
  private static final int[][] NUMBERS = {
    {0, 15},
    {1, 1},
    {6, 2},
    {7, 8},
    {8, 3},
    {9, 4},
    {10, 6},
    {12, 7},
    {14, 7},
    {50, 4},
    {51, 139},
    {100, 10},
    {101, 7},
    {104, 28},
    {105, 20},
    {107, 26},
    {108, 174},
    {113, 25},
    {114, 30},
    {117, 39},
    {119, 21},
    {122, 18},
    {123, 13},
    {127, 23},
    {129, 9},
    {137, 67},
    {138, 62},
    {139, 75},
    {140, 42},
    {141, 43},
    {142, 101},
    {143, 33},
    {163, 24},
    {169, 66},
    {178, 83},
    {187, 41},
    {189, 95},
    {192, 97},
    {195, 104},
    {196, 100},
    {197, 98},
    {201, 99},
    {204, 19},
    {215, 113},
    {220, 115},
    {226, 124},
    {227, 125},
    {228, 129},
    {229, 130},
    {230, 127},
    {231, 146},
    {235, 132},
    {237, 157},
    {239, 141},
    {240, 135},
    {242, 180},
    {243, 138},
    {245, 140},
    {248, 149},
    {249, 152},
    {251, 154},
    {252, 155},
    {253, 158},
    {254, 159},
    {256, 161},
    {258, 171},
    {259, 172},
    {264, 177},
    {266, 182},
    {268, 36},
    {270, 183},
    {271, 185},
    {272, 186},
    {273, 199},
    {274, 198},
    {275, 200},
    {276, 210},
    {279, 204},
    {280, 205},
    {283, 206},
    {287, 211},
    {288, 208}
  };

  private static final short[] BY_LINK_TYPE = byLinkType();

  /** What the numbers mean; for private use nothing. */
  static final ValueNames NAMES =
      ValueNames.of(
          "1 Ethernet",
          "2 Token Ring",
          "3 SLIP",
          "4 PPP",
          "6 FDDI with bit-swapped MAC addresses",
          "7 Raw IP",
          "8 ARCNET",
          "9 Linux ARCNET",
          "10 RFC 1483 ATM",
          "13 ATM PDUs",
          "15 NULL/Loopback",
          "18 RFC 2625 IP-over-Fibre Channel",
          "19 PPP with Directional Info",
          "20 IEEE 802.11 Wireless LAN",
          "21 IEEE 802.11 plus Prism II monitor mode radio header",
          "23 IEEE 802.11 plus radiotap radio header",
          "24 IEEE 802.11 plus AVS radio header",
          "25 Linux cooked-mode capture v1",
          "26 Frame Relay",
          "28 Cisco HDLC",
          "30 Localtalk",
          "33 Data Over Cable Service Interface Specification",
          "36 SDLC",
          "39 OpenBSD PF Firewall logs",
          "41 Bluetooth H4",
          "42 SS7 MTP2",
          "43 SS7 MTP3",
          "62 Apple IP-over-IEEE 1394",
          "66 GPRS LLC",
          "67 Juniper ATM1",
          "75 MTP2 with pseudoheader",
          "83 Juniper Ethernet",
          "95 USB packets with Linux header",
          "97 Per-Packet Information header",
          "98 Extensible Record Format",
          "99 Bluetooth H4 with linux header",
          "100 SITA WAN packets",
          "101 SS7 SCCP",
          "104 IEEE 802.15.4 Wireless PAN",
          "113 IEEE 802.15.4 Wireless PAN non-ASK PHY",
          "115 USB packets with Linux header and padding",
          "124 Solaris IPNET",
          "125 SocketCAN",
          "127 IEEE 802.15.4 Wireless PAN with FCS not present",
          "129 Raw IPv4",
          "130 Raw IPv6",
          "132 DVB-CI (Common Interface)",
          "135 Hilscher netANALYZER",
          "138 ISO/IEC 13818-1 MPEG2-TS",
          "139 PPP-over-Ethernet session",
          "140 NFC LLCP",
          "141 NFLOG",
          "146 D-Bus",
          "149 SCTP",
          "152 USB packets with USBPcap header",
          "154 Bluetooth Low Energy Link Layer",
          "155 Wireshark Upper PDU export",
          "157 STANAG 5066 Data Transfer Sublayer PDUs(D_PDU)",
          "158 Linux Netlink",
          "159 Bluetooth Linux Monitor",
          "161 Bluetooth Low Energy Link Layer RF",
          "171 Apple PKTAP",
          "172 Ethernet Passive Optical Network",
          "174 OpenBSD loopback",
          "177 ISO 14443 contactless smartcard standards",
          "180 IP over IB",
          "182 USB packets with Darwin (macOS, etc.) headers",
          "183 LoRaTap",
          "185 Linux vsock",
          "186 nRF Sniffer for Bluetooth LE",
          "198 IEEE 802.3br mPackets",
          "199 DOCSIS with Excentis XRA pseudo-header",
          "200 DisplayPort AUX channel with Unigraf pseudo-header",
          "204 Elektrobit High Speed Capture and Replay",
          "205 Vector Packet Processing graph dispatch trace",
          "206 IEEE 802.15.4 Wireless with TAP pseudo-header",
          "208 USB 2.0/1.1/1.0 packets",
          "210 Linux cooked-mode capture v2",
          "211 Z-Wave Serial API packets");

  private Encapsulations() {}

  private static short[] byLinkType() {
    short[] numbers =
        new short[1 + Arrays.stream(NUMBERS).mapToInt(pair -> pair[0]).max().orElse(0)];
    Arrays.fill(numbers, (short) NONE);
    for (int[] pair : NUMBERS) {
      numbers[pair[0]] = (short) pair[1];
    }
    for (int user = USER0; user <= USER15; user++) {
      numbers[user] = (short) (USER0_NUMBER + user - USER0);
    }
    return numbers;
  }

  /** The number of a LINKTYPE_ number; {@link #NONE} where there is none. */
  static int ofLinkType(int linkType) {
    return linkType >= 0 && linkType < BY_LINK_TYPE.length ? BY_LINK_TYPE[linkType] : NONE;
  }
}

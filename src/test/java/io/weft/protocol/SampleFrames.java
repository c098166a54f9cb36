package io.weft.protocol;

import static io.weft.protocol.Frames.GRE;
import static io.weft.protocol.Frames.ICMP;
import static io.weft.protocol.Frames.ICMPV6;
import static io.weft.protocol.Frames.IPV4;
import static io.weft.protocol.Frames.IPV6;
import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.extension;
import static io.weft.protocol.Frames.fragmentHeader;
import static io.weft.protocol.Frames.icmp;
import static io.weft.protocol.Frames.innerFrame;
import static io.weft.protocol.Frames.innerPacket;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv4Fragment;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.tcp;
import static io.weft.protocol.Frames.udp;
import static io.weft.protocol.Frames.vlan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One honest frame and more of every protocol, each with the layers it has. */
public final class SampleFrames {
  private SampleFrames() {}

  /**
   * @param layers names joined by colons, as {@link Dissection#layers} gives them
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares samples
  public record Sample(int linkType, String layers, byte[] frame) {
    @Override
    public String toString() {
      return layers + " on " + linkType;
    }
  }

  public static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    links(all);
    wireless(all);
    networks(all);
    quotes(all);
    transports(all);
    tunnels(all);
    ApplicationFrames.addTo(all);
    return all;
  }

  private static void eth(List<Sample> all, String layers, int type, byte[] payload) {
    all.add(new Sample(1, layers, ethernet(type, payload)));
  }

  private static void ip(List<Sample> all, String layers, byte[] packet) {
    all.add(new Sample(101, layers, packet));
  }

  private static void on(List<Sample> all, int linkType, String layers, byte[] frame) {
    all.add(new Sample(linkType, layers, frame));
  }

  private static void links(List<Sample> all) {
    byte[] ip = innerPacket();
    byte[] ip6 = ipv6(TCP, tcp(4000, 80, data(3)));
    byte[] snap = bytes().hex("aaaa03 000000 0800").add(ip).build();
    eth(all, "eth:data", 0x9999, data(5));
    eth(all, "eth:vlan:ip:tcp", 0x8100, vlan(12, IPV4, ip));
    eth(all, "eth:ieee8021ad:vlan:ip:tcp", 0x88A8, vlan(7, 0x8100, vlan(12, IPV4, ip)));
    eth(all, "eth:vlan:llc:ip:tcp", 0x8100, vlan(12, snap.length, snap));
    eth(all, "eth:llc:ip:tcp", snap.length, snap);
    eth(all, "eth:llc:ip:tcp", 3 + ip.length, bytes().hex("060603").add(ip).build());
    eth(all, "eth:llc:data", 8, bytes().hex("f0f003").add(data(5)).build());
    eth(all, "eth:arp", 0x0806, arp());
    eth(all, "eth:mpls:ip:tcp", 0x8847, bytes().hex("00064040 000c8140").add(ip).build());
    eth(all, "eth:mpls:eth:ip:tcp", 0x8847, bytes().hex("00064140").add(innerFrame()).build());
    eth(
        all,
        "eth:mpls:pwethcw:eth:ip:tcp",
        0x8848,
        bytes().hex("00064140 00000000").add(innerFrame()).build());
    eth(all, "eth:pppoes:ppp:ip:tcp", 0x8864, pppoe(0, bytes().hex("0021").add(ip).build()));
    eth(all, "eth:pppoed", 0x8863, pppoe(9, bytes().hex("0101 0000").build()));
    eth(all, "cfp:eth:ip:tcp", 0x8903, bytes().hex("0141").add(innerFrame()).build());
    eth(all, "eth:cmd:ip:tcp", 0x8909, bytes().hex("0101 0001 000a 0800").add(ip).build());
    eth(all, "eth:ipv6:tcp", 0x0800, ip6); // the version decides
    eth(all, "eth:ip:tcp", 0x86DD, ip);
    eth(all, "eth:vntag:ip:tcp", 0x8926, bytes().hex("80010002 0800").add(ip).build());
    eth(all, "eth:etag:ip:tcp", 0x893F, bytes().hex("600100020000 0800").add(ip).build());
    eth(all, "eth:ieee8021ah:ip:tcp", 0x88E7, bytes().hex("10000111").add(innerFrame()).build());
    eth(
        all,
        "eth:macsec:ip:tcp",
        0x88E5,
        bytes().hex("0000 00000001 0800").add(ip, new byte[16]).build());
    eth(all, "eth:macsec:data", 0x88E5, bytes().hex("2c00 00000001").add(data(40)).build());
    on(all, 113, "sll:ip:tcp", bytes().hex("0000 0001 0006 02000000000a0000 0800").add(ip).build());
    on(
        all,
        113,
        "sll:llc:ip:tcp",
        bytes().hex("0000 0001 0006 02000000000a0000 0004").add(snap).build());
    on(
        all,
        276,
        "sll:ip:tcp",
        bytes().hex("0800 0000 00000002 0001 00 06 02000000000a0000").add(ip).build());
    on(all, 0, "null:ip:tcp", bytes().hex("02000000").add(ip).build());
    on(all, 0, "null:ipv6:tcp", bytes().hex("0000001e").add(ip6).build());
    on(all, 108, "null:ipv6:tcp", bytes().hex("00000018").add(ip6).build());
    on(all, 9, "ppp:ip:tcp", bytes().hex("ff030021").add(ip).build());
    on(all, 9, "ppp:ipv6:tcp", bytes().hex("57").add(ip6).build());
    on(all, 50, "ppp:data", bytes().hex("ff03c025 01010004").build());
    control(all);
    bridges(all);
    on(all, 50, "chdlc:ip:tcp", bytes().hex("0f000800").add(ip).build());
    on(all, 104, "chdlc:data", bytes().hex("8f008035").add(data(14)).build());
    on(all, 107, "fr:ip:tcp", bytes().hex("1841 03cc").add(ip).build());
    on(all, 107, "fr:ipv6:tcp", bytes().hex("1841 0300 8e").add(ip6).build());
    on(all, 107, "fr:eth:ip:tcp", bytes().hex("1841 0300 80 0080c20007").add(innerFrame()).build());
    on(all, 107, "fr:ip:tcp", bytes().hex("1841 0800").add(ip).build());
    on(all, 10, "fddi:llc:ip:tcp", bytes().hex("50 02000000000a 02000000000b").add(snap).build());
    on(all, 100, "llc:ip:tcp", snap);
    on(all, 129, "arcnet:ip:tcp", bytes().hex("0102 0000 f0").add(ip).build());
    on(all, 129, "arcnet:ip:tcp", bytes().hex("0102 0000 d4 00 0001").add(ip).build());
    on(all, 226, "ipnet:ip:tcp", bytes().hex("0102").add(new byte[22], ip).build());
    on(all, 239, "nflog:ip:tcp", nflog(ip));
    on(all, 192, "ppi:eth:ip:tcp", bytes().hex("0000 0800 01000000").add(innerFrame()).build());
    on(
        all,
        258,
        "pktap:ip:tcp",
        bytes().hex("10000000 01000000 65000000 00000000").add(ip).build());
    String transfer = "0000000001020304 53 02 80 03 0100 00 3c 0000000065000000 00100000 8dffffff";
    String setup = "12000000 02000000 8006000100001200";
    on(all, 189, "usb:data", bytes().hex(transfer + setup).add(data(2)).build());
    on(all, 189, "usb", bytes().hex(transfer + setup).build());
    String mapped = "00000000 00000000 00020000 00000000";
    on(all, 220, "usb:data", bytes().hex(transfer + setup + mapped).add(data(2)).build());
    String pcap = "1c00 0102030405060708 00000000 0b00 00 0100 0300 80 02 08000000 00";
    on(all, 249, "usb:data", bytes().hex(pcap + "8006000100001200").build());
    on(all, 187, "hci_h4:bthci_cmd:data", bytes().hex("01 0104 05 338b9e0800").build());
    on(all, 201, "hci_h4:bthci_evt:data", bytes().hex("00000001 04 0f 04 00010104").build());
    on(
        all,
        187,
        "hci_h4:bthci_acl:btl2cap:data",
        bytes().hex("02 4020 0700 0300 0400 020300").build());
    on(all, 187, "hci_h4:bthci_acl:data", bytes().hex("02 4010 0300 010203").build());
    on(all, 187, "hci_h4:bthci_sco:data", bytes().hex("03 4000 02 0102").build());
    on(all, 12, "ip:tcp", ip);
    on(all, 228, "ip:tcp", ip);
    on(all, 229, "ipv6:tcp", ip6);
  }

  /** Messages of link protocols that carry nothing. */
  private static void control(List<Sample> all) {
    String options = "010405d4 0206000a0000 0305c22305 0506d4a58cbe 0702 1104060e 130301";
    on(all, 50, "ppp:lcp", bytes().hex("ff03c021 01010023" + options).build());
    on(all, 50, "ppp:lcp", bytes().hex("ff03c021 0909000c a4cbea34 01020304").build());
    on(all, 50, "ppp:lcp", bytes().hex("ff03c021 0c09000b a4cbea34 414243").build());
    on(
        all,
        50,
        "ppp:ipcp",
        bytes()
            .hex("ff038021 0101001c 0206002d0f01 0306c0000201 8106c0000235 8306c0000236")
            .build());
    on(all, 50, "ppp:ipv6cp", bytes().hex("ff038057 0101000e 010a02000000000a0001").build());
    on(all, 50, "ppp:pap", bytes().hex("ff03c023 0101000d 03616263 04 70617373").build());
    on(all, 50, "ppp:pap", bytes().hex("ff03c023 02010007 02 4f4b").build());
    on(all, 50, "ppp:chap", bytes().hex("ff03c223 0101000c 04 01020304 616263").build());
    on(all, 50, "ppp:chap", bytes().hex("ff03c223 03010006 4f4b").build());
    eth(
        all,
        "eth:pppoed",
        0x8863,
        pppoe(
            9,
            bytes()
                .hex("0101 0003 616263 0102 0002 4143 0103 0004 01020304 0104 0002 0506")
                .hex("0105 0006 00000de9 0102 0203 0001 45 0999 0001 07 0000 0000")
                .build()));
    byte[] stp = spanningTree("0000 00 00 81", "");
    byte[] mstp =
        spanningTree(
            "0000 03 02 7c",
            "00 0050 00"
                + "72656731".concat("00".repeat(28))
                + "0001"
                + "ac36177f50283cd4b83821d8ab26de62"
                + "000000c8 800002000000000a 14"
                + "7c 8001 02000000000a 000000c8 80 80 13");
    eth(all, "eth:llc:stp", 3 + stp.length, bytes().hex("424203").add(stp).build());
    eth(all, "eth:llc:stp", 3 + mstp.length, bytes().hex("424203").add(mstp).build());
    eth(
        all,
        "eth:llc:stp",
        8 + stp.length + 6,
        bytes().hex("aaaa03 00000c 010b").add(stp).hex("0000 0002 0005").build());
    eth(all, "eth:llc:stp", 7, bytes().hex("424203 0000 00 80").build());
    eth(
        all,
        "eth:lldp",
        0x88CC,
        bytes()
            .hex("0207 04 02000000000a 0406 05 65746830 61 0602 0078 0803 703161 0a02 7377")
            .hex("0c02 4f53 0e04 0014 0004 100c 05 01 c0000201 02 00000003 00")
            .hex("fe06 0080c2 01 0064 fe09 00120f 01 03 6c11 0010 fe07 0012bb 0a 783132")
            .hex("fe05 0000aa 07 01 0000")
            .build());
  }

  /** Messages between bridges, and on ports. */
  private static void bridges(List<Sample> all) {
    byte[] cdp =
        bytes()
            .hex("02b4 0000 0001 0006 5331 0002 0011 00000001 01 01 cc 0004 c0000201")
            .hex(
                "0004 0008 00000028 0005 000a 41420a 434445 000a 0006 0005 000b 0005 01 0012 0005"
                    + " 00")
            .build();
    byte[] snap = bytes().hex("aaaa03 00000c 2000").add(cdp).build();
    eth(all, "eth:llc:cdp", snap.length, snap);
    String side = "8000 02000000000a 000d 8000 0016 3d 000000";
    eth(
        all,
        "eth:slow:lacp",
        0x8809,
        bytes()
            .hex("01 01 0114" + side + "0214" + side + "0310 8000")
            .add(new byte[12])
            .hex("0000")
            .add(new byte[50])
            .build());
    eth(all, "eth:slow:data", 0x8809, bytes().hex("03 0050 00").build());
    eth(all, "eth:eapol:eap", 0x888E, bytes().hex("01 00 0008 0201 0008 01 616263").build());
    eth(all, "eth:eapol:eap", 0x888E, bytes().hex("01 00 0008 0202 0008 03 041519").build());
    eth(all, "eth:eapol:eap", 0x888E, bytes().hex("01 00 000a 0103 000a 04 02 0708 6162").build());
    eth(all, "eth:eapol:eap", 0x888E, bytes().hex("01 00 000a 0104 000a 19 c1 00000400").build());
    eth(all, "eth:eapol", 0x888E, bytes().hex("01 01 0000").build());
    eth(all, "eth:eapol", 0x888E, bytes().hex("02 03 005f 02").add(data(94)).build());
    eth(
        all,
        "eth:etag:ip:tcp",
        0x893F,
        bytes().hex("200a 0014 00 00 0800").add(innerPacket()).build());
  }

  /** The fixed part of a message, between what stands before it and behind it. */
  private static byte[] spanningTree(String head, String tail) {
    return bytes()
        .hex(head)
        .hex("8064 02000000000a 00000004 8064 02000000000b 8004 0100 1400 0200 0f00")
        .hex(tail)
        .build();
  }

  private static void wireless(List<Sample> all) {
    byte[] llc = bytes().hex("aaaa03 000000 0800").add(innerPacket()).build();
    byte[] data = bytes().hex("0801 2c00").add(new byte[20], llc).build();
    byte[] qos = bytes().hex("8803 2c00").add(new byte[28], llc).build();
    byte[] sealed = bytes().hex("0841 2c00").add(new byte[20], data(30)).build();
    byte[] swapped = bytes().hex("0108 2c00").add(new byte[20], llc).build();
    on(all, 105, "wlan:llc:ip:tcp", data);
    on(all, 105, "wlan:llc:ip:tcp", qos);
    on(all, 105, "wlan:data", sealed);
    on(all, 105, "wlan", bytes().hex("d400 0000 02000000000a").build());
    on(all, 105, "wlan", bytes().hex("8000 0000").add(new byte[20]).build());
    String head = "0000 ffffffffffff 02000000000a 02000000000b 1000 ";
    String rates = "00 03 4c414e  01 04 82848b96  32 02 0c12 ";
    String security = "30 1a 0100 000fac04 0100 000fac04 0100 000fac02 c000 0000 000fac06 ";
    String elements =
        rates
            + "03 01 0b  05 04 0001 01 00  07 06 444520 010d14  2a 01 04 "
            + security
            + "2d 1a ef09 17 ffff0000000000000000000000000000 0000 00000000 00"
            + "3d 16 0b 00 00000000000000000000000000000000000000000000".substring(0, 52)
            + " 72 02 6869  dd 06 0050f2 02 0101  7f 01 04 ";
    String clock = "0102030405060708 6400 1104 ";
    on(all, 105, "wlan", bytes().hex("8000" + head + clock + elements).build());
    on(all, 105, "wlan", bytes().hex("5000" + head + clock + rates).build());
    on(all, 105, "wlan", bytes().hex("4000" + head + rates).build());
    on(all, 105, "wlan", bytes().hex("0000" + head + "3104 0a00" + rates).build());
    on(all, 105, "wlan", bytes().hex("1000" + head + "3104 0000 01c0" + rates).build());
    on(all, 105, "wlan", bytes().hex("2000" + head + "3104 0a00 02000000000b" + rates).build());
    on(all, 105, "wlan", bytes().hex("b000" + head + "0000 0100 0000").build());
    on(all, 105, "wlan", bytes().hex("c080" + head + "00000000 0700").build());
    on(
        all,
        127,
        "radiotap:wlan:llc:ip:tcp",
        bytes().hex("0000 0900 02000000 10").add(data, new byte[4]).build());
    on(
        all,
        119,
        "prism:wlan:llc:ip:tcp",
        bytes().hex("44000000 90000000").add(new byte[136], data).build());
    on(
        all,
        163,
        "wlancap:wlan:llc:ip:tcp",
        bytes().hex("80211001 00000040").add(new byte[56], data).build());
    ip(
        all,
        "ip:udp:capwap.data:wlan:llc:ip:tcp",
        ipv4(UDP, udp(1024, 5247, bytes().hex("00104320 00000000").add(swapped).build())));
    ip(
        all,
        "ip:udp:capwap.data:eth:ip:tcp",
        ipv4(UDP, udp(1024, 5247, bytes().hex("00100200 00000000").add(innerFrame()).build())));
  }

  private static void networks(List<Sample> all) {
    byte[] udp = udp(1000, 9999, data(4));
    ip(all, "ip:udp:data", ipv4(UDP, udp));
    ip(all, "ipv6:udp:data", ipv6(UDP, udp));
    ip(all, "ip:ip:udp:data", ipv4(4, ipv4(UDP, udp)));
    ip(all, "ip:ipv6:udp:data", ipv4(41, ipv6(UDP, udp)));
    ip(all, "ip:data", ipv4Fragment(UDP, 9, Frames.MORE_FRAGMENTS, udp));
    ip(all, "ip:data", ipv4(200, data(6)));
    ip(all, "ip:icmp:data", ipv4(ICMP, icmp(8, 0, 0x00010002, data(6))));
    ip(all, "ip:igmp", ipv4(2, bytes().hex("1600 0000 e00000fb").build()));
    ip(all, "ipv6:icmpv6", ipv6(ICMPV6, icmp(128, 0, 0x00010002, data(6))));
    String renumbering = "01 f8 0064 00000000 ";
    String prefix = "20010db8000000000000000000000000 ";
    byte[] command =
        bytes()
            .hex(renumbering + "02 07 01 40 30 80 0000" + prefix)
            .hex("10 30 c0 80 00000e10 00000708 c0000000" + prefix)
            .build();
    ip(all, "ipv6:icmpv6", ipv6(ICMPV6, icmp(138, 0, 7, command)));
    byte[] result = bytes().hex(renumbering + "0003 01 40 00000002" + prefix).build();
    ip(all, "ipv6:icmpv6", ipv6(ICMPV6, icmp(138, 1, 7, result)));
    ip(all, "ipv6:ipv6.hopopts:udp:data", ipv6(0, extension(UDP, 8, udp)));
    ip(all, "ipv6:ipv6.routing:udp:data", ipv6(43, extension(UDP, 24, udp)));
    ip(all, "ipv6:ipv6.dstopts:udp:data", ipv6(60, extension(UDP, 16, udp)));
    ip(all, "ipv6:mipv6:data", ipv6(135, extension(59, 16, data(2))));
    ip(all, "ipv6:hip", ipv6(139, extension(59, 40, data(0))));
    ip(all, "ipv6:shim6:udp:data", ipv6(140, extension(UDP, 8, udp)));
    ip(all, "ipv6:ipv6.fraghdr:udp:data", ipv6(44, fragmentHeader(UDP, 1, 0, false, udp)));
    ip(all, "ipv6:ipv6.fraghdr:data", ipv6(44, fragmentHeader(UDP, 1, 8, true, data(16))));
    ip(all, "ip:ah:udp:data", ipv4(51, bytes().u8(UDP, 4, 0, 0).add(new byte[20], udp).build()));
    ip(all, "ip:esp", ipv4(50, data(40)));
    options(all, udp);
    routing(all);
  }

  /** Messages between routers. */
  private static void routing(List<Sample> all) {
    ip(
        all,
        "ip:vrrp",
        ipv4(112, bytes().hex("2101640101010000 c0000201 6369736300000000").build()));
    ip(
        all,
        "ipv6:vrrp",
        ipv6(112, bytes().hex("3101640100640000 fe800000000000000000000000000001").build()));
    overUdp(
        all,
        520,
        "rip",
        bytes()
            .hex("0202 0000 ffff 0002 70617373000000000000000000000000")
            .hex("0002 0007 c0000200 ffffff00 00000000 00000001")
            .build());
    overUdp(
        all,
        520,
        "rip",
        bytes()
            .hex("0202 0000 ffff 0003 002c 07 14 00000009 0000000000000000")
            .hex("0002 0007 c0000200 ffffff00 00000000 00000001")
            .hex("ffff 0001 0102030405060708090a0b0c0d0e0f1011121314")
            .build());
    overUdp(
        all,
        521,
        "ripng",
        bytes().hex("0201 0000 20010db8000000000000000000000000 0000 40 01").build());
    overUdp(
        all, 1985, "hsrp", bytes().hex("0000 10 03 0a 78 01 00 636973636f000000 c0000201").build());
    overUdp(
        all,
        1985,
        "hsrp",
        bytes()
            .hex("0128 02 00 06 04 0001 02000000000a 00000064 00000bb8 00002710 c0000201")
            .add(new byte[12])
            .hex("0204 0001 0000 030a 02 00 6369736300000000 041c 01 00 0000 c0000201 00000001")
            .add(new byte[16])
            .build());
    String second = "c0000201 00000000 0000";
    for (String message :
        new String[] {
          "0201 0030"
              + second
              + "0000 0000000000000000"
              + "ffffff00 000a 02 01 00000028 c0000201 c0000202 c0000202",
          "0202 0034"
              + second
              + "0001 7061737300000000 05dc 52 07 00000081"
              + header2("02", "0020"),
          "0203 0024" + second + "0000 0000000000000000 00000001 c0000201 c0000201",
          "0204 0094"
              + second
              + "0000 0000000000000000 00000004"
              + header2("01", "0024")
              + "0200 0001 c0000202 ffffff00 03 00 0001"
              + header2("02", "001c")
              + "ffffff00 c0000201"
              + header2("03", "001c")
              + "ffffff00 00 000001"
              + header2("05", "0024")
              + "ffffff00 80 000014 00000000 00000000",
          "0205 002c" + second + "0000 0000000000000000" + header2("01", "0024"),
        }) {
      ip(all, "ip:ospf", ipv4(89, bytes().hex(message).build()));
    }
    String third = "01010101 00000001 0000 00 00";
    for (String message :
        new String[] {
          "0301 0028" + third + "00000005 01 000013 000a 0028 01010101 02020202 02020202",
          "0302 0030" + third + "00 000013 05dc 00 07 00000001" + header3("2001", "0018"),
          "0303 001c" + third + "0000 2001 00000000 01010101",
          "0304 00e4"
              + third
              + "00000006"
              + header3("2001", "0028")
              + "01 000033 02 00 0001 00000005 00000006 02020202"
              + header3("2003", "0024")
              + "00 000040 40 00 0000 20010db800000000"
              + header3("0008", "0038")
              + "01 000033 fe800000000000000000000000000001 00000001"
              + "40 00 0000 20010db800000000"
              + header3("2009", "002c")
              + "0001 2001 00000000 01010101 40 00 0001 20010db800000000"
              + header3("4005", "0020")
              + "05 000014 00 00 0000 00000007",
          "0305 0024" + third + header3("2001", "0018"),
        }) {
      byte[] bytes = bytes().hex(message).build();
      bytes[2] = 0;
      bytes[3] = (byte) bytes.length;
      ip(all, "ipv6:ospf", ipv6(89, bytes));
    }
  }

  private static String header2(String type, String length) {
    return "0001 22 " + type + " c0000201 c0000202 80000001 0000 " + length;
  }

  private static String header3(String type, String length) {
    return "0001 " + type + " 00000000 01010101 80000001 0000 " + length;
  }

  /** Headers with options, and messages of many kinds. */
  private static void options(List<Sample> all, byte[] udp) {
    for (String options :
        new String[] {
          "07070800000000 00", "830b08 c0000201 c0000202 00", "44100d01 c0000201 00000001 c0000202",
          "94040000 88040007", "820b00000000000000000000 00000000",
              "520c0001 00000001 c0000201 0000",
          "8610 00000001 0104 0005 0506 0001 0203", "19080801 00000000",
        }) {
      byte[] bytes = bytes().hex(options).build();
      byte[] padded = Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
      int length = 20 + padded.length;
      ip(
          all,
          "ip:udp:data",
          bytes()
              .u8(0x40 | length / 4, 0)
              .u16(length + udp.length, 1, 0)
              .u8(64, UDP)
              .u16(0)
              .u32(Frames.CLIENT, Frames.SERVER)
              .add(padded, udp)
              .build());
    }
    byte[] routed =
        bytes()
            .u8(UDP, 4, 4, 1, 1, 0)
            .u16(9)
            .hex("20010db8000000000000000000000003 20010db8000000000000000000000004")
            .add(udp)
            .build();
    ip(all, "ipv6:ipv6.routing:udp:data", ipv6(43, routed));
    byte[] rpl =
        bytes().hex("1102 0302 f8600000 05 06 0000000000000007 000000000000").add(udp).build();
    ip(all, "ipv6:ipv6.routing:udp:data", ipv6(43, rpl));
    byte[] hop = bytes().u8(UDP, 1).hex("05020000 00 010100 c20400010000").add(udp).build();
    ip(all, "ipv6:ipv6.hopopts:udp:data", ipv6(0, hop));
    byte[] home =
        bytes().u8(UDP, 2).hex("0102 0000 c910 20010db8000000000000000000000009").add(udp).build();
    ip(all, "ipv6:ipv6.dstopts:udp:data", ipv6(60, home));
    byte[] update =
        bytes()
            .u8(59, 3, 5, 0)
            .u16(0, 7, 0xC000, 60)
            .hex("0310 20010db8000000000000000000000009 0100")
            .build();
    ip(all, "ipv6:mipv6", ipv6(135, update));
    for (String message :
        new String[] {
          "0d000000 00010002 00000001 00000002 00000003",
          "11000000 00010002 ffffff00",
          "09000000 01020708 c0000201 ffffffff",
          "2a000000 00010101",
          "2b000000 00010144",
        }) {
      byte[] icmp = bytes().hex(message).build();
      ip(all, icmp[0] == 0 && icmp.length > 8 ? "ip:icmp:data" : "ip:icmp", ipv4(ICMP, icmp));
    }
    multicast(all);
    String prefix = "0304 40c0 00000e10 00000708 00000000 20010db8000000000000000000000000";
    String dns = "1903 0000 00000e10 20010db8000000000000000000000035";
    String domains = "1f03 0000 00000e10 0474657374 076578616d706c65 00 0000";
    String more = "0501 0000 000005dc 1802 4008 00000e10 20010db800000001 0e01 010203040506";
    String link = "0101 02000000000a 1a01 8000 00000000 2602 0708 0064ff9b0000000000000000";
    for (String message :
        new String[] {
          "86000000 40c80708 00000000 00000000" + prefix + dns + domains + more + link,
          "87000000 00000000 20010db8000000000000000000000002 0101 02000000000a",
          "88000000 60000000 20010db8000000000000000000000002 0201 02000000000a",
          "8f000000 00000001 04010001 ff020000000000000000000000010002"
              + "20010db8000000000000000000000002 01020304",
          "82000000 27100000 ff020000000000000000000000010002 027d0001"
              + "20010db8000000000000000000000002",
          "83000000 00000000 ff020000000000000000000000010002",
          "8c000000 00030000 0000000000000001 0000003c 20010db8000000000000000000000002",
          "93000000 0001c000",
          "91000000 00010000 20010db8000000000000000000000002",
        }) {
      ip(all, "ipv6:icmpv6", ipv6(ICMPV6, bytes().hex(message).build()));
    }
    for (String message :
        new String[] {
          "11640000 00000000 027d 0001 c0000201",
          "11f00000 e0000001 0a7d 0000",
          "22000000 00000001 01010001 e0000005 c0000201 01020304",
        }) {
      ip(all, "ip:igmp", ipv4(2, bytes().hex(message).build()));
    }
  }

  private static void quotes(List<Sample> all) {
    byte[] quoted = ipv4(TCP, tcp(4000, 80, data(0)));
    byte[] quoted6 = ipv6(UDP, udp(1000, 9999, data(4)));
    ip(all, "ip:icmp:ip:tcp", ipv4(ICMP, icmp(3, 1, 0, quoted)));
    ip(all, "ip:icmp:ip:udp:data", ipv4(ICMP, icmp(11, 0, 0, ipv4(UDP, udp(1, 2, data(4))))));
    ip(all, "ipv6:icmpv6:ipv6:udp:data", ipv6(ICMPV6, icmp(1, 4, 0, quoted6)));
  }

  /** How routers agree on the way of multicast packets, and packets that are sent so reliably. */
  private static void multicast(List<Sample> all) {
    String group = "01 00 00 20 e1010203";
    String source = "01 00 07 20 c0000201";
    for (String message :
        new String[] {
          "2000 0000 0001 0002 0069 0002 0004 01f409c4 0013 0004 00000001 0014 0004 00000007 0015"
              + "0004 01000000 0041 0002 abcd",
          "2100 0000 40000000",
          "2300 0000 0100 c0000202 00 01 00d2" + group + "0001 0001" + source + source,
          "2300 0000 0200 20010db8000000000000000000000002 00 01 00d2 02 00 00 80"
              + "ff020000000000000000000000000005 0001 0000 02 00 07 80"
              + "20010db8000000000000000000000001",
        }) {
      ip(all, "ip:pim", ipv4(103, bytes().hex(message).build()));
    }
    intermediateSystems(all);
    String head = "d625 007b %s %s 0000 0af4409ad625 0004";
    String address = "0001 0000 c0000201";
    String[][] packets = {
      {"00", "00", "00000001 00000002 00000003" + address},
      {"00", "00", "00000001 00000002 00000003 0002 0000 20010db8000000000000000000000001"},
      {"01", "00", "00000001 0000 0000" + address + "00000001 00000002 00000003"},
      {"02", "00", "00000001 0000 0000"},
      {"04", "00", "00000001 00000002 61626364"},
      {"05", "01", "00000001 00000002 00 04 0008 8d 04 0000 61626364"},
      {"08", "00", "00000001" + address + address},
      {"0d", "00", "00000001 00000002"},
    };
    for (String[] packet : packets) {
      byte[] whole = bytes().hex(head.formatted(packet[0], packet[1])).hex(packet[2]).build();
      boolean isData = packet[0].equals("04") || packet[0].equals("05");
      ip(all, isData ? "ip:pgm:data" : "ip:pgm", ipv4(113, whole));
    }
  }

  /** Messages of IS-IS of all kinds (ISO 10589 section 9), with the elements that are read. */
  private static void intermediateSystems(List<Sample> all) {
    String system = "192168001001";
    String linkState = system + "0000";
    String common = "0104 03490001 8102 cc8e 8404 0a000001 e810 20010db8000000000000000000000001";
    String[] messages = {
      "1b 01 00 10 01 00 00 02"
          + system
          + "001e 0080 40"
          + system
          + "01"
          + common
          + "0606 020000000001 d301 04 0700 080100",
      "14 01 00 11 01 00 00 03"
          + system
          + "001e 0080 02"
          + common
          + "f00f 00 00000001 192168001002 00000002 0704 0001 0000",
      "1b 01 00 14 01 00 00 0080 04b0"
          + linkState
          + "00000009 f252 03"
          + common
          + "8902 5234 8604 0a000001 020c 00 0a808080 19216800100201"
          + "800c 0a808080 0a000000 ffffff00 820c 4a808080 0b000000 ff000000"
          + "160d 19216800100201 00000a 02 0600"
          + "8711 0000000a 18 0a0001 0000000a 50 0b00 01 00"
          + "ec0e 0000000a 20 20 20010db8 03 060100",
      "21 01 00 19 01 00 00 0080"
          + system
          + "00 0000000000000000 ffffffffffffffff"
          + "0910 04a8"
          + linkState
          + "00000009 f252 0704 0001 0000",
      "11 01 00 1b 01 00 00 0080" + system + "00 0910 04a8" + linkState + "00000009 f252",
    };
    for (String message : messages) {
      byte[] llc = bytes().hex("fefe03 83" + message).build();
      eth(all, "eth:llc:isis", llc.length, llc);
    }
    String names = "5445535431" + "20".repeat(10) + "00" + "4d444a523938" + "20".repeat(9) + "20";
    for (String message :
        new String[] {
          "2c00 ffef 01 00 0000 0000 0900" + "00".repeat(16) + names.substring(32),
          "2c00 ffef 08 00 0000 0000 0000" + names + "ff534d42",
          "2c00 ffef 0a 00 1500 0000 0300" + names,
          "0e00 ffef 16 0c 0000 0100 0200 15 03 616263",
          "0e00 ffef 1f 00 0000 0000 0000 15 03"
        }) {
      byte[] llc = bytes().hex("f0f003" + message).build();
      eth(all, "eth:llc:netbios", llc.length, llc);
    }
    eth(all, "eth:gnw", 0x8947, bytes().hex("01 00 0d 01 20 50 03 00 0004 01 00 61626364").build());
    byte[] hdlc = bytes().hex("8f00fefe 00 83" + messages[1]).build();
    all.add(new Sample(104, "chdlc:isis", hdlc));
  }

  private static void transports(List<Sample> all) {
    ip(all, "ip:tcp", ipv4(TCP, tcp(4000, 80, data(10))));
    ip(
        all,
        "ip:tcp",
        ipv4(
            TCP,
            bytes()
                .u16(4000, 80)
                .u32(1, 2)
                .u8(0x80, 0x10)
                .u16(100, 0, 0)
                .hex("0101080a0000000100000002")
                .add(data(4))
                .build()));
    for (String options :
        new String[] {
          "020405b4 0402 080a0000000100000000 01 030307",
          "0512000003e9000007d1 00000bb900000fa1",
          "1e0c 0081 0102030405060708",
          "1e0c 1101 0000000700000009",
          "1e14 2005 00000001 00000002 00000003 0004 0005",
          "1e08 3401 c0000201",
          "1e04 4001",
          "1e03 50",
          "1e0c 60000000000000000001",
          "1e0c 70000000000000000001",
          "1e04 8002",
          "22060102030405",
          "2202",
          "fe04f989 fd0612345678",
          "1c048005",
          "1312" + "ab".repeat(16),
          "1d10 0102" + "cd".repeat(12),
          "ae0b 000001000002000003",
          "1b08 0501 00000000",
          "0606 00000001",
          "0b06 00000001",
          "4c04 0102",
        }) {
      byte[] bytes = bytes().hex(options).build();
      byte[] padded = Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
      ip(
          all,
          "ip:tcp",
          ipv4(
              TCP,
              bytes()
                  .u16(4000, 80)
                  .u32(1, 2)
                  .u8((20 + padded.length) << 2, 0x12)
                  .u16(100, 0, 0)
                  .add(padded)
                  .build()));
    }
    for (String chunks :
        new String[] {
          "0003 0013 00000001 0002 0003 00000000 616263 00",
          "0100 0030 00000007 00010000 000a 000a 00000001 0005 0008 c0000201"
              + "000c 0008 0005 0006 8008 0006 80c1 0000",
          "0200 0020 00000007 00010000 000a 000a 00000001 0007 0006 0102 0000 8000 0004",
          "0300 0018 00000001 00010000 0001 0001 0002 0003 00000009 0700 0008 00000001",
          "0400 000c 0001 0008 01020304 0600 0008 000c 0004",
          "0a00 0008 01020304 0b00 0004",
          "0c00 0008 00000001 0d00 0008 00000001 0e01 0004 0f00 000c 0000 0001 01020304 c000 0008"
              + " 00000001",
        }) {
      byte[] bytes = bytes().hex(chunks).build();
      ip(all, "ip:sctp", ipv4(132, bytes().u16(5000, 6000).u32(7, 8).add(bytes).build()));
    }
    String ports = "1388 1770";
    for (String rest :
        new String[] {
          "05 00 0000 01 00 000000000001 00000007",
          "0a 00 0000 03 00 000000000001 0000000000000002 00000007 2906 00000001 2003 01 000000",
          "04 00 0000 08 000009 00 000008",
          "07 00 0000 0f 00 000000000001 0000000000000002 0b000000",
          "0e 00 0000 06 000009 00 000007 01 02 2403 07 2503 05 2603 c0 2703 c0 2803 00 2b04 0100"
              + "2a08 00000011 0012 2c06 0000000a c003 07 0000",
        }) {
      ip(all, "ipv6:dccp", ipv6(33, bytes().hex(ports + rest).build()));
    }
    ip(all, "ip:sctp", ipv4(132, bytes().u16(5000, 6000).u32(7, 8).add(data(16)).build()));
    ip(all, "ip:udplite:data", ipv4(136, bytes().u16(1000, 9999, 8, 0).add(data(4)).build()));
    ip(
        all,
        "ipv6:dccp:data",
        ipv6(
            33,
            bytes()
                .u16(1000, 2000)
                .u8(4, 0)
                .u16(0)
                .u8(0x04, 0)
                .u16(9)
                .u32(0)
                .add(data(3))
                .build()));
  }

  private static void tunnels(List<Sample> all) {
    byte[] ip = innerPacket();
    byte[] frame = innerFrame();
    byte[] ppp = bytes().hex("ff030021").add(ip).build();
    ip(all, "ip:gre:ip:tcp", ipv4(GRE, bytes().hex("00000800").add(ip).build()));
    ip(
        all,
        "ip:gre:ip:tcp",
        ipv4(GRE, bytes().hex("b0000800 00000000 00000005 00000006").add(ip).build()));
    ip(
        all,
        "ip:gre:ip:tcp",
        ipv4(GRE, bytes().hex("40000800 00000000 08000004 0a000001 00000000").add(ip).build()));
    ip(all, "ip:gre:eth:ip:tcp", ipv4(GRE, bytes().hex("20006558 00000700").add(frame).build()));
    ip(
        all,
        "ip:gre:ppp:ip:tcp",
        ipv4(
            GRE,
            bytes()
                .hex("3081880b")
                .u16(ppp.length)
                .hex("0009 00000001 00000002")
                .add(ppp)
                .build()));
    ip(all, "ip:gre", ipv4(GRE, bytes().hex("2081880b 00000009 00000002").build()));
    ip(all, "ip:gre:eth:ip:tcp", ipv4(GRE, bytes().hex("000088be").add(frame).build()));
    ip(
        all,
        "ip:gre:erspan:eth:ip:tcp",
        ipv4(GRE, bytes().hex("100088be 00000001 100c0005 00000000").add(frame).build()));
    ip(
        all,
        "ip:gre:erspan:eth:ip:tcp",
        ipv4(
            GRE,
            bytes()
                .hex("100022eb 00000001 200c0005 00000000 00000001 0000000000000000")
                .add(frame)
                .build()));
    ip(
        all,
        "ip:gre:eth:ip:tcp",
        ipv4(GRE, bytes().hex("20016400").u16(frame.length).hex("0700").add(frame).build()));
    ip(all, "ip:ipcomp:data", ipv4(108, bytes().hex("06000002").add(data(9)).build()));
    ip(all, "ip:etherip:eth:ip:tcp", ipv4(97, bytes().hex("3000").add(frame).build()));
    overUdp(all, 4789, "vxlan:eth:ip:tcp", bytes().hex("08000000 00000c00").add(frame).build());
    overUdp(all, 4790, "vxlan:ip:tcp", bytes().hex("0c000001 00000c00").add(ip).build());
    overUdp(
        all,
        4790,
        "vxlan:nsh:ip:tcp",
        bytes().hex("0c000004 00000c00 0fc60201 000007ff").add(new byte[16], ip).build());
    overUdp(
        all,
        6081,
        "geneve:eth:ip:tcp",
        bytes().hex("01006558 00000c00 00000000").add(frame).build());
    overUdp(all, 2152, "gtp:ip:tcp", bytes().hex("30ff").u16(ip.length).u32(7).add(ip).build());
    overUdp(
        all,
        2152,
        "gtp:ip:tcp",
        bytes().hex("34ff").u16(8 + ip.length).u32(7).hex("00000085 01000900").add(ip).build());
    overUdp(all, 2152, "gtp", bytes().hex("3201 0006 00000000 00000000 0e00").build());
    overUdp(all, 3544, "teredo:ipv6:udp:data", ipv6(UDP, udp(1000, 9999, data(4))));
    overUdp(
        all,
        3544,
        "teredo:ipv6:udp:data",
        bytes()
            .hex("0001 0000 0000000000000000 00")
            .hex("0000 1234 c0000201")
            .add(ipv6(UDP, udp(1000, 9999, data(4))))
            .build());
    overUdp(all, 1701, "l2tp:ppp:ip:tcp", bytes().hex("0002 0001 0002").add(ppp).build());
    overUdp(
        all,
        1701,
        "l2tp:ppp:ip:tcp",
        bytes()
            .hex("4a02")
            .u16(16 + ppp.length)
            .hex("0001 0002 0000 0000 0002 ffff")
            .add(ppp)
            .build());
    overUdp(all, 1701, "l2tp", bytes().hex("c802 000c 0001 0000 0000 0001").build());
    overUdp(all, 6343, "sflow:eth:ip:tcp", sflow(1, 28, frame));
    overUdp(all, 6343, "sflow:ip:tcp", sflow(11, 40, ip));
    overUdp(all, 4500, "udpencap:esp", data(40));
    overUdp(all, 4500, "udpencap:isakmp", bytes().u32(0).add(data(28)).build());
    byte[] exchange =
        bytes()
            .hex("0102030405060708 0000000000000000 21 20 22 08 00000000 00000060")
            .hex("2b 00 0030 00 00 002c 01 01 00 04")
            .hex("03 00 000c 01 00 000c 800e 0100 03 00 0008 02 00 0005 03 00 0008 03 00 000c")
            .hex("00 00 0008 04 00 000e")
            .hex("29 00 000c 0102030405060708 00 00 0008 00 00 402e")
            .build();
    overUdp(all, 500, "isakmp", exchange);
    overUdp(all, 51820, "wg", bytes().hex("01 000000").add(data(144)).build());
    overUdp(all, 51820, "wg", bytes().hex("02 000000").add(data(88)).build());
    overUdp(all, 51820, "wg", bytes().hex("03 000000").add(data(60)).build());
    overUdp(all, 51820, "wg", bytes().hex("04 000000").add(data(44)).build());
    overUdp(all, 1194, "openvpn", bytes().hex("38 0102030405060708 00 00000000").build());
    overUdp(all, 1194, "openvpn", bytes().hex("48 000007").add(data(40)).build());
    byte[] records = bytes().hex("01000000 15 feff 0001 000000000001 0002 0102").build();
    overUdp(all, 5246, "capwap:dtls", records);
    byte[] reports =
        bytes()
            .hex("81c8 000c 00000007")
            .add(data(20))
            .hex("00000008 ff ffffff")
            .add(data(16))
            .hex("81ca 0003 00000007 01 04 626f6274 0000 81cb 0001 00000007")
            .hex("80cc 0002 00000007 50494e47 81ce 0002 00000007 00000008")
            .build();
    overUdp(all, 5005, "rtcp", reports);
    overUdp(all, 4500, "udpencap", bytes().u8(0xFF).build());
    overUdp(
        all,
        6081,
        "geneve:eth:ip:tcp",
        bytes().hex("03406558 00000c00 0108 80 01 00000007 0001 02 00").add(frame).build());
    overUdp(
        all,
        1701,
        "l2tp",
        bytes()
            .hex("c802 002f 0001 0000 0000 0001 8008 0000 0000 0001 8008 0000 0002 0100")
            .hex("8009 0000 0007 616263 800a 0009 0001 00000007")
            .build());
    overUdp(all, 6635, "mpls:ip:tcp", bytes().hex("00064140").add(ip).build());
    eth(all, "eth:nsh:eth:ip:tcp", 0x894F, bytes().hex("0fc20203 000007ff").add(frame).build());
    ip(all, "ipv6:udp:vxlan:eth:ip:tcp", ipv6(UDP, udp(1, 4789, vxlan(frame))));
    eth(all, "eth:vlan:ipv6:udp:data", 0x8100, vlan(1, IPV6, ipv6(UDP, udp(1000, 9999, data(1)))));
  }

  private static byte[] vxlan(byte[] frame) {
    return bytes().hex("08000000 00000c00").add(frame).build();
  }

  private static void overUdp(List<Sample> all, int port, String layers, byte[] payload) {
    ip(all, "ip:udp:" + layers, ipv4(UDP, Frames.udp(1024, port, payload)));
  }

  /** A datagram with a counter sample and a flow sample, whose header has {@code fixed} bytes. */
  private static byte[] sflow(int protocol, int fixed, byte[] header) {
    return bytes()
        .hex("00000005 00000001 c0000201 00000000 00000001 00000002 00000002")
        .hex("00000002 0000000c 00000001 00000001 00000000")
        .u32(fixed == 28 ? 1 : 3, fixed + 4 + 16 + 24 + header.length)
        .add(new byte[fixed])
        .u32(2)
        .hex("000003e9 00000008")
        .add(new byte[8])
        .u32(1, 16 + header.length, protocol, 1000, 4, header.length)
        .add(header)
        .build();
  }

  private static byte[] arp() {
    return bytes().hex("0001 0800 06 04 0001 02000000000a 0a000001 000000000000 0a000002").build();
  }

  private static byte[] pppoe(int code, byte[] payload) {
    return bytes().u8(0x11, code).u16(0x21, payload.length).add(payload).build();
  }

  private static byte[] nflog(byte[] packet) {
    int length = 4 + packet.length;
    return bytes()
        .hex("0200 0001 0800 0100 08000300")
        .u8(length, length >> 8, 9, 0)
        .add(packet)
        .build();
  }
}

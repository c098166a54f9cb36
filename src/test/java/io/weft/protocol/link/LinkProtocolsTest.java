package io.weft.protocol.link;

import static io.weft.protocol.Frames.IPV4;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.innerFrame;
import static io.weft.protocol.Frames.innerPacket;
import static io.weft.protocol.Frames.vlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import io.weft.protocol.Frames;
import io.weft.protocol.link.arp.Arp;
import io.weft.protocol.link.ethernet.Ethernet;
import io.weft.protocol.link.fabricpath.FabricPath;
import io.weft.protocol.link.framerelay.FrameRelay;
import io.weft.protocol.link.llc.Llc;
import io.weft.protocol.link.loopback.Loopback;
import io.weft.protocol.link.macsec.Macsec;
import io.weft.protocol.link.mpls.Mpls;
import io.weft.protocol.link.nflog.Nflog;
import io.weft.protocol.link.pbb.ProviderBackbone;
import io.weft.protocol.link.ppi.Ppi;
import io.weft.protocol.link.ppp.Ppp;
import io.weft.protocol.link.pppoe.PppoeDiscovery;
import io.weft.protocol.link.pppoe.PppoeSession;
import io.weft.protocol.link.sll.LinuxCooked;
import io.weft.protocol.link.sll.LinuxCooked2;
import io.weft.protocol.link.vlan.ServiceVlan;
import io.weft.protocol.link.vlan.Vlan;
import io.weft.protocol.link.vlan.VlanTag;
import io.weft.protocol.link.vntag.VnTag;
import io.weft.protocol.link.wlan.Prism;
import io.weft.protocol.link.wlan.Radiotap;
import io.weft.protocol.link.wlan.Wlan;
import io.weft.protocol.link.wlan.WlanCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkProtocolsTest {
  private final Dissection dissection = new Dissection();

  @Test
  void ethernet2() {
    Ethernet eth = dissection.ethernet(innerFrame()).view(new Ethernet());
    assertEquals("02:00:00:00:00:0a", eth.destinationText());
    assertEquals("02:00:00:00:00:0b", eth.sourceText());
    assertEquals(0x800, eth.type());
  }

  @Test
  void vlanTags() {
    byte[] tagged = vlan(0xB00C, IPV4, innerPacket());
    dissection.ethernet(ethernet(0x88A8, vlan(0x0007, 0x8100, tagged)));
    assertEquals("eth:ieee8021ad:vlan:ip:tcp", dissection.layers());
    ServiceVlan outer = dissection.view(new ServiceVlan());
    assertEquals(7, outer.id());
    assertEquals(0, outer.priority());
    assertFalse(outer.dropEligible());
    Vlan inner = dissection.view(new Vlan());
    assertEquals(new VlanTag.Tag(12, 5, true), inner.toRecord());
    assertEquals(IPV4, inner.type());
    assertEquals(2, dissection.packet().vlanCount());
    assertEquals(7, dissection.packet().vlan(0));
    assertEquals(12, dissection.packet().vlan(1));
  }

  @ParameterizedTest
  @CsvSource({"0x8100,vlan", "0x9100,vlan", "0x88A8,ieee8021ad"})
  void vlanTypes(String type, String name) {
    byte[] inner = vlan(1, IPV4, innerPacket());
    dissection.ethernet(ethernet(Integer.decode(type), inner));
    assertEquals("eth:" + name + ":ip:tcp", dissection.layers());
  }

  @Test
  void aLengthBoundsThePayload() {
    byte[] llc = bytes().hex("f0f003").add(data(5)).build();
    byte[] padded = ethernet(8, bytes().add(llc, new byte[38]).build());
    dissection.ethernet(padded);
    assertEquals("eth:llc:data", dissection.layers());
    assertEquals(5, dissection.packet().payload(2) - dissection.packet().start(2));
    assertEquals("none", dissection.anomaly());

    dissection.ethernet(ethernet(100, llc));
    assertEquals("eth:llc:data", dissection.layers());
    assertEquals("length_lie", dissection.anomaly());
  }

  /** Neither a length nor a type. */
  @Test
  void valuesBetweenLengthsAndTypes() {
    assertEquals("eth:data", dissection.ethernet(ethernet(1501, data(60))).layers());
    assertEquals("eth:data", dissection.ethernet(ethernet(0x5FF, data(60))).layers());
  }

  @Test
  void snap() {
    byte[] header = bytes().hex("aaaa03 00000c 2004").build();
    Llc llc =
        dissection.ethernet(ethernet(12, bytes().add(header, data(4)).build())).view(new Llc());
    assertEquals("eth:llc:data", dissection.layers());
    assertTrue(llc.isSnap());
    assertEquals(0x00000C, llc.organization());
    assertEquals(0x2004, llc.protocolId());
    assertEquals(0xAA, llc.dsap());
    assertEquals(0xAA, llc.ssap());
  }

  @Test
  void withoutSnap() {
    Llc llc =
        dissection.ethernet(ethernet(7, bytes().hex("f0f10a0b 112233").build())).view(new Llc());
    assertFalse(llc.isSnap());
    assertEquals(0xF0, llc.dsap());
    assertEquals(0xF1, llc.ssap());
    assertEquals(0, llc.organization());
    assertEquals(
        4, dissection.packet().payload(1) - dissection.packet().start(1), "two control bytes");
  }

  @Test
  void linuxCooked() {
    byte[] header = bytes().hex("0004 0001 0006 02000000000a0000 0800").build();
    LinuxCooked sll =
        dissection.of(113, bytes().add(header, innerPacket()).build()).view(new LinuxCooked());
    assertEquals(4, sll.packetType());
    assertEquals(1, sll.hardwareType());
    assertEquals(0x800, sll.protocolType());
  }

  @Test
  void linuxCooked2() {
    byte[] header = bytes().hex("86dd 0000 00000102 0001 03 06 02000000000a0000").build();
    LinuxCooked2 sll =
        dissection.of(276, bytes().add(header, data(40)).build()).view(new LinuxCooked2());
    assertEquals(3, sll.packetType());
    assertEquals(1, sll.hardwareType());
    assertEquals(0x86DD, sll.protocolType());
    assertEquals(0x102, sll.interfaceIndex());
  }

  /** On a netlink interface the protocol field holds no ethertype. */
  @Test
  void cookedNetlink() {
    byte[] frame = bytes().hex("0004 0338 0000 0000000000000000 0800").add(innerPacket()).build();
    assertEquals("sll:data", dissection.of(113, frame).layers());
  }

  @ParameterizedTest
  @CsvSource({
    "02000000,2,ip",
    "00000002,2,ip",
    "1e000000,30,ipv6",
    "0000001c,28,ipv6",
    "18000000,24,ipv6",
    "0000000a,10,ipv6",
    "00000017,23,ipv6",
    "00000800,2048,ip",
    "07000000,7,data"
  })
  void loopbackFamilies(String family, int number, String next) {
    byte[] packet = next.equals("ipv6") ? Frames.ipv6(59, data(0)) : innerPacket();
    dissection.of(0, bytes().hex(family).add(packet).build());
    assertEquals(next, dissection.layerNames().get(1));
    assertEquals(number, dissection.view(new Loopback()).family());
  }

  @Test
  void rawIpByVersion() {
    assertEquals("ip:tcp", dissection.of(12, innerPacket()).layers());
    assertEquals("ip:tcp", dissection.of(14, innerPacket()).layers());
    assertEquals("ipv6", dissection.of(101, Frames.ipv6(59, data(0))).layers());
    assertEquals("data", dissection.of(101, bytes().hex("51020304").build()).layers());
  }

  @Test
  void arp() {
    byte[] message =
        bytes().hex("0001 0800 06 04 0002 02000000000a 0a000001 02000000000b 0a000002").build();
    Arp arp =
        dissection
            .ethernet(ethernet(0x806, bytes().add(message, new byte[18]).build()))
            .view(new Arp());
    assertEquals("eth:arp", dissection.layers());
    assertTrue(arp.isEthernetIpv4());
    assertEquals(
        new Arp.Message(
            Arp.REPLY, "02:00:00:00:00:0a", 0x0A000001, "02:00:00:00:00:0b", 0x0A000002),
        arp.toRecord());
    assertEquals(1, arp.hardwareType());
    assertEquals(0x800, arp.protocolType());
  }

  @Test
  void arpWhoseLengthsLie() {
    byte[] message = bytes().hex("0001 0800 ff 04 0001").add(data(20)).build();
    Arp arp = dissection.ethernet(ethernet(0x806, message)).view(new Arp());
    assertEquals("length_lie", dissection.anomaly());
    assertFalse(arp.isEthernetIpv4());
    assertEquals(0, arp.senderIp());
    assertEquals("", arp.targetMacText());
  }

  @ParameterizedTest
  @CsvSource({"ff030021,33", "0021,33", "21,33", "ff0321,33", "ff03c025,49189"})
  void pppWithAndWithoutFraming(String header, int number) {
    dissection.of(9, bytes().hex(header).add(innerPacket()).build());
    assertEquals(number == 33 ? "ppp:ip:tcp" : "ppp:data", dissection.layers());
    assertEquals(number, dissection.view(new Ppp()).number());
  }

  @Test
  void pppoe() {
    byte[] ppp = bytes().hex("0021").add(innerPacket()).build();
    byte[] session = bytes().hex("1100 0102").u16(ppp.length).add(ppp).build();
    PppoeSession view = dissection.ethernet(ethernet(0x8864, session)).view(new PppoeSession());
    assertEquals(0x102, view.sessionId());
    assertEquals(0, view.code());
    assertEquals(ppp.length, view.length());

    byte[] discovery = bytes().hex("11a7 0102 0000").add(new byte[40]).build();
    PppoeDiscovery end =
        dissection.ethernet(ethernet(0x8863, discovery)).view(new PppoeDiscovery());
    assertEquals(0xA7, end.code());
    assertEquals("eth:pppoed", dissection.layers());
  }

  @Test
  void mplsStack() {
    byte[] stack = bytes().hex("00064840 000c8b3f").build();
    Mpls mpls =
        dissection
            .ethernet(ethernet(0x8847, bytes().add(stack, innerPacket()).build()))
            .view(new Mpls());
    assertEquals(2, mpls.labels());
    assertEquals(100, mpls.label(0));
    assertEquals(4, mpls.trafficClass(0));
    assertEquals(64, mpls.timeToLive(0));
    assertEquals(200, mpls.label(1));
    assertEquals(5, mpls.trafficClass(1));
    assertEquals(63, mpls.timeToLive(1));
  }

  @Test
  void mplsWithoutABottom() {
    dissection.ethernet(ethernet(0x8847, bytes().hex("00064040 00064040 00064040").build()));
    assertEquals("eth", dissection.layers());
    assertEquals("length_lie", dissection.anomaly());
  }

  @Test
  void mplsThatCarriesNobodyKnowsWhat() {
    byte[] frame = bytes().hex("00064140 10000021").add(data(40)).build();
    assertEquals("eth:mpls:data", dissection.ethernet(ethernet(0x8847, frame)).layers());
  }

  @ParameterizedTest
  @CsvSource({
    "18000000, 24, ''",
    "0000001e, 30, ''",
    "00080000, '', 2048",
  })
  void loopbackTellsItsFamilyOrType(String header, String family, String type) {
    dissection.of(0, bytes().hex(header).add(innerPacket()).build());
    FieldValues values = FieldValues.of(dissection);
    assertEquals(family, values.of("null.family"));
    assertEquals(type, values.of("null.type"));
  }

  @Test
  void radiotapKnowsWhetherTheFrameCheckIsThere() {
    byte[] frame = bytes().hex("0801 2c00").add(new byte[20]).hex("f0f003").add(data(6)).build();
    byte[] with = bytes().hex("0000 1900 03000080 00000000 00000000 0000000000000000 10").build();
    byte[] without = bytes().hex("0000 0900 02000000 00").build();
    dissection.of(127, bytes().add(without, frame).build());
    assertEquals("radiotap:wlan:llc:data", dissection.layers());
    assertEquals(6, dissection.packet().payload(3) - dissection.packet().start(3));
    dissection.of(127, bytes().add(with, frame).build());
    assertTrue(dissection.view(new Radiotap()).hasFrameCheck());
    assertEquals(2, dissection.packet().payload(3) - dissection.packet().start(3));
  }

  @Test
  void wlan() {
    byte[] frame = bytes().hex("8841 2c00 02000000000a").add(new byte[50]).build();
    Wlan wlan = dissection.of(105, frame).view(new Wlan());
    assertEquals(Wlan.DATA, wlan.type());
    assertEquals(8, wlan.subtype());
    assertTrue(wlan.isProtected());
    assertEquals("02:00:00:00:00:0a", wlan.receiverText());
  }

  @Test
  void whatHasNoPayloadToRead() {
    byte[] nothing = bytes().hex("4801 2c00").add(new byte[20]).hex("aaaa03").build();
    byte[] piece = bytes().hex("0805 2c00").add(new byte[20]).hex("aaaa03").build();
    byte[] later = bytes().hex("0801 2c00").add(new byte[18]).hex("0100 aaaa03").build();
    byte[] aggregate = bytes().hex("8801 2c00").add(new byte[20]).hex("8000 aaaa03").build();
    assertEquals("wlan:data", dissection.of(105, nothing).layers());
    assertEquals("wlan:data", dissection.of(105, piece).layers());
    assertEquals("wlan:data", dissection.of(105, later).layers());
    assertEquals("wlan:data", dissection.of(105, aggregate).layers());
  }

  @Test
  void headersOfOlderDrivers() {
    byte[] frame = bytes().hex("d400 0000 02000000000a").build();
    byte[] little = bytes().hex("44000000 0c000000 00000000").add(frame).build();
    byte[] big = bytes().hex("00000044 0000000c 00000000").add(frame).build();
    byte[] avs = bytes().hex("80211001 0000000c 00000000").add(frame).build();
    assertEquals("prism:wlan", dissection.of(119, little).layers());
    assertEquals(12, dissection.view(new Prism()).headerLength());
    assertEquals("prism:wlan", dissection.of(119, big).layers());
    assertEquals("wlancap:wlan", dissection.of(119, avs).layers());
    assertEquals(12, dissection.view(new WlanCapture()).headerLength());
    dissection.of(163, bytes().hex("80211001 80000000").add(frame).build());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void macsecWithoutEncryption() {
    byte[] frame =
        bytes().hex("2000 00000007 0000000000000000 0800").add(innerPacket(), new byte[16]).build();
    Macsec tag = dissection.ethernet(ethernet(0x88E5, frame)).view(new Macsec());
    assertEquals("eth:macsec:ip:tcp", dissection.layers());
    assertFalse(tag.isEncrypted());
    assertEquals(7, tag.packetNumber());
    assertEquals("none", dissection.anomaly());
  }

  @Test
  void nflogInEitherByteOrder() {
    byte[] packet = innerPacket();
    byte[] little = bytes().hex("0200 0005").hex("2f000900").add(packet).build();
    byte[] big = bytes().hex("0200 0005").hex("002f0009").add(packet).build();
    assertEquals(43, packet.length);
    assertEquals("nflog:ip:tcp", dissection.of(239, little).layers());
    assertEquals(5, dissection.view(new Nflog()).resourceId());
    assertEquals("nflog:ip:tcp", dissection.of(239, big).layers());
  }

  /** An attribute that does not advance must not be read for ever. */
  @Test
  void nflogWithAnAttributeOfLengthNothing() {
    dissection.of(239, bytes().hex("0200 0005 0000 0100").add(data(40)).build());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void captureHeadersNameAnyLinkType() {
    byte[] cooked = bytes().hex("0004 0001 0006 02000000000a0000 0800").build();
    byte[] ppi = bytes().hex("0000 0c00 71000000 00000000").add(cooked, innerPacket()).build();
    assertEquals("ppi:sll:ip:tcp", dissection.of(192, ppi).layers());
    assertEquals(113, dissection.view(new Ppi()).linkType());
    byte[] unknown = bytes().hex("0000 0800 ffffffff").add(data(9)).build();
    assertEquals("ppi:data", dissection.of(192, unknown).layers());
    byte[] pktap = bytes().hex("ffffffff 01000000 01000000").add(data(9)).build();
    assertEquals("", dissection.of(258, pktap).layers());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void frameRelayAddressesOfAnyLength() {
    byte[] four = bytes().hex("18404001 03cc").add(innerPacket()).build();
    assertEquals("fr:ip:tcp", dissection.of(107, four).layers());
    byte[] two = bytes().hex("1841 03cc").add(innerPacket()).build();
    assertEquals(100, dissection.of(107, two).view(new FrameRelay()).dlci());
  }

  @Test
  void tagsOfProvidersAndFabrics() {
    byte[] backbone = bytes().hex("10000111").add(innerFrame()).build();
    ProviderBackbone tag =
        dissection.ethernet(ethernet(0x88E7, backbone)).view(new ProviderBackbone());
    assertEquals(0x111, tag.serviceId());
    assertEquals("02:00:00:00:00:0b", tag.sourceText());
    byte[] vnTag = bytes().hex("c0018002 0800").add(innerPacket()).build();
    VnTag interfaces = dissection.ethernet(ethernet(0x8926, vnTag)).view(new VnTag());
    assertEquals(1, interfaces.destination());
    assertEquals(2, interfaces.source());
    byte[] fabric = bytes().hex("00c5").add(innerFrame()).build();
    FabricPath path = dissection.ethernet(ethernet(0x8903, fabric)).view(new FabricPath());
    assertEquals(3, path.forwardingTag());
    assertEquals(5, path.timeToLive());
  }

  /** FabricPath's header is no Ethernet header, and its addresses have parts. */
  @Test
  void addressesOfSwitches() {
    byte[] toGroup = bytes().hex("01005e000001 0a8abf4e521d 8903 00c5").add(innerFrame()).build();
    FieldValues values = FieldValues.of(dissection.of(1, toGroup));
    assertEquals("cfp:eth:ip:tcp", dissection.layers());
    assertEquals("01:00:5e:00:00:01", values.of("cfp.d_hmac_mc"));
    assertEquals("", values.of("cfp.d_hmac"));
    assertEquals("2751", values.of("cfp.swid"));
    assertEquals("78", values.of("cfp.sswid"));
    assertEquals("21021", values.of("cfp.lid"));
    assertEquals("34", values.of("cfp.eid"));
    assertEquals("true", values.of("cfp.ul"));
    assertEquals("false", values.of("cfp.ooodl"));
    byte[] toSwitch = bytes().hex("0a8abf4e521d 021001000002 8903 00c5").add(innerFrame()).build();
    values = FieldValues.of(dissection.of(1, toSwitch));
    assertEquals("2751 1", values.of("cfp.swid"));
    assertEquals("true", values.of("cfp.d_hmac"));
  }
}

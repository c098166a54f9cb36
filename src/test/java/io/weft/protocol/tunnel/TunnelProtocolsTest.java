package io.weft.protocol.tunnel;

import static io.weft.protocol.Frames.GRE;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.innerFrame;
import static io.weft.protocol.Frames.innerPacket;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.protocol.Dissection;
import io.weft.protocol.Frames;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.tunnel.erspan.Erspan;
import io.weft.protocol.tunnel.etherip.EtherIp;
import io.weft.protocol.tunnel.geneve.Geneve;
import io.weft.protocol.tunnel.gre.Gre;
import io.weft.protocol.tunnel.gtp.Gtp;
import io.weft.protocol.tunnel.l2tp.L2tp;
import io.weft.protocol.tunnel.nsh.Nsh;
import io.weft.protocol.tunnel.vxlan.Vxlan;
import org.junit.jupiter.api.Test;

final class TunnelProtocolsTest {
  private final Dissection dissection = new Dissection();

  private Dissection gre(byte[] header, byte[] payload) {
    return dissection.ip(ipv4(GRE, bytes().add(header, payload).build()));
  }

  private Dissection overUdp(int port, byte[] header, byte[] payload) {
    return dissection.ip(ipv4(UDP, udp(1024, port, bytes().add(header, payload).build())));
  }

  @Test
  void greWithEveryOption() {
    byte[] header = bytes().hex("b0000800 11110000 00000005 00000006").build();
    Gre gre = gre(header, innerPacket()).view(new Gre());
    assertEquals(0, gre.version());
    assertEquals(0x800, gre.protocolType());
    assertTrue(gre.hasKey());
    assertEquals(5, gre.key());
    assertTrue(gre.hasSequence());
    assertEquals(6, gre.sequence());
    assertFalse(gre.hasAcknowledgment());
    assertEquals(0, gre.acknowledgment());
  }

  @Test
  void greWithout() {
    Gre gre = gre(bytes().hex("00000800").build(), innerPacket()).view(new Gre());
    assertFalse(gre.hasKey());
    assertEquals(0, gre.key());
    assertEquals(0, gre.sequence());
  }

  @Test
  void pptp() {
    byte[] ppp = bytes().hex("0021").add(innerPacket()).build();
    byte[] header = bytes().hex("3081880b").u16(ppp.length).hex("0009 00000011 00000012").build();
    gre(header, bytes().add(ppp, data(9)).build());
    assertEquals("ip:gre:ppp:ip:tcp", dissection.layers());
    Gre gre = dissection.view(new Gre());
    assertEquals(1, gre.version());
    assertEquals(9, gre.key() & 0xFFFF);
    assertEquals(0x11, gre.sequence());
    assertTrue(gre.hasAcknowledgment());
    assertEquals(0x12, gre.acknowledgment());
    assertEquals(
        gre.limit(), dissection.packet().limit(4), "what is behind the payload is not part of it");
    assertEquals(9 + ppp.length, gre.wireLimit() - gre.start() - 16 + 9);
  }

  @Test
  void greRoutingEntries() {
    byte[] endless = bytes().hex("40000800 00000000 08000004 0a000001 08000004").build();
    assertEquals("ip", gre(endless, data(0)).layers());
    assertEquals("length_lie", dissection.anomaly());
  }

  @Test
  void erspan() {
    byte[] type2 = bytes().hex("100088be 00000001 100c0405 00000000").build();
    Erspan erspan = gre(type2, innerFrame()).view(new Erspan());
    assertEquals(1, erspan.version());
    assertEquals(12, erspan.vlan());
    assertEquals(5, erspan.session());
    byte[] type3 = bytes().hex("100022eb 00000001 200c0005 00000000 00000000").build();
    assertEquals("ip:gre:erspan:eth:ip:tcp", gre(type3, innerFrame()).layers());
    assertEquals(2, dissection.view(new Erspan()).version());
    byte[] notEthernet = bytes().hex("100022eb 00000001 200c0005 00000000 00001c00").build();
    assertEquals("ip:gre:erspan:data", gre(notEthernet, innerFrame()).layers());
    byte[] wrong = bytes().hex("100088be 00000001 700c0005 00000000").build();
    assertEquals("ip:gre", gre(wrong, innerFrame()).layers());
    assertEquals("bad_version", dissection.anomaly());
  }

  @Test
  void vxlan() {
    Vxlan vxlan =
        overUdp(4789, bytes().hex("08000000 00123400").build(), innerFrame()).view(new Vxlan());
    assertEquals(0x1234, vxlan.vni());
    assertEquals(8, vxlan.flags());
    assertEquals(
        "ip:udp:vxlan:ipv6",
        overUdp(4790, bytes().hex("0c000002 00000100").build(), ipv6(59, data(0))).layers());
    assertEquals(
        "ip:udp:vxlan:data",
        overUdp(4790, bytes().hex("0c000063 00000100").build(), data(9)).layers());
  }

  @Test
  void geneve() {
    byte[] header = bytes().hex("02000800 00123400 00000001 00000002").build();
    Geneve geneve = overUdp(6081, header, innerPacket()).view(new Geneve());
    assertEquals(16, geneve.headerLength());
    assertEquals(0x800, geneve.protocolType());
    assertEquals(0x1234, geneve.vni());
    assertEquals("ip:udp:data", overUdp(6081, bytes().hex("42000800").build(), data(12)).layers());
  }

  @Test
  void gtp() {
    byte[] header = bytes().hex("30ff").u16(innerPacket().length).u32(0x77).build();
    Gtp gtp = overUdp(2152, header, innerPacket()).view(new Gtp());
    assertEquals(Gtp.T_PDU, gtp.type());
    assertEquals(0x77, gtp.teid());
    overUdp(2152, bytes().hex("48ff 0004 00000077").build(), data(4));
    assertEquals("ip:udp:data", dissection.layers(), "another version");
  }

  /** An extension of length 0 must not be read for ever. */
  @Test
  void gtpExtensionOfLengthNothing() {
    overUdp(2152, bytes().hex("34ff 0010 00000077 00000085 00000085").build(), data(8));
    assertEquals("ip:udp:gtp", dissection.layers());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void teredoIndications() {
    byte[] packet = ipv6(59, data(0));
    byte[] authentication = bytes().hex("0001 0201 aabb cc 0000000000000000 00").build();
    byte[] origin = bytes().hex("0000 1234 c0000201").build();
    assertEquals("ip:udp:teredo:ipv6", overUdp(3544, authentication, packet).layers());
    assertEquals("ip:udp:teredo:ipv6", overUdp(3544, origin, packet).layers());
    byte[] both = bytes().add(authentication, origin).build();
    assertEquals("ip:udp:teredo:ipv6", overUdp(3544, both, packet).layers());
    assertEquals("ip:udp:data", overUdp(3544, origin, data(0)).layers(), "no packet in it");
  }

  @Test
  void l2tp() {
    byte[] ppp = bytes().hex("ff030021").add(innerPacket()).build();
    byte[] header = bytes().hex("4002").u16(8 + ppp.length).u16(3, 4).build();
    L2tp l2tp = overUdp(1701, header, ppp).view(new L2tp());
    assertEquals("ip:udp:l2tp:ppp:ip:tcp", dissection.layers());
    assertFalse(l2tp.isControl());
    assertEquals(3, l2tp.tunnelId());
    assertEquals(4, l2tp.sessionId());
    L2tp control =
        overUdp(1701, bytes().hex("c802 0014 0005 0000 0000 0001").build(), data(8))
            .view(new L2tp());
    assertTrue(control.isControl());
    assertEquals(5, control.tunnelId());
    assertEquals("ip:udp:l2tp", dissection.layers());
    assertEquals("ip:udp:data", overUdp(1701, bytes().hex("0003 0000").build(), data(9)).layers());
    assertEquals("ip:udp:data", overUdp(1701, bytes().hex("0001 0000").build(), data(9)).layers());
  }

  @Test
  void etherIp() {
    byte[] packet = bytes().hex("3000").add(innerFrame()).build();
    assertEquals(3, dissection.ip(ipv4(97, packet)).view(new EtherIp()).version());
    packet[0] = 0x20;
    assertEquals("ip", dissection.ip(ipv4(97, packet)).layers());
  }

  @Test
  void nsh() {
    byte[] header = bytes().hex("0fc20201 000007fe").build();
    Nsh nsh =
        dissection
            .ethernet(ethernet(0x894F, bytes().add(header, innerPacket()).build()))
            .view(new Nsh());
    assertEquals(8, nsh.headerLength());
    assertEquals(7, nsh.servicePath());
    assertEquals(0xFE, nsh.serviceIndex());
    byte[] tooShort = bytes().hex("0fc10201 000007fe").build();
    dissection.ethernet(ethernet(0x894F, bytes().add(tooShort, innerPacket()).build()));
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void ipInIp() {
    dissection.ip(ipv4(4, ipv4(41, ipv6(4, ipv4(UDP, udp(1, 2, data(1)))))));
    assertEquals("ip:ip:ipv6:ip:udp:data", dissection.layers());
    assertEquals(4, dissection.view(new Ipv4(), 0).nextProtocol());
    assertEquals(41, dissection.view(new Ipv4(), 1).nextProtocol());
    assertEquals(UDP, dissection.view(new Ipv4(), 2).nextProtocol());
    assertFalse(dissection.packet().bind(new Ipv4(), 3));
  }

  /** The tunnel's own length bounds what is in it, whatever that says of itself. */
  @Test
  void anInnerPacketCannotBeLongerThanItsTunnel() {
    byte[] inner = innerPacket();
    byte[] header = bytes().hex("30ff").u16(inner.length - 3).u32(7).build();
    byte[] outer = ipv4(UDP, udp(1024, 2152, bytes().add(header, inner).build()));
    dissection.ip(outer);
    assertEquals("ip:udp:gtp:ip:tcp", dissection.layers());
    assertEquals("length_lie", dissection.anomaly());
    assertEquals(0, dissection.payloadLength(4), "three bytes belong to nobody");
  }

  @Test
  void tunnelsOverIpv6() {
    byte[] gre = bytes().hex("000086dd").add(ipv6(59, data(0))).build();
    assertEquals("ipv6:gre:ipv6", dissection.ip(ipv6(Frames.GRE, gre)).layers());
  }
}

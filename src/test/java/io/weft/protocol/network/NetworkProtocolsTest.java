package io.weft.protocol.network;

import static io.weft.protocol.Frames.ICMP;
import static io.weft.protocol.Frames.ICMPV6;
import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.extension;
import static io.weft.protocol.Frames.icmp;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.tcp;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Packet;
import io.weft.protocol.Dissection;
import io.weft.protocol.Frames;
import io.weft.protocol.network.esp.Esp;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.igmp.Igmp;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.AuthenticationHeader;
import io.weft.protocol.network.ipv6.DestinationOptions;
import io.weft.protocol.network.ipv6.HopByHopOptions;
import io.weft.protocol.network.ipv6.HostIdentity;
import io.weft.protocol.network.ipv6.MobilityHeader;
import io.weft.protocol.network.ipv6.RoutingHeader;
import io.weft.protocol.network.ipv6.Shim6;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkProtocolsTest {
  private final Dissection dissection = new Dissection();

  @Test
  void ipv4Options() {
    byte[] packet =
        bytes()
            .hex("4700 0024 0001 0000 40 11 0000 0a000001 0a000002")
            .hex("94040000 01010101")
            .add(udp(1, 2, data(0)))
            .build();
    dissection.ip(packet);
    assertEquals("ip:udp", dissection.layers());
    assertEquals(28, dissection.view(new Ipv4()).headerLength());
  }

  @ParameterizedTest
  @CsvSource({
    "4400001c,bad_header_length", // header of 16 bytes
    "45000013,bad_header_length", // whole packet shorter than the header
    "4500ffff,length_lie"
  })
  void ipv4ThatContradictsItself(String start, String anomaly) {
    byte[] packet =
        bytes().hex(start).hex("0001 0000 40 c8 0000 0a000001 0a000002 01020304").build();
    dissection.ip(packet);
    assertEquals(anomaly, dissection.anomaly());
    assertEquals(anomaly.equals("length_lie") ? "ip:data" : "", dissection.layers());
  }

  /** Segmentation offload: the card would have filled in the length. */
  @Test
  void ipv4OfLengthNothing() {
    byte[] packet = ipv4(TCP, tcp(1, 2, data(5)));
    packet[2] = 0;
    packet[3] = 0;
    dissection.ip(packet);
    assertEquals("ip:tcp", dissection.layers());
    assertEquals(5, dissection.view(new Tcp()).payloadLength());
    assertEquals("none", dissection.anomaly());
  }

  @Test
  void anIpHeaderOfAnotherVersion() {
    for (int type : new int[] {Frames.IPV4, Frames.IPV6}) {
      byte[] packet = ipv6(UDP, udp(1, 2, data(0)));
      assertEquals("eth:ipv6:udp", dissection.ethernet(Frames.ethernet(type, packet)).layers());
      packet[0] = 0x50;
      assertEquals("eth", dissection.ethernet(Frames.ethernet(type, packet)).layers());
      assertEquals("bad_version", dissection.anomaly());
    }
  }

  @Test
  void extensionHeadersInARow() {
    byte[] udp = udp(1, 2, data(3));
    byte[] ah = bytes().u8(UDP, 4, 0, 0).u32(0x100, 7).add(new byte[12], udp).build();
    byte[] all = extension(43, 8, extension(60, 24, extension(51, 8, ah)));
    all[8 + 2] = 4; // segment routing
    all[8 + 3] = 2;
    dissection.ip(ipv6(0, all));
    assertEquals("ipv6:ipv6.hopopts:ipv6.routing:ipv6.dstopts:ah:udp:data", dissection.layers());
    assertEquals(43, dissection.view(new HopByHopOptions()).nextHeader());
    assertEquals(8, dissection.view(new HopByHopOptions()).length());
    RoutingHeader routing = dissection.view(new RoutingHeader());
    assertEquals(24, routing.length());
    assertEquals(4, routing.type());
    assertEquals(2, routing.segmentsLeft());
    assertEquals(8, dissection.view(new DestinationOptions()).length());
    AuthenticationHeader authentication = dissection.view(new AuthenticationHeader());
    assertEquals(24, authentication.length());
    assertEquals(0x100, authentication.spi());
    assertEquals(7, authentication.sequence());
    assertEquals(UDP, authentication.nextHeader());
  }

  @Test
  void anAuthenticationHeaderTooShortForItself() {
    dissection.ip(ipv4(51, bytes().u8(UDP, 0, 0, 0).add(new byte[20]).build()));
    assertEquals("bad_header_length", dissection.anomaly());
    assertEquals("ip", dissection.layers());
  }

  @Test
  void signallingInExtensionHeaders() {
    MobilityHeader mobility =
        dissection
            .ip(ipv6(135, bytes().u8(59, 0, 5, 0).add(new byte[4]).build()))
            .view(new MobilityHeader());
    assertEquals(5, mobility.type());
    assertEquals(8, mobility.length());
    HostIdentity host =
        dissection
            .ip(ipv6(139, bytes().u8(59, 4, 1, 0x21).add(new byte[36]).build()))
            .view(new HostIdentity());
    assertEquals(1, host.type());
    assertEquals(40, host.length());
    assertEquals(8, dissection.ip(ipv6(140, extension(59, 8, data(0)))).view(new Shim6()).length());
  }

  @Test
  void espHidesWhatItCarries() {
    Esp esp =
        dissection.ip(ipv6(50, bytes().u32(0xC0FFEE, 9).add(data(40)).build())).view(new Esp());
    assertEquals("ipv6:esp", dissection.layers());
    assertEquals(0xC0FFEE, esp.spi());
    assertEquals(9, esp.sequence());
  }

  @Test
  void echo() {
    Icmp icmp = dissection.ip(ipv4(ICMP, icmp(8, 0, 0x12340007, data(9)))).view(new Icmp());
    assertEquals(Icmp.ECHO_REQUEST, icmp.type());
    assertEquals(0, icmp.code());
    assertEquals(0x1234, icmp.identifier());
    assertEquals(7, icmp.sequence());
    assertFalse(icmp.isError());
    Icmpv6 icmpv6 =
        dissection.ip(ipv6(ICMPV6, icmp(129, 0, 0x12340007, data(9)))).view(new Icmpv6());
    assertEquals("ipv6:icmpv6", dissection.layers());
    assertEquals(Icmpv6.ECHO_REPLY, icmpv6.type());
    assertEquals(0x1234, icmpv6.identifier());
    assertEquals(7, icmpv6.sequence());
  }

  /** The dissection's packets are of the first second of 1970. */
  @ParameterizedTest
  @CsvSource({
    "00000002 000f423f 0102, ip:icmp:data, 16",
    "02000000 3f420f00 0102, ip:icmp:data, 16",
    "00000002 000f4240 0102, ip:icmp:data, 8",
    "00020002 00000000 0102, ip:icmp:data, 8",
    "00000002 00000000, ip:icmp, 16",
    "000000020000, ip:icmp:data, 8",
  })
  void anEchoMayBeginWithTheTimeOfItsMachine(String data, String layers, int header) {
    byte[] sent = bytes().hex(data).build();
    Packet packet = dissection.ip(ipv4(ICMP, icmp(8, 0, 0x12340007, sent))).packet();
    assertEquals(layers, dissection.layers());
    assertEquals(header, packet.payload(1) - packet.start(1));
  }

  @Test
  void whatIsNeitherEchoNorErrorCarriesNothing() {
    dissection.ip(ipv4(ICMP, icmp(14, 0, 0x12340007, data(12))));
    assertEquals("ip:icmp", dissection.layers());
  }

  @Test
  void anIcmpv6MessageOfFourBytes() {
    Icmpv6 icmpv6 = dissection.ip(ipv6(ICMPV6, bytes().hex("80000000").build())).view(new Icmpv6());
    assertEquals(0, icmpv6.identifier());
    assertEquals(0, icmpv6.sequence());
    assertEquals("none", dissection.anomaly());
  }

  @ParameterizedTest
  @CsvSource({
    "3,3,true",
    "4,0,true",
    "5,1,true",
    "11,0,true",
    "12,0,true",
    "0,0,false",
    "13,0,false"
  })
  void icmpErrorsQuote(int type, int code, boolean error) {
    dissection.ip(ipv4(ICMP, icmp(type, code, 0, ipv4(UDP, udp(1, 2, data(4))))));
    String quote = type == Icmp.REDIRECT ? "ip:udp" : "ip:udp:data"; // 64 bits behind the header
    String carried = error ? ":" + quote : type == Icmp.ECHO_REPLY ? ":data" : "";
    assertEquals("ip:icmp" + carried, dissection.layers());
    assertEquals("none", dissection.anomaly());
    assertEquals(error, dissection.view(new Icmp()).isError());
    assertEquals(error ? 2 : Packet.NOT_QUOTED, dissection.packet().quotedFrom());
  }

  @ParameterizedTest
  @CsvSource({"1,4,true", "2,0,true", "3,0,true", "4,1,true", "135,0,false"})
  void icmpv6ErrorsQuote(int type, int code, boolean error) {
    dissection.ip(ipv6(ICMPV6, icmp(type, code, 1280, ipv6(UDP, udp(1, 2, data(4))))));
    assertEquals(error ? "ipv6:icmpv6:ipv6:udp:data" : "ipv6:icmpv6", dissection.layers());
    Icmpv6 icmpv6 = dissection.view(new Icmpv6());
    assertEquals(error, icmpv6.isError());
    assertEquals(type == 2 ? 1280 : 0, icmpv6.mtu());
    assertEquals(code, icmpv6.code());
  }

  @Test
  void fieldsOfErrors() {
    Icmp mtu = dissection.ip(ipv4(ICMP, icmp(3, 4, 1400, ipv4(UDP, data(8))))).view(new Icmp());
    assertEquals(1400, mtu.nextHopMtu());
    Icmp redirect =
        dissection.ip(ipv4(ICMP, icmp(5, 1, 0x0A0000FE, ipv4(UDP, data(8))))).view(new Icmp());
    assertEquals(0x0A0000FE, redirect.gateway());
    assertEquals(new Icmp.Header(5, 1), redirect.toRecord());
  }

  /** RFC 792 asks for eight bytes behind the quoted header: that is no anomaly. */
  @Test
  void aTcpHeaderQuotedInPart() {
    byte[] quoted = Arrays.copyOf(ipv4(TCP, tcp(4000, 80, data(100))), 28);
    dissection.ip(ipv4(ICMP, icmp(3, 1, 0, quoted)));
    assertEquals("ip:icmp:ip:tcp", dissection.layers());
    assertEquals("none", dissection.anomaly());
    Tcp tcp = dissection.view(new Tcp());
    assertFalse(tcp.isWhole());
    assertEquals(4000, tcp.sourcePort());
    assertEquals(80, tcp.destinationPort());
    assertEquals(1000, tcp.sequence());
    assertEquals(0, tcp.flags());
    assertEquals(0, tcp.urgentPointer());
    assertEquals(0, tcp.payloadLength());
    assertEquals(0, tcp.capturedPayloadLength());
    assertEquals(0, dissection.packet().sourceNumber(3), "what is missing is no other source");
    assertEquals(
        "ip:icmp:ip", dissection.ip(ipv4(ICMP, icmp(3, 1, 0, Arrays.copyOf(quoted, 27)))).layers());
  }

  @Test
  void aWholeTcpHeaderInAQuoteKnowsItsPayload() {
    byte[] quoted = Arrays.copyOf(ipv4(TCP, tcp(4000, 80, data(100))), 44);
    Tcp tcp = dissection.ip(ipv4(ICMP, icmp(3, 1, 0, quoted))).view(new Tcp());
    assertTrue(tcp.isWhole());
    assertEquals(100, tcp.payloadLength());
    assertEquals(4, tcp.capturedPayloadLength());
    assertEquals("none", dissection.anomaly());
  }

  @Test
  void aQuotedDatagramKeepsTheLengthItHad() {
    byte[] quoted = Arrays.copyOf(ipv4(UDP, udp(5, 53, data(100))), 28);
    Udp udp = dissection.ip(ipv4(ICMP, icmp(3, 3, 0, quoted))).view(new Udp());
    assertEquals(108, udp.length());
    assertEquals("ip:icmp:ip:udp", dissection.layers());
    assertEquals("none", dissection.anomaly());
  }

  /** RFC 4884: extensions follow the quote, which says how long it is. */
  @Test
  void extensionsOfAnErrorAreNoPartOfTheQuote() {
    byte[] quoted = Arrays.copyOf(ipv4(UDP, udp(5, 9999, data(100))), 128);
    byte[] extensions = bytes().hex("2000 0000 0008 0101 00018141").build();
    byte[] rest = bytes().add(quoted, extensions).build();
    dissection.ip(ipv4(ICMP, icmp(11, 0, 32 << 16, rest)));
    assertEquals("ip:icmp:ip:udp:data", dissection.layers());
    assertEquals(100, dissection.packet().payload(4) - dissection.packet().start(4));
    dissection.ip(ipv4(ICMP, icmp(5, 0, 32 << 16, rest)));
    assertEquals(
        100, dissection.packet().payload(4) - dissection.packet().start(4), "by UDP's length");

    byte[] quoted6 = Arrays.copyOf(ipv6(UDP, udp(5, 9999, data(300))), 128);
    dissection.ip(ipv6(ICMPV6, icmp(1, 0, 16 << 24, bytes().add(quoted6, extensions).build())));
    assertEquals("ipv6:icmpv6:ipv6:udp:data", dissection.layers());
    assertEquals(80, dissection.packet().payload(4) - dissection.packet().start(4));
  }

  /** Pieces quoted in errors are no pieces of a datagram to be put together. */
  @Test
  void quotedFragmentsAreLeftAlone() {
    byte[] first = Frames.ipv4Fragment(UDP, 5, Frames.MORE_FRAGMENTS, udp(1, 2, data(8)));
    byte[] last = Frames.ipv4Fragment(UDP, 5, 2, data(8));
    assertEquals("ip:icmp:ip:udp:data", dissection.ip(ipv4(ICMP, icmp(11, 1, 0, first))).layers());
    assertEquals("ip:icmp:ip:data", dissection.ip(ipv4(ICMP, icmp(11, 1, 0, last))).layers());
    assertEquals(0, dissection.fragments().pending());
  }

  @Test
  void igmp() {
    Igmp igmp =
        dissection.ip(ipv4(2, bytes().hex("11640000 e00000fb 02140000").build())).view(new Igmp());
    assertEquals("ip:igmp", dissection.layers());
    assertEquals(Igmp.MEMBERSHIP_QUERY, igmp.type());
    assertEquals(100, igmp.maxResponseTime());
    assertEquals("224.0.0.251", igmp.groupText());
    assertEquals(new Igmp.Message(0x11, 0xE00000FB), igmp.toRecord());
  }
}

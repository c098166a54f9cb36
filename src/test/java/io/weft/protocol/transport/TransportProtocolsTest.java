package io.weft.protocol.transport;

import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.tcp;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.protocol.Dissection;
import io.weft.protocol.transport.dccp.Dccp;
import io.weft.protocol.transport.sctp.Sctp;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.udp.UdpLite;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TransportProtocolsTest {
  private final Dissection dissection = new Dissection();

  @Test
  void sctp() {
    byte[] packet = bytes().u16(5000, 6000).u32(7, 8).add(data(16)).build();
    Sctp sctp = dissection.ip(ipv4(132, packet)).view(new Sctp());
    assertEquals(new Sctp.Header(5000, 6000, 7), sctp.toRecord());
    assertEquals(8, sctp.checksum());
    assertEquals(16, sctp.payloadLength());
  }

  @Test
  void udpLite() {
    byte[] packet = bytes().u16(1000, 9999, 8, 0).add(data(4)).build();
    UdpLite lite = dissection.ip(ipv4(136, packet)).view(new UdpLite());
    assertEquals(1000, lite.sourcePort());
    assertEquals(9999, lite.destinationPort());
    assertEquals(8, lite.checksumCoverage());
  }

  /** The ports are UDP's, and so is what is found behind them. */
  @Test
  void udpLiteCarriesWhatUdpCarries() {
    byte[] packet = bytes().u16(1000, 4500, 8, 0).add(data(12)).build();
    assertEquals("ip:udplite:udpencap:esp", dissection.ip(ipv4(136, packet)).layers());
  }

  @Test
  void dccp() {
    byte[] packet =
        bytes().u16(1000, 2000).u8(5, 0).u16(0).u8(0x0A, 0).u16(9).u32(0, 0).add(data(3)).build();
    Dccp dccp = dissection.ip(ipv6(33, packet)).view(new Dccp());
    assertEquals("ipv6:dccp:data", dissection.layers());
    assertEquals(20, dccp.headerLength());
    assertEquals(5, dccp.type());
    assertEquals(1000, dccp.sourcePort());
    assertEquals(2000, dccp.destinationPort());
    packet[4] = 2;
    assertEquals("ipv6", dissection.ip(ipv6(33, packet)).layers());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  @Test
  void aUdpLengthShorterThanItsHeader() {
    byte[] datagram = udp(1, 2, data(4));
    datagram[5] = 7;
    assertEquals("ip", dissection.ip(ipv4(UDP, datagram)).layers());
    assertEquals("bad_header_length", dissection.anomaly());
  }

  /** The port pair is there, so the segment has its place in a connection. */
  @Test
  void aTcpHeaderThatSaysItIsTooShort() {
    byte[] segment = tcp(4000, 80, data(30));
    segment[12] = 0x40;
    Tcp tcp = dissection.ip(ipv4(TCP, segment)).view(new Tcp());
    assertEquals("bad_header_length", dissection.anomaly());
    assertEquals(80, tcp.destinationPort());
    assertEquals(0, tcp.payloadLength());
    assertEquals(0, tcp.capturedPayloadLength());
  }

  @Test
  void tcpOptionsThatTheCaptureCut() {
    byte[] segment = tcp(4000, 80, data(30));
    segment[12] = (byte) 0x80;
    segment[20] = 2; // MSS, of which two bytes of four are there
    segment[21] = 4;
    byte[] packet = ipv4(TCP, segment);
    dissection.of(Dissection.RAW_IP, Arrays.copyOf(packet, 42), packet.length);
    Tcp tcp = dissection.view(new Tcp());
    assertEquals("cut_by_capture", dissection.anomaly());
    assertEquals(32, tcp.headerLength());
    assertEquals(18, tcp.payloadLength());
    assertEquals(0, tcp.capturedPayloadLength());
    TcpOptions options = new TcpOptions();
    options.read(tcp);
    assertEquals(-1, options.maximumSegmentSize());
    assertTrue(tcp.isWhole());
  }

  /** Options that reach beyond the packet take no payload from it. */
  @Test
  void tcpOptionsLongerThanThePacket() {
    byte[] segment = tcp(4000, 80, data(4));
    segment[12] = (byte) 0xF0;
    Tcp tcp = dissection.ip(ipv4(TCP, segment)).view(new Tcp());
    assertEquals("length_lie", dissection.anomaly());
    assertEquals(0, tcp.payloadLength());
    assertEquals(tcp.limit(), tcp.payloadStart());
  }
}

package io.weft.protocol.network;

import static io.weft.protocol.Frames.MORE_FRAGMENTS;
import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.extension;
import static io.weft.protocol.Frames.fragmentHeader;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv4Fragment;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.tcp;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;
import io.weft.dissect.Problem;
import io.weft.protocol.Dissection;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.FragmentHeader;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Fragments on their way through the chain. */
final class FragmentationTest {
  private final Dissection dissection = new Dissection();

  private static byte[] part(byte[] whole, int from, int to) {
    return Arrays.copyOfRange(whole, from, to);
  }

  @Test
  void theFragmentThatCompletesGoesOn() {
    byte[] udp = udp(5, 9999, data(40));
    byte[] first = ethernet(0x800, ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24)));
    byte[] last = ethernet(0x800, ipv4Fragment(UDP, 7, 3, part(udp, 24, 48)));
    assertEquals("eth:ip:data", dissection.ethernet(first).layers());
    assertTrue(dissection.view(new Ipv4()).isFragment());
    assertEquals("eth:ip:udp:data", dissection.ethernet(last).layers());
    assertEquals(40, dissection.view(new Udp()).payloadLength());
    assertEquals(first.length + last.length, dissection.packet().datagramBytes());
    assertEquals("none", dissection.anomaly());

    assertEquals("eth:ip:data", dissection.ethernet(last).layers(), "a new datagram begins");
    assertEquals("eth:ip:udp:data", dissection.ethernet(first).layers(), "in any order");
  }

  @Test
  void paddingBehindAFragmentIsNoPartOfIt() {
    byte[] udp = udp(5, 9999, data(12));
    byte[] last = ethernet(0x800, ipv4Fragment(UDP, 7, 2, part(udp, 16, 20)));
    byte[] first = ethernet(0x800, ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 16)));
    dissection.ethernet(Arrays.copyOf(last, 60));
    assertEquals("eth:ip:udp:data", dissection.ethernet(Arrays.copyOf(first, 60)).layers());
    assertEquals("none", dissection.anomaly());
    assertEquals(12, dissection.view(new Udp()).payloadLength());
  }

  @Test
  void fragmentsOfIpv6() {
    byte[] udp = udp(5, 9999, data(40));
    byte[] last = ipv6(44, fragmentHeader(59, 0x1234, 24, false, part(udp, 24, 48)));
    byte[] first = ipv6(44, fragmentHeader(UDP, 0x1234, 0, true, part(udp, 0, 24)));
    assertEquals("ipv6:ipv6.fraghdr:data", dissection.ip(last).layers());
    FragmentHeader header = dissection.view(new FragmentHeader());
    assertTrue(header.isFragment());
    assertFalse(header.hasMoreFragments());
    assertEquals(24, header.fragmentOffset());
    assertEquals(0x1234, header.identification());
    assertEquals("ipv6:ipv6.fraghdr:udp:data", dissection.ip(first).layers());
    assertEquals(40, dissection.view(new Udp()).payloadLength());
    assertEquals(first.length + last.length, dissection.packet().datagramBytes());
  }

  @Test
  void theFirstFragmentsNextHeaderCounts() {
    byte[] udp = udp(5, 9999, data(16));
    dissection.ip(ipv6(44, fragmentHeader(UDP, 1, 0, true, part(udp, 0, 16))));
    dissection.ip(ipv6(44, fragmentHeader(TCP, 1, 16, false, part(udp, 16, 24))));
    assertEquals("ipv6:ipv6.fraghdr:udp:data", dissection.layers());
  }

  @Test
  void headersBehindTheFragmentHeaderAreFragmented() {
    byte[] chain = extension(UDP, 16, udp(5, 9999, data(4)));
    dissection.ip(ipv6(44, fragmentHeader(60, 1, 0, true, part(chain, 0, 8))));
    dissection.ip(ipv6(44, fragmentHeader(60, 1, 8, false, part(chain, 8, chain.length))));
    assertEquals("ipv6:ipv6.fraghdr:ipv6.dstopts:udp:data", dissection.layers());
  }

  @Test
  void anAtomicFragmentIsAWholeDatagram() {
    dissection.ip(ipv6(44, fragmentHeader(UDP, 1, 0, false, udp(5, 9999, data(4)))));
    assertEquals("ipv6:ipv6.fraghdr:udp:data", dissection.layers());
    assertFalse(dissection.view(new FragmentHeader()).isFragment());
    assertEquals(0, dissection.fragments().counters().completed());
  }

  @Test
  void aFragmentThatTheCaptureCutShowsItsBeginning() {
    byte[] first = ipv4Fragment(TCP, 1, MORE_FRAGMENTS, tcp(4000, 80, data(100)));
    dissection.of(Dissection.RAW_IP, Arrays.copyOf(first, 60), first.length);
    assertEquals("ip:tcp", dissection.layers());
    assertEquals("cut_by_capture", dissection.anomaly());
    assertTrue(dissection.view(new Ipv4()).isFragment());
    assertEquals(100, dissection.view(new Tcp()).payloadLength());
    assertEquals(20, dissection.view(new Tcp()).capturedPayloadLength());
    byte[] second = ipv4Fragment(TCP, 1, 15, data(100));
    dissection.of(Dissection.RAW_IP, Arrays.copyOf(second, 60), second.length);
    assertEquals("ip:data", dissection.layers());
    assertEquals(0, dissection.fragments().pending());
  }

  @Test
  void aFragmentWhoseLengthLiesCompletesNothing() {
    byte[] udp = udp(5, 9999, data(40));
    byte[] first = ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24));
    first[3] = (byte) (first[3] + 8);
    dissection.ip(first);
    assertEquals("length_lie", dissection.anomaly());
    assertEquals("ip:udp:data", dissection.layers());
    byte[] first6 = ipv6(44, fragmentHeader(UDP, 1, 0, true, part(udp, 0, 24)));
    first6[5] = (byte) (first6[5] + 8);
    dissection.ip(first6);
    assertEquals("length_lie", dissection.anomaly());
    assertEquals("ipv6:ipv6.fraghdr:udp:data", dissection.layers());
    assertEquals(0, dissection.fragments().pending());
  }

  /** The frames of the outer fragments are the price of the inner datagram, too. */
  @Test
  void fragmentsWithinFragments() {
    byte[] udp = udp(5, 9999, data(40));
    byte[] innerFirst = ipv4Fragment(UDP, 1, MORE_FRAGMENTS, part(udp, 0, 24));
    byte[] innerLast = ipv4Fragment(UDP, 1, 3, part(udp, 24, 48));
    byte[] frame1 = ipv4(4, innerFirst);
    byte[] frame2 = ipv4Fragment(4, 2, MORE_FRAGMENTS, part(innerLast, 0, 32));
    byte[] frame3 = ipv4Fragment(4, 2, 4, part(innerLast, 32, innerLast.length));
    assertEquals("ip:ip:data", dissection.ip(frame1).layers());
    assertEquals("ip:data", dissection.ip(frame2).layers());
    assertEquals("ip:ip:udp:data", dissection.ip(frame3).layers());
    assertEquals(
        frame1.length + frame2.length + frame3.length, dissection.packet().datagramBytes());
    Ipv4 inner = dissection.view(new Ipv4(), 1);
    assertTrue(inner.isFragment());
    assertEquals(3 * 8, inner.fragmentOffset());
    byte[] payload = new byte[40];
    Udp view = dissection.view(new Udp());
    System.arraycopy(view.bytes(), view.start() + Udp.HEADER_LENGTH, payload, 0, 40);
    assertEquals(Arrays.toString(data(40)), Arrays.toString(payload));
  }

  private String sources() {
    Packet packet = dissection.packet();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < packet.layerCount(); i++) {
      text.append(i == 0 ? "" : ", ").append(packet.sourceNumber(i)).append(' ');
      text.append(packet.source(i));
    }
    return text.toString();
  }

  @Test
  void layersNameTheirDataSource() {
    byte[] udp = udp(5, 9999, data(40));
    dissection.ethernet(ethernet(0x800, ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24))));
    assertEquals("0 Frame, 0 Frame, 0 Frame", sources());
    dissection.ethernet(ethernet(0x800, ipv4Fragment(UDP, 7, 3, part(udp, 24, 48))));
    assertEquals("0 Frame, 0 Frame, 1 Reassembled IPv4, 1 Reassembled IPv4", sources());
    dissection.ethernet(ethernet(0x800, ipv4(UDP, udp)));
    assertEquals("0 Frame, 0 Frame, 0 Frame, 0 Frame", sources());

    dissection.ip(ipv6(44, fragmentHeader(UDP, 1, 0, true, part(udp, 0, 24))));
    dissection.ip(ipv6(44, fragmentHeader(UDP, 1, 24, false, part(udp, 24, 48))));
    assertEquals("0 Frame, 0 Frame, 1 Reassembled IPv6, 1 Reassembled IPv6", sources());
  }

  /** Both are called alike, and yet not the same bytes. */
  @Test
  void aDatagramWithinADatagramIsASourceOfItsOwn() {
    byte[] udp = udp(5, 9999, data(40));
    byte[] innerLast = ipv4Fragment(UDP, 1, 3, part(udp, 24, 48));
    dissection.ip(ipv4Fragment(UDP, 1, MORE_FRAGMENTS, part(udp, 0, 24)));
    dissection.ip(ipv4Fragment(4, 2, MORE_FRAGMENTS, part(innerLast, 0, 32)));
    dissection.ip(ipv4Fragment(4, 2, 4, part(innerLast, 32, innerLast.length)));
    assertEquals("0 Frame, 1 Reassembled IPv4, 2 Reassembled IPv4, 2 Reassembled IPv4", sources());
  }

  /** A header begins where its source does, wherever the frame lies in its array. */
  @Test
  void aProblemsOffsetCountsFromTheStartOfItsSource() {
    byte[] udp = udp(5, 9999, data(40));
    udp[5] = 7; // shorter than its own header
    dissection.ethernet(ethernet(0x800, ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24))));
    dissection.ethernet(ethernet(0x800, ipv4Fragment(UDP, 7, 3, part(udp, 24, 48))));
    Problem problem = dissection.packet().problem();
    assertEquals(0, problem.offset());
    assertEquals("Reassembled IPv4", problem.source().name());
    assertTrue(problem.sentence().endsWith(", at byte 0 of Reassembled IPv4"));

    dissection.ethernet(ethernet(0x800, ipv4(UDP, udp)));
    problem = dissection.packet().problem();
    assertEquals(34, problem.offset());
    assertSame(DataSource.FRAME, problem.source());
    assertTrue(problem.sentence().endsWith(", at byte 34"));
  }

  @Test
  void oldFragmentsDoNotMixWithNewOnes() {
    byte[] udp = udp(5, 9999, data(40));
    dissection.ip(ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24)));
    dissection.later(61_000_000_000L);
    dissection.ip(ipv4Fragment(UDP, 7, 3, part(udp, 24, 48)));
    assertEquals("ip:data", dissection.layers());
    assertEquals(1, dissection.fragments().counters().expired());
  }

  @Test
  void overlapsAreNotedWithThePacket() {
    byte[] udp = udp(5, 9999, data(40));
    dissection.ip(ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24)));
    dissection.ip(ipv4Fragment(UDP, 7, MORE_FRAGMENTS, part(udp, 0, 24)));
    assertEquals("fragment_overlap", dissection.anomaly());
    dissection.ip(ipv4Fragment(UDP, 7, MORE_FRAGMENTS, new byte[24]));
    assertEquals("fragment_overlap_conflict", dissection.anomaly());
    dissection.ip(ipv4Fragment(UDP, 7, 3, part(udp, 24, 48)));
    assertEquals("none", dissection.anomaly());
    assertEquals(48, dissection.view(new Udp()).length(), "the first copy won");
  }

  /** In IPv4 there is no header to take the addresses of an IPv6 datagram from. */
  @Test
  void aFragmentHeaderOutsideIpv6() {
    dissection.ip(ipv4(44, fragmentHeader(UDP, 1, 0, true, udp(5, 9999, data(8)))));
    assertEquals("ip:ipv6.fraghdr:udp:data", dissection.layers());
    assertEquals(0, dissection.fragments().pending());
    assertEquals(
        "ip:ipv6.fraghdr:data",
        dissection
            .ip(ipv4(44, bytes().add(fragmentHeader(UDP, 1, 8, true, data(8))).build()))
            .layers());
  }
}

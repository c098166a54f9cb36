package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.segment.ChecksumVerifier;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.Sums;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checksums that are wrong, missing, not to be verified, or left to the network card. */
class ChecksumVerifierTest {
  private static final int PACKETS = 20_000;

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true).withChecksums(true));
  private final Conversation tcp = wire.tcp();

  private static EndpointRecord.ChecksumErrors checksums(long errors, long offloads) {
    return new EndpointRecord.ChecksumErrors(errors, offloads);
  }

  private byte[] fromClient(long offset, String data) {
    return tcp.client.segment(offset).data(data).datagram();
  }

  private void open() {
    wire.ip(Sums.right(tcp.client.segment(-1).flags(Tcp.SYN).synOptions(1_000, 7).datagram()));
    wire.ip(
        Sums.right(
            tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).synOptions(1_000, 7).datagram()));
    wire.ip(Sums.right(tcp.client.segment(0).datagram()));
  }

  @Test
  void rightOnesAreNothingToTell() {
    open();
    wire.ip(Sums.right(fromClient(0, "hello")));
    FlowRecord flow = wire.finishOne();
    assertNull(flow.client().checksums());
    assertNull(flow.server().checksums());
    assertEquals("ShAD", flow.outcome().history());
    assertEquals("hello", wire.fromClient());
  }

  @Test
  void aDamagedSegmentIsNoPartOfTheStream() {
    open();
    wire.ip(Sums.wrong(fromClient(0, "hallo")));
    wire.ip(Sums.right(fromClient(0, "hello")));
    FlowRecord flow = wire.finishOne();
    assertEquals("hello", wire.fromClient());
    assertEquals(checksums(1, 0), flow.client().checksums());
    assertNull(flow.server().checksums());
    assertEquals("ShACD", flow.outcome().history());
    assertEquals(4, flow.client().volume().packets());
    assertEquals(10, flow.client().volume().payloadBytes());
    assertEquals(0, flow.client().stream().segments().repeated());
    assertEquals(0, flow.client().stream().odd().overlapConflicts());
    assertEquals(1, wire.counters().checksums().errors());
    assertEquals(0, wire.counters().checksums().offload());
  }

  @Test
  void nobodyLooksUnlessAsked() {
    Wire unasked = new Wire();
    Conversation conversation = unasked.tcp();
    conversation.open();
    unasked.ip(Sums.wrong(conversation.client.segment(0).data("hallo").datagram()));
    FlowRecord flow = unasked.finishOne();
    assertEquals("hallo", unasked.fromClient());
    assertNull(flow.client().checksums());
    assertEquals(0, unasked.counters().checksums().errors());
  }

  @Test
  void theReceiverDropsABadHeaderToo() {
    open();
    wire.ip(Sums.wrongHeader(fromClient(0, "hallo")));
    assertEquals(checksums(1, 0), wire.finishOne().client().checksums());
    assertEquals("", wire.fromClient());
  }

  @Test
  void historyTellsTheFirstTheTenthAndTheHundredth() {
    open();
    for (int i = 0; i < 100; i++) {
      wire.ip(Sums.wrong(tcp.server.segment(0).data("x").datagram()));
    }
    FlowRecord flow = wire.finishOne();
    assertEquals("ShAccc", flow.outcome().history());
    assertEquals(checksums(100, 0), flow.server().checksums());
  }

  @Test
  void aDamagedResetEndsNothing() {
    open();
    wire.ip(Sums.wrong(tcp.server.segment(0).flags(Tcp.RST).datagram()));
    wire.ip(Sums.right(fromClient(0, "hello")));
    FlowRecord flow = wire.finishOne();
    assertEquals(ConnState.S1, flow.outcome().connState());
    assertNull(flow.tcp().close());
  }

  @Test
  void aDamagedSynBeginsNoOtherConnection() {
    open();
    wire.ip(Sums.wrong(tcp.client.initial(77).segment(-1).flags(Tcp.SYN).datagram()));
    FlowRecord flow = wire.finishOne();
    assertEquals(checksums(1, 0), flow.client().checksums());
    assertEquals("ShAC", flow.outcome().history());
  }

  @Test
  void aFlowMayBeginWithDamage() {
    wire.ip(Sums.wrong(tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    open();
    wire.ip(Sums.right(fromClient(0, "hello")));
    FlowRecord flow = wire.finishOne();
    assertEquals("CShAD", flow.outcome().history());
    assertEquals(checksums(1, 0), flow.client().checksums());
    assertEquals("hello", wire.fromClient());
    assertEquals(ClientEvidence.SYN, flow.identity().clientKnownBy());
    assertEquals(1, flow.tcp().handshake().synCount());
  }

  @Test
  void aFlowMayBeNothingButDamage() {
    wire.ip(Sums.wrong(tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    FlowRecord flow = wire.finishOne();
    assertEquals(ConnState.OTH, flow.outcome().connState());
    assertEquals("C", flow.outcome().history());
    assertEquals(ClientEvidence.FIRST_PACKET, flow.identity().clientKnownBy());
  }

  @Test
  void countsTurnRoundWithTheRoles() {
    wire.ip(Sums.wrong(tcp.server.segment(0).data("x").datagram()));
    wire.ip(Sums.right(tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    FlowRecord flow = wire.finishOne();
    assertEquals(40_001, flow.client().port());
    assertNull(flow.client().checksums());
    assertEquals(checksums(1, 0), flow.server().checksums());
  }

  @Test
  void theKernelLeavesChecksumsToTheCard() {
    wire.ip(Sums.leftToCard(tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    wire.ip(Sums.right(tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).datagram()));
    wire.ip(Sums.leftToCard(fromClient(0, "hello")));
    FlowRecord flow = wire.finishOne();
    assertEquals(checksums(0, 2), flow.client().checksums());
    assertNull(flow.server().checksums());
    assertEquals("hello", wire.fromClient());
    assertEquals("ShD", flow.outcome().history());
    assertEquals(2, wire.counters().checksums().offload());
  }

  @Test
  void aSegmentAboveTheReceiversLimitIsStillToBeCut() {
    open();
    wire.ip(Sums.wrong(fromClient(0, "x".repeat(1_000))));
    wire.ip(Sums.wrong(fromClient(0, "y".repeat(1_001))));
    FlowRecord flow = wire.finishOne();
    assertEquals(checksums(1, 1), flow.client().checksums());
    assertEquals("y".repeat(1_001), wire.fromClient());
  }

  @Test
  void withoutAHandshakeFramesLimitDecides() {
    wire.ip(Sums.wrong(fromClient(0, "x".repeat(1_460))));
    wire.ip(Sums.wrong(fromClient(0, "y".repeat(1_461))));
    FlowRecord flow = wire.finishOne();
    assertEquals(checksums(1, 1), flow.client().checksums());
    assertEquals("y".repeat(1_461), wire.fromClient());
  }

  @Test
  void whatJumboFramesCarryMayBeDamaged() {
    wire.ip(Sums.right(tcp.server.segment(-1).flags(Tcp.SYN).synOptions(8_960, 7).datagram()));
    wire.ip(Sums.wrong(fromClient(0, "x".repeat(8_960))));
    wire.ip(Sums.wrong(fromClient(0, "y".repeat(8_961))));
    EndpointRecord sender = wire.finishOne().server();
    assertEquals(checksums(1, 1), sender.checksums());
  }

  @Test
  void aTotalLengthOfNothingIsStillToBeFilledIn() {
    open();
    byte[] datagram = Sums.wrong(fromClient(0, "hello"));
    BigEndian.putU16(datagram, 2, 0);
    wire.ip(datagram);
    assertEquals(checksums(0, 1), wire.finishOne().client().checksums());
    assertEquals("hello", wire.fromClient());
  }

  @Test
  void datagramsAndMessagesAreCountedByDirection() {
    byte[] there = Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, Frames.udp(40_000, 50_000, one()));
    byte[] back = Datagrams.ipv4("10.0.0.2", "10.0.0.1", 17, Frames.udp(50_000, 40_000, one()));
    byte[] ping = Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(8, 0, 7, one()));
    byte[] pong = Datagrams.ipv4("10.0.0.2", "10.0.0.1", 1, Frames.icmp(0, 0, 7, one()));
    byte[] ping6 = Datagrams.ipv6(1, 2, 58, Frames.icmp(128, 0, 7, one()));
    wire.ip(Sums.right(there)).ip(Sums.wrong(back)).ip(Sums.leftToCard(there)).ip(there);
    wire.ip(Sums.right(ping)).ip(Sums.wrong(pong)).ip(Sums.wrongHeader(pong));
    wire.ip(Sums.wrong(ping6)).ip(Sums.right(ping6));
    List<FlowRecord> flows = wire.finish();
    assertEquals(checksums(0, 2), flows.get(0).client().checksums(), "a header of 0 is the card's");
    assertEquals(checksums(1, 0), flows.get(0).server().checksums());
    assertNull(flows.get(1).client().checksums());
    assertEquals(checksums(2, 0), flows.get(1).server().checksums());
    assertEquals(checksums(1, 0), flows.get(2).client().checksums());
    assertEquals(4, wire.counters().checksums().errors());
  }

  private static byte[] one() {
    return Datagrams.bytes("odd");
  }

  // What is left with the layers.

  private static int status(byte[] datagram, int captured, Protocol protocol, int nth) {
    Chain chain = StandardProtocols.chain();
    FlowTracker tracker =
        new FlowTracker(chain, FlowConfig.defaults().withChecksums(true), new FlowListener() {});
    byte[] frame = Datagrams.ethernet(datagram);
    Cursor cursor = new Cursor();
    cursor.meta(1, Wire.START_NANOS, 0, 1);
    cursor.wrap(frame, 0, Math.min(frame.length, 14 + captured), frame.length);
    chain.dissect(cursor);
    tracker.onPacket(cursor.annotations());
    int layer = cursor.packet().find(protocol, 0);
    for (int i = 0; i < nth; i++) {
      layer = cursor.packet().find(protocol, layer + 1);
    }
    return ChecksumStatus.of(cursor.packet(), layer).value();
  }

  private static int status(byte[] datagram, Protocol protocol) {
    return status(datagram, datagram.length, protocol, 0);
  }

  @Test
  void statusesAreWiresharks() {
    byte[] segment = fromClient(0, "hello");
    assertEquals(ChecksumStatus.GOOD, status(Sums.right(segment), Tcp.PROTOCOL));
    assertEquals(ChecksumStatus.GOOD, status(Sums.right(segment), Ipv4.PROTOCOL));
    assertEquals(ChecksumStatus.BAD, status(Sums.wrong(segment), Tcp.PROTOCOL));
    assertEquals(ChecksumStatus.GOOD, status(Sums.wrong(segment), Ipv4.PROTOCOL));
    assertEquals(ChecksumStatus.BAD, status(Sums.wrongHeader(segment), Ipv4.PROTOCOL));
    assertEquals(ChecksumStatus.GOOD, status(Sums.wrongHeader(segment), Tcp.PROTOCOL));
    assertEquals(ChecksumStatus.BAD, status(Sums.leftToCard(segment), Tcp.PROTOCOL));
  }

  @Test
  void ofEveryProtocolOverBothVersions() {
    byte[] udp = Frames.udp(1_000, 2_000, one());
    byte[] icmp = Frames.icmp(128, 0, 7, one());
    byte[] udp4 = Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, udp);
    byte[] udp6 = Datagrams.ipv6(1, 2, 17, udp);
    byte[] icmp4 = Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, icmp);
    byte[] icmp6 = Datagrams.ipv6(1, 2, 58, icmp);
    byte[] tcp6 = Datagrams.ipv6(1, 2, 6, Frames.tcp(1_000, 2_000, one()));
    byte[][] datagrams = {udp4, udp6, icmp4, icmp6, tcp6};
    Protocol[] protocols = {
      Udp.PROTOCOL, Udp.PROTOCOL, Icmp.PROTOCOL, Icmpv6.PROTOCOL, Tcp.PROTOCOL
    };
    for (int i = 0; i < datagrams.length; i++) {
      assertEquals(ChecksumStatus.GOOD, status(Sums.right(datagrams[i]), protocols[i]));
      assertEquals(ChecksumStatus.BAD, status(Sums.wrong(datagrams[i]), protocols[i]));
    }
    assertEquals(ChecksumStatus.NOT_PRESENT, status(udp4, Udp.PROTOCOL));
    assertEquals(ChecksumStatus.ILLEGAL, status(udp6, Udp.PROTOCOL));
  }

  @Test
  void everyDamagedBitIsNoticed() {
    byte[] right = Sums.right(fromClient(0, "odd"));
    for (int bit = 20 * 8; bit < right.length * 8; bit++) {
      byte[] damaged = right.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(ChecksumStatus.BAD, status(damaged, Tcp.PROTOCOL), "bit " + bit);
    }
  }

  @Test
  void whatIsNotAllThereIsNotVerified() {
    byte[] wrong = Sums.wrong(fromClient(0, "hello"));
    assertEquals(
        ChecksumStatus.UNVERIFIED, status(wrong, wrong.length - 1, Tcp.PROTOCOL, 0), "cut");
    byte[] longer = Sums.wrong(fromClient(0, "hello"));
    BigEndian.putU16(longer, 2, longer.length + 1);
    assertEquals(ChecksumStatus.UNVERIFIED, status(longer, Tcp.PROTOCOL), "a lie");
    byte[] quoting =
        Datagrams.ipv4("10.0.0.9", "10.0.0.1", 1, Frames.icmp(3, 1, 0, Sums.wrong(wrong)));
    assertEquals(ChecksumStatus.GOOD, status(Sums.right(quoting), Icmp.PROTOCOL));
    assertEquals(ChecksumStatus.UNVERIFIED, status(quoting, Tcp.PROTOCOL), "quoted");
    assertEquals(ChecksumStatus.UNVERIFIED, status(quoting, quoting.length, Ipv4.PROTOCOL, 1));
  }

  @Test
  void aQuotedHeaderIsNoErrorOfItsFlow() {
    open();
    byte[] quote = Sums.wrong(fromClient(0, "hello"));
    wire.ip(Sums.right(Datagrams.ipv4("10.0.0.9", "10.0.0.1", 1, Frames.icmp(3, 1, 0, quote))));
    wire.finish().forEach(flow -> assertNull(flow.client().checksums()));
    assertEquals(0, wire.counters().checksums().errors());
  }

  @Test
  void fragmentsAreVerifiedOnceTheyAreWhole() {
    byte[] udp = Frames.udp(1_000, 2_000, Datagrams.bytes("x".repeat(24)));
    byte[] right = Sums.right(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, udp));
    byte[] damaged = right.clone();
    damaged[40] ^= 1;
    for (byte[] datagram : new byte[][] {right, damaged}) {
      wire.ip(fragment(datagram, 20, 36, true));
      wire.ip(fragment(datagram, 36, datagram.length, false));
    }
    wire.ip(fragment(damaged, 20, 36, true)); // never made whole
    FlowRecord flow = wire.finishOne();
    assertEquals(2, flow.client().volume().packets());
    assertEquals(checksums(1, 0), flow.client().checksums());
    assertEquals(1, wire.counters().checksums().errors());
  }

  private static byte[] fragment(byte[] datagram, int from, int to, boolean more) {
    byte[] payload = Arrays.copyOfRange(datagram, from, to);
    byte[] piece = Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, payload);
    BigEndian.putU16(piece, 4, 99);
    BigEndian.putU16(piece, 6, (more ? Frames.MORE_FRAGMENTS : 0) | (from - 20) / 8);
    return Sums.headerOnly(piece);
  }

  @Test
  void sourceRoutesHideTheLastAddress() {
    byte[] segment = Sums.wrong(fromClient(0, "hello"));
    byte[] options = {1, (byte) 131, 7, 4, 10, 0, 0, 3};
    byte[] routed =
        Datagrams.join(
            Arrays.copyOf(segment, 20), options, Arrays.copyOfRange(segment, 20, segment.length));
    routed[0] = 0x47;
    BigEndian.putU16(routed, 2, routed.length);
    assertEquals(ChecksumStatus.UNVERIFIED, status(routed, Tcp.PROTOCOL));
    routed[21] = 7; // a record of the route changes nothing
    assertEquals(ChecksumStatus.BAD, status(routed, Tcp.PROTOCOL));
  }

  @Test
  void verifyingCostsNoHeap() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "skipped: this JVM does not count allocations");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Chain chain = StandardProtocols.chain();
    ChecksumVerifier checksums = new ChecksumVerifier();
    byte[][] frames = {
      Datagrams.ethernet(Sums.right(fromClient(0, "x".repeat(1_000)))),
      Datagrams.ethernet(Sums.wrong(fromClient(0, "hello"))),
      Datagrams.ethernet(Sums.leftToCard(fromClient(0, "hello")))
    };
    Cursor cursor = new Cursor();
    long allocated = 0;
    for (int round = 0; round < 2; round++) { // classes are loaded in the first
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < PACKETS; i++) {
        byte[] frame = frames[i % frames.length];
        cursor.meta(i + 1L, Wire.START_NANOS, 0, 1);
        cursor.wrap(frame, 0, frame.length, frame.length);
        chain.dissect(cursor);
        checksums.verify(cursor.annotations());
      }
      allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
    assertTrue(allocated < PACKETS, allocated + " bytes for " + PACKETS + " packets");
  }
}

package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Packets that were captured more than once, and such that only look like it. */
class DuplicateDetectorTest {
  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp();

  private Conversation.SegmentBuilder first(int identification) {
    return tcp.client.segment(0).data("first").identification(identification);
  }

  private void assertCounts(long duplicates, long retransmissions) {
    FlowRecord record = wire.finishOne();
    TcpAnalysisRecord.Resending client = record.tcp().analysis().client().resending();
    assertEquals(duplicates, client.duplicates(), "duplicates");
    assertEquals(retransmissions, client.retransmissions(), "retransmissions");
    assertEquals(retransmissions, record.client().stream().segments().repeated());
  }

  @Test
  void theSamePacketTwice() {
    tcp.open();
    tcp.client.lose("first");
    first(700).put();
    first(700).put();
    assertCounts(1, 0);
  }

  @Test
  void wiresharkStillCountsIt() {
    tcp.open();
    tcp.client.lose("first");
    first(700).put();
    first(700).timeToLive(63).put();
    TcpAnalysisRecord.Side client = wire.finishOne().tcp().analysis().client();
    assertEquals(1, client.flags().stream().filter(f -> f.name().equals("retransmission")).count());
    assertEquals(1, client.resending().duplicates());
  }

  @Test
  void behindARouterAndInAnotherVlan() {
    tcp.open();
    tcp.client.lose("first");
    wire.ip(first(700).datagram());
    wire.ip(first(700).timeToLive(63).datagram());
    wire.frame(Frames.ethernet(0x8100, Frames.vlan(9, Frames.IPV4, first(700).datagram())));
    assertCounts(2, 0);
  }

  @Test
  void anotherIdentificationIsAnotherPacket() {
    tcp.open();
    tcp.client.lose("first");
    first(700).put();
    first(701).put();
    assertCounts(0, 1);
  }

  @Test
  void otherBytesAreAnotherPacket() {
    tcp.open();
    tcp.client.lose("first");
    first(700).put();
    tcp.client.segment(0).data("other").identification(700).put();
    assertCounts(0, 1);
  }

  @Test
  void aCopyComesSoon() {
    tcp.open();
    tcp.client.lose("first");
    first(700).put();
    wire.later(Duration.ofMillis(10));
    first(700).put();
    assertCounts(0, 1);
  }

  @Test
  void identificationsThatNeverChangeProveNothing() {
    tcp.open();
    tcp.client.lose("first").lose("second");
    tcp.client.segment(5).data("second").identification(700).put();
    first(700).put();
    tcp.server.segment(0).acknowledging(0).put();
    first(700).put();
    FlowRecord record = wire.finishOne();
    assertEquals(0, record.tcp().analysis().client().resending().duplicates());
  }

  @Test
  void withoutIdentificationAnotherWayIsEnough() {
    tcp.open();
    tcp.client.lose("first");
    first(0).put();
    tcp.server.segment(0).acknowledging(0).put();
    first(0).timeToLive(63).put();
    assertCounts(1, 0);
  }

  @Test
  void withoutIdentificationNobodyRepeatsUnasked() {
    tcp.open();
    tcp.client.lose("first");
    first(0).put();
    first(0).put(); // a millisecond later, and the server has said nothing
    assertCounts(1, 0);
  }

  @Test
  void withoutIdentificationAnAnswerMayBeTheReason() {
    tcp.open();
    tcp.client.lose("first");
    first(0).put();
    tcp.server.segment(0).acknowledging(0).put();
    first(0).put();
    assertCounts(0, 1);
  }

  @Test
  void duplicateAcknowledgmentsAreNoCopies() {
    tcp.open();
    tcp.server.lose("a").send("b").send("c");
    tcp.client.segment(0).acknowledging(0).put();
    tcp.client.segment(0).acknowledging(0).put();
    assertCounts(0, 0);
  }

  @Test
  void aCopyOfTheFirstSyn() {
    tcp.client.syn();
    tcp.client.segment(-1).flags(Tcp.SYN).timeToLive(63).put();
    wire.later(Duration.ofSeconds(1));
    tcp.client.syn();
    TcpAnalysisRecord.Resending client = wire.finishOne().tcp().analysis().client().resending();
    assertEquals(1, client.duplicates());
    assertEquals(1, client.retransmissions());
  }
}

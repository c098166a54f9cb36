package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is sent again: where its first copy was lost, whether it was needed, what is no such thing.
 */
class ResendingTest {
  private static final Duration LATER = Duration.ofMillis(300);

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp();

  private FlowRecord record;

  private TcpAnalysisRecord.Resending client() {
    return side(true).resending();
  }

  private TcpAnalysisRecord.Side side(boolean client) {
    if (record == null) {
      record = wire.finishOne();
    }
    TcpAnalysisRecord analysis = record.tcp().analysis();
    return client ? analysis.client() : analysis.server();
  }

  private long flag(boolean client, String name) {
    return side(client).flags().stream()
        .filter(flag -> flag.name().equals(name))
        .mapToLong(TcpAnalysisRecord.FlagCount::packets)
        .sum();
  }

  @Test
  void lostBeforeTheCapture() {
    tcp.open();
    tcp.client.lose("first").send("second");
    tcp.server.segment(0).acknowledging(0).put();
    wire.later(LATER);
    tcp.client.resend(0, "first");
    assertEquals(1, client().retransmissions());
    assertEquals(5, client().bytes());
    assertEquals(1, client().lostOnSenderSide());
    assertEquals(0, client().lostOnReceiverSide());
    assertEquals(0, client().outOfOrder());
  }

  @Test
  void lostBehindTheCapture() {
    tcp.open();
    tcp.client.send("first").send("second");
    tcp.server.segment(0).acknowledging(0).put();
    wire.later(LATER);
    tcp.client.resend(0, "first");
    assertEquals(1, client().retransmissions());
    assertEquals(0, client().lostOnSenderSide());
    assertEquals(1, client().lostOnReceiverSide());
  }

  @Test
  void overtakenByTime() {
    tcp.open(); // a round trip of two milliseconds
    tcp.client.lose("first").send("second");
    tcp.client.resend(0, "first");
    assertEquals(0, client().retransmissions());
    assertEquals(1, client().outOfOrder());
    assertEquals(11, record.client().stream().bytes());
  }

  @Test
  void timestampsTellWhatWasOvertaken() {
    tcp.open();
    tcp.client.lose("first").lose("second");
    tcp.client.segment(5).data("second").timestamps(101, 1).put();
    wire.later(LATER);
    tcp.client.segment(0).data("first").timestamps(100, 1).put();
    assertEquals(1, client().outOfOrder(), "sent before, though it took its time");
    assertEquals(0, client().retransmissions());
  }

  @Test
  void timestampsTellWhatWasSentAgain() {
    tcp.open();
    tcp.client.lose("first").lose("second");
    tcp.client.segment(5).data("second").timestamps(101, 1).put();
    tcp.client.segment(0).data("first").timestamps(102, 1).put();
    assertEquals(0, client().outOfOrder(), "soon, but sent later");
    assertEquals(1, client().lostOnSenderSide());
  }

  @Test
  void identificationsTellToo() {
    tcp.open();
    tcp.client.lose("first").lose("second").lose("third");
    tcp.client.segment(11).data("third").identification(503).put();
    wire.later(LATER);
    tcp.client.segment(0).data("first").identification(501).put();
    tcp.client.segment(5).data("second").identification(504).put();
    assertEquals(1, client().outOfOrder());
    assertEquals(1, client().lostOnSenderSide());
  }

  @Test
  void whatWasAcknowledgedWasNotNeeded() {
    tcp.open();
    tcp.client.send("first");
    tcp.server.ack();
    wire.later(LATER);
    tcp.client.resend(0, "first");
    assertEquals(1, client().retransmissions());
    assertEquals(1, client().spurious().acknowledged());
    assertEquals(0, client().lostOnReceiverSide());
    assertEquals(1, flag(true, "spurious_retransmission"));
  }

  @Test
  void whatSackReportsWasNotNeeded() {
    tcp.open();
    tcp.client.send("first").send("second");
    tcp.server.segment(0).acknowledging(0).sack(5, 11).put();
    wire.later(LATER);
    tcp.client.resend(5, "second").resend(0, "first");
    assertEquals(2, client().retransmissions());
    assertEquals(1, client().spurious().acknowledged());
    assertEquals(1, client().lostOnReceiverSide());
  }

  @Test
  void dsackProves() {
    tcp.open();
    tcp.client.send("first");
    wire.later(LATER);
    tcp.client.resend(0, "first");
    tcp.server.ack();
    tcp.server.segment(0).sack(0, 5).put();
    tcp.server.segment(0).sack(0, 5).put(); // says it again
    assertEquals(1, client().retransmissions());
    assertEquals(1, client().spurious().byDsack());
    assertEquals(0, client().lostOnReceiverSide(), "nothing was lost");
    assertEquals(2, side(false).dsacks());
  }

  @Test
  void timestampsProve() {
    tcp.open();
    tcp.client.lose("first");
    tcp.client.segment(0).data("first").timestamps(1_000, 1).put();
    wire.later(LATER);
    tcp.client.segment(0).data("first").timestamps(1_300, 1).put();
    tcp.server.segment(0).timestamps(70, 1_000).put();
    assertEquals(1, client().spurious().byTimestamps());
    assertEquals(0, client().lostOnReceiverSide());
  }

  @Test
  void timestampsThatAnswerTheRetransmissionProveNothing() {
    tcp.open();
    tcp.client.lose("first");
    tcp.client.segment(0).data("first").timestamps(1_000, 1).put();
    wire.later(LATER);
    tcp.client.segment(0).data("first").timestamps(1_300, 1).put();
    tcp.server.segment(0).timestamps(70, 1_300).put();
    assertEquals(0, client().spurious().byTimestamps());
    assertEquals(1, client().lostOnReceiverSide());
  }

  @Test
  void timestampsOfADelayedAcknowledgmentProveNothing() {
    // The ACK for both answers the first segment (RFC 7323, section 4.3), though the second was
    // lost and came by its retransmission.
    tcp.open();
    tcp.client.lose("first").lose("second");
    tcp.client.segment(0).data("first").timestamps(1_000, 1).put();
    tcp.client.segment(5).data("second").timestamps(1_000, 1).put();
    wire.later(LATER);
    tcp.client.segment(5).data("second").timestamps(1_300, 1).put();
    tcp.server.segment(0).timestamps(70, 1_000).put();
    assertEquals(0, client().spurious().byTimestamps());
    assertEquals(1, client().lostOnReceiverSide());
  }

  @Test
  void roundTripsOfWhatWasSentTwiceAreLeftOut() {
    tcp.open();
    tcp.client.send("first");
    tcp.server.ack();
    tcp.client.send("second");
    wire.later(LATER);
    tcp.client.resend(5, "second");
    tcp.server.ack();
    TcpAnalysisRecord.Rtt rtt = side(true).rtt();
    assertEquals(2, rtt.count(), "the SYN's and the first segment's");
    assertEquals(1, rtt.ambiguous());
    assertEquals(1_000_000, rtt.largest());
  }

  @Test
  void keepAlivesAreNoRetransmissions() {
    tcp.open();
    tcp.client.send("first");
    tcp.server.ack();
    wire.later(Duration.ofSeconds(5));
    tcp.client.resend(4, "t");
    tcp.server.ack();
    assertEquals(0, client().retransmissions());
    assertEquals(1, flag(true, "keep_alive"));
  }

  @Test
  void oneByteThatWasNotAcknowledgedIsOne() {
    tcp.open();
    tcp.client.send("t");
    wire.later(LATER);
    tcp.client.resend(0, "t");
    assertEquals(1, client().retransmissions(), "tshark takes it for a keep-alive");
    assertEquals(1, flag(true, "keep_alive"));
  }

  @Test
  void synAndFinCount() {
    tcp.client.syn();
    wire.later(LATER);
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.ack();
    tcp.client.fin();
    wire.later(LATER);
    tcp.client.segment(0).flags(Tcp.FIN | Tcp.ACK).put();
    assertEquals(2, client().retransmissions());
    assertEquals(0, client().bytes());
  }

  @Test
  void whatWasSentBeforeTheCaptureIsOfNoSide() {
    tcp.client.lose("first").send("second");
    wire.later(LATER);
    tcp.client.resend(0, "first");
    assertEquals(1, client().retransmissions());
    assertEquals(0, client().lostOnSenderSide() + client().lostOnReceiverSide());
  }

  @Test
  void newBytesOfAPartlyNewSegmentDoNotCount() {
    tcp.open();
    tcp.client.send("first");
    wire.later(LATER);
    tcp.client.lose("more").resend(0, "firstmore");
    assertEquals(1, client().retransmissions());
    assertEquals(5, client().bytes());
  }

  @Test
  void manyHolesAreBounded() {
    tcp.open();
    for (int i = 0; i < 100; i++) {
      tcp.client.lose("lost").send("here");
    }
    assertEquals(100 - Holes.MAX, side(true).unrecorded().ranges());
  }

  @Test
  void theListOfUnacknowledgedSegmentsIsBounded() {
    tcp.open();
    for (int i = 0; i < Unacknowledged.MAX + 7; i++) {
      tcp.client.send("x");
    }
    // The SYN's place was given back.
    assertEquals(7, side(true).unrecorded().segments());
    assertEquals(7, wire.counters().analysis().unlistedSegments());
  }

  @Test
  void withoutAnalysisThereIsNone() {
    Wire plain = new Wire();
    plain.tcp().open();
    assertNull(plain.finishOne().tcp().analysis());
  }

  @Test
  void windowsIdleTimeAndThroughput() {
    tcp.open();
    tcp.server.segment(0).window(0).put();
    wire.later(Duration.ofMillis(1_999));
    tcp.server.segment(0).window(500).put();
    tcp.client.send("0123456789");
    wire.later(Duration.ofMillis(499));
    tcp.client.send("0123456789");
    TcpAnalysisRecord.Side server = side(false);
    assertEquals(2_000_000_000L, server.windows().zeroNanos());
    assertEquals(2_000_000_000L, server.idle().longestNanos());
    assertEquals(1, server.idle().longCount());
    assertEquals(1_000, server.windows().largest());
    assertEquals(1, flag(false, "zero_window"));
    assertEquals(40, side(true).bytesPerSecond(), 1e-6);
    assertEquals(20, side(true).windows().largestInFlight());
    assertTrue(server.bytesPerSecond() < 0);
  }

  @Test
  void aWindowThatStaysClosedCountsToTheEnd() {
    tcp.open();
    tcp.server.segment(0).window(0).put();
    wire.later(Duration.ofMillis(999));
    tcp.client.ack();
    assertEquals(1_000_000_000L, side(false).windows().zeroNanos());
  }
}

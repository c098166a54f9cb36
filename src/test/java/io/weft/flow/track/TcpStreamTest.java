package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections go wrong in captures, and what is to come of their streams. */
class TcpStreamTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Wire wire = new Wire();
  private Conversation tcp = wire.tcp();

  private FlowRecord record;

  private void finish() {
    record = wire.finishOne();
    assertEquals(0, wire.waitingBytes(), "pages given back");
  }

  private EndpointRecord.Stream client() {
    return record.client().stream();
  }

  private EndpointRecord.Stream server() {
    return record.server().stream();
  }

  @Test
  void bothDirectionsInOrder() {
    tcp.open();
    tcp.client.send("GET");
    tcp.server.send("page");
    tcp.client.send("more");
    tcp.close();
    finish();
    assertEquals("GETmore", wire.fromClient());
    assertEquals("page", wire.fromServer());
    assertEquals(7, client().bytes());
    assertEquals(4, server().bytes());
    assertEquals(0, client().missing().bytes() + server().missing().bytes());
    assertFalse(record.tcp().midstream());
    assertTrue(record.outcome().finished());
  }

  @Test
  void finBeforeMissingData() {
    tcp.open();
    tcp.server.lose("first ").send("second").fin();
    tcp.server.resend(0, "first ");
    finish();
    assertEquals("first second", wire.fromServer());
    assertEquals(0, server().missing().bytes());
  }

  @Test
  void dataLostAlthoughTheOtherSideAnswered() {
    tcp.open();
    tcp.client.lose("GET ").send("/page");
    tcp.server.segment(0).acknowledging(0).data("not yet, but here is more").put();
    tcp.client.resend(0, "GET ");
    finish();
    assertEquals("GET /page", wire.fromClient(), "the answer acknowledged nothing");
  }

  @Test
  void dataLostAndAcknowledgedIsAGap() {
    tcp.open();
    tcp.client.lose("GET ").send("/page");
    tcp.server.send("ok");
    tcp.client.send(" end");
    assertEquals("[4]/page end", wire.fromClient(), "known before the connection ends");
    finish();
    assertEquals(4, client().missing().bytes());
    assertEquals(9, client().bytes());
    assertEquals(0, client().missing().abandonedBytes());
  }

  @Test
  void onlyOneDirectionCaptured() {
    tcp.open();
    for (int i = 0; i < 40; i++) {
      tcp.server.send("0123456789");
    }
    tcp.server.lose("lost").send("rest").fin();
    finish();
    assertEquals("0123456789".repeat(40) + "[4]rest", wire.fromServer());
    assertEquals(4, server().missing().bytes());
    assertEquals("", wire.fromClient());
  }

  @Test
  void onlyOneDirectionCapturedNeverBuffersWithoutBound() {
    FlowConfig config = FlowConfig.defaults();
    Wire narrow = new Wire(config.withLimits(config.limits().withWaiting(64 << 10, 1 << 20)));
    Conversation one = narrow.tcp();
    one.client.send("begin");
    String kilobyte = "k".repeat(1024);
    for (int i = 0; i < 20; i++) {
      one.client.lose("?");
      for (int j = 0; j < 100; j++) {
        one.client.send(kilobyte);
        assertTrue(narrow.waitingBytes() <= (64 << 10) + 2048);
      }
    }
    FlowRecord flow = narrow.finishOne();
    assertEquals(20, flow.client().stream().missing().bytes());
    assertEquals(5 + 20 * 100 * 1024, flow.client().stream().bytes());
    assertTrue(flow.client().stream().missing().abandonedBytes() > 0);
    assertEquals(
        flow.client().stream().missing().abandonedBytes(),
        narrow.counters().bounds().abandonedBytes());
    assertEquals(0, narrow.waitingBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_200_000_000, 500_000_000, 5_000_000, 500, -1_200_000_000, 1 << 31})
  void wrongInitialSequenceNumber(int error) {
    tcp.client.syn();
    tcp.server.initial(9_000_000 + error).synAck();
    tcp.server.initial(9_000_000);
    tcp.client.ack();
    tcp.server.send("six kilobytes").send(" in all");
    tcp.client.ack();
    finish();
    assertEquals("six kilobytes in all", wire.fromServer());
    assertEquals(0, server().missing().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, -500, 70_000, 1_600_000_000})
  void twoSynAcksWithDifferentNumbersOfWhichTheFirstCounts(int error) {
    tcp.client.syn();
    tcp.server.synAck();
    tcp.server.initial(9_000_000 + error).synAck();
    tcp.server.initial(9_000_000);
    tcp.client.ack();
    tcp.server.send("36 kB");
    tcp.client.ack();
    tcp.close();
    finish();
    assertEquals("36 kB", wire.fromServer());
    assertEquals(0, server().missing().bytes());
    assertEquals(5, server().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, -500, 70_000, 1_600_000_000})
  void twoSynAcksWithDifferentNumbersOfWhichTheSecondCounts(int error) {
    tcp.client.syn();
    tcp.server.initial(9_000_000 + error).synAck();
    tcp.server.initial(9_000_000).synAck();
    tcp.client.ack();
    tcp.server.send("36 kB");
    tcp.close();
    finish();
    assertEquals("36 kB", wire.fromServer());
    assertEquals(0, server().missing().bytes());
  }

  @Test
  void aRepeatedSynDoesNotSplit() {
    tcp.client.syn();
    wire.later(SECOND);
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.syn();
    tcp.client.ack();
    tcp.client.send("data");
    tcp.client.syn();
    tcp.close();
    tcp.client.syn();
    finish();
    assertEquals("data", wire.fromClient());
    assertEquals(5, record.tcp().handshake().synCount());
  }

  @Test
  void aSynWithAnotherNumberSplits() {
    tcp.open();
    tcp.client.send("first");
    tcp.client.initial(77_777).segment(-1).flags(Tcp.SYN).put();
    tcp.client.resend(0, "second");
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertEquals("first", wire.stream(0, Direction.FROM_CLIENT));
    assertEquals("second", wire.stream(1, Direction.FROM_CLIENT));
    assertEquals(0, records.get(0).stream());
    assertEquals(1, records.get(1).stream());
    assertEquals(5, records.get(1).times().firstPacket());
  }

  @Test
  void aSynWithAnotherNumberSplitsAnUnansweredAttempt() {
    tcp.client.syn();
    tcp.client.initial(77_777).syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertEquals(ConnState.S0, records.get(0).outcome().connState());
    assertEquals(ConnState.S0, records.get(1).outcome().connState());
  }

  @Test
  void aSynBehindItsSynAckDoesNotSplit() {
    tcp.server.synAck();
    tcp.client.syn();
    tcp.client.ack();
    tcp.client.send("data");
    finish();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals("data", wire.fromClient());
    assertEquals(1, record.tcp().handshake().synCount());
    assertFalse(record.tcp().midstream());
  }

  @Test
  void aSynBehindItsDataDoesNotSplit() {
    tcp.client.send("first");
    tcp.server.send("answer");
    tcp.client.segment(-1).flags(Tcp.SYN).put();
    tcp.client.send(" last");
    finish();
    assertEquals("first last", wire.fromClient());
    assertEquals("answer", wire.fromServer());
    assertEquals(ClientEvidence.SYN, record.identity().clientKnownBy());
  }

  @Test
  void anAnswerTellsWhoIsTheServer() {
    tcp = new Conversation(wire, 40000, 50000);
    tcp.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    finish();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals(ClientEvidence.CONTENT, record.identity().clientKnownBy());
  }

  @Test
  void aLateSynTellsWhoIsTheClient() {
    tcp.server.send("welcome");
    tcp.client.segment(-1).flags(Tcp.SYN).put();
    tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).put();
    tcp.client.send("hello");
    finish();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals(ClientEvidence.SYN, record.identity().clientKnownBy());
    assertEquals("hello", wire.fromClient());
    assertEquals("welcome", wire.fromServer());
    assertEquals(5, client().bytes());
    assertEquals(7, server().bytes());
    assertEquals(2, record.client().volume().packets());
    assertEquals(2, record.server().volume().packets());
  }

  @Test
  void pickedUpMidway() {
    tcp.client.lose("the beginning");
    tcp.server.lose("was not captured");
    tcp.client.send("request");
    tcp.server.send("response");
    finish();
    assertEquals("request", wire.fromClient());
    assertEquals("response", wire.fromServer());
    assertEquals(0, client().missing().bytes() + server().missing().bytes());
    assertTrue(record.tcp().midstream());
    assertNull(record.tcp().handshake());
  }

  @Test
  void pickedUpAtAKeepAlive() {
    tcp.client.lose("the beginning");
    tcp.client.segment(12).put();
    tcp.server.ack();
    tcp.client.send("then data");
    finish();
    assertEquals("[1]then data", wire.fromClient(), "the byte before, as Wireshark has it");
  }

  @Test
  void pickedUpAtAKeepAliveWithAByte() {
    Conversation web = wire.tcp(40_000, 80);
    web.client.lose("the beginning");
    web.server.ack();
    web.client.resend(12, "\0");
    web.client.send("then data");
    finish();
    assertEquals("then data", wire.fromClient());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -2, -3, -6, -7, Integer.MIN_VALUE, Integer.MAX_VALUE, 0})
  void sequenceNumbersWrap(int initial) {
    tcp.client.initial(initial);
    tcp.server.initial(initial + 1);
    tcp.open();
    tcp.client.send("abc").lose("def").send("ghi").send("jkl");
    tcp.server.lose("012");
    tcp.server.segment(3).acknowledging(3).data("345").put();
    tcp.server.segment(0).acknowledging(3).data("012").put();
    tcp.client.resend(3, "def");
    tcp.server.lose("345");
    tcp.close();
    finish();
    assertEquals("abcdefghijkl", wire.fromClient());
    assertEquals("012345", wire.fromServer());
    assertEquals(ConnState.SF, record.outcome().connState());
  }

  @Test
  void overlapWithTheSameBytes() {
    tcp.open();
    tcp.client.send("abcdef");
    tcp.client.resend(2, "cdefgh");
    tcp.client.resend(10, "kl").resend(8, "ijkl");
    finish();
    assertEquals("abcdefghijkl", wire.fromClient());
    assertEquals(0, client().odd().overlapConflicts());
    assertEquals(0, client().segments().repeated());
  }

  @Test
  void overlapWithOtherBytesKeepsTheFirstAndIsCounted() {
    tcp.open();
    tcp.client.lose("abc").send("def");
    tcp.client.resend(0, "abcXYZ");
    finish();
    assertEquals("abcdef", wire.fromClient());
    assertEquals(1, client().odd().overlapConflicts());
    assertEquals(3, client().setAside().conflicting());
    assertEquals(3, client().repeatedBytes() + client().setAside().conflicting());
  }

  @Test
  void retransmissionsAreCounted() {
    tcp.open();
    tcp.client.send("abc");
    wire.later(SECOND);
    tcp.client.resend(0, "abc").resend(1, "bc");
    tcp.client.lose("def").send("ghi");
    wire.later(SECOND);
    tcp.client.resend(6, "ghi");
    finish();
    assertEquals(3, client().segments().repeated());
    assertEquals(0, client().segments().duplicates());
    assertEquals(8, client().repeatedBytes());
    assertEquals(14, record.client().volume().payloadBytes());
    assertEquals(3, client().missing().bytes());
  }

  @Test
  void urgentDataStaysInTheStream() {
    tcp.open();
    tcp.client.send("ab");
    tcp.client.segment(2).flags(Tcp.ACK | Tcp.URG).data("!").put();
    tcp.client.resend(3, "cd");
    finish();
    assertEquals("ab!cd", wire.fromClient());
  }

  @Test
  void snaplenLeavesGaps() {
    tcp.open();
    tcp.client.segment(0).data("0123456789").cut(4).put();
    tcp.client.segment(20).data("klmnopqrst").cut(10).put();
    tcp.client.segment(10).data("abcdefghij").cut(1).put();
    tcp.client.segment(30).data("end").put();
    finish();
    assertEquals("012345[4]abcdefghi[1][10]end", wire.fromClient());
    assertEquals(15, client().missing().bytes());
    assertEquals(18, client().bytes());
    assertEquals(33, record.client().volume().payloadBytes());
  }

  @Test
  void keepAliveBytesDoNotEnterTheStream() {
    tcp.open();
    tcp.client.send("hello");
    tcp.server.ack();
    for (int i = 0; i < 3; i++) {
      tcp.client.resend(4, "\0");
      tcp.server.ack();
    }
    tcp.client.segment(4).put();
    tcp.client.send(" again");
    finish();
    assertEquals("hello again", wire.fromClient());
  }

  @Test
  void keepAliveByteBeforeAnyData() {
    tcp.open();
    tcp.client.resend(-1, "\0");
    tcp.server.ack();
    tcp.client.send("hello");
    finish();
    assertEquals("hello", wire.fromClient());
  }

  @Test
  void keepAliveByteBehindAHoleIsNoData() {
    tcp.open();
    tcp.client.lose("hello");
    tcp.server.ack();
    tcp.client.resend(4, "Z");
    tcp.server.ack();
    tcp.client.send("again");
    tcp.server.ack();
    finish();
    assertEquals("[5]again", wire.fromClient());
  }

  @Test
  void zeroWindowProbesCarryTheNextByte() {
    tcp.open();
    tcp.client.send("abc");
    tcp.server.segment(0).window(0).put();
    tcp.client.resend(3, "d");
    tcp.server.segment(0).acknowledging(3).window(0).put();
    tcp.client.resend(3, "d");
    tcp.server.segment(0).acknowledging(4).window(0).put();
    tcp.client.resend(4, "e");
    tcp.server.segment(0).acknowledging(4).window(1_000).put();
    tcp.client.resend(4, "efgh");
    finish();
    assertEquals("abcdefgh", wire.fromClient());
    assertEquals("ShADawT", record.outcome().history());
  }

  @Test
  void simultaneousOpen() {
    tcp.client.syn();
    tcp.server.syn();
    tcp.client.synAck();
    tcp.server.synAck();
    tcp.client.send("ping");
    tcp.server.send("pong");
    finish();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals("ping", wire.fromClient());
    assertEquals("pong", wire.fromServer());
    assertEquals(ConnState.S1, record.outcome().connState());
    assertEquals(
        Wire.START_NANOS + 3_000_000, record.tcp().handshake().synAckNanos(), "not the bare SYN");
  }

  @Test
  void simultaneousClose() {
    tcp.open();
    tcp.client.send("a");
    tcp.server.send("b");
    tcp.client.segment(1).flags(Tcp.FIN | Tcp.ACK).put();
    tcp.server.segment(1).flags(Tcp.FIN | Tcp.ACK).put();
    tcp.client.segment(2).acknowledging(2).put();
    tcp.server.segment(2).acknowledging(2).put();
    finish();
    assertEquals(ConnState.SF, record.outcome().connState());
    assertTrue(record.tcp().close().byClient());
    assertFalse(record.tcp().close().reset());
    assertEquals(0, client().missing().bytes() + server().missing().bytes());
  }

  @Test
  void halfCloseWithLongOneSidedData() {
    tcp.open();
    tcp.client.send("GET").fin();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String part = "part " + i + ";";
      all.append(part);
      wire.later(Duration.ofSeconds(140));
      tcp.server.send(part);
      tcp.client.ack();
    }
    tcp.server.fin();
    finish();
    assertEquals(all.toString(), wire.fromServer());
    assertEquals(ConnState.SF, record.outcome().connState());
    assertTrue(record.tcp().close().byClient());
  }

  @Test
  void resetWithData() {
    tcp.open();
    tcp.client.send("hello");
    tcp.server.segment(0).flags(Tcp.RST | Tcp.ACK).data("go away").put();
    finish();
    assertEquals("hello", wire.fromClient());
    assertEquals("go away", wire.fromServer(), "the cause in words (RFC 9293, section 3.5.2)");
    assertTrue(record.tcp().close().reset());
    assertFalse(record.tcp().close().byClient());
    assertEquals(ConnState.RSTR, record.outcome().connState());
  }

  @Test
  void dataInSyn() {
    tcp.client.segment(-1).flags(Tcp.SYN).data("GET").put().lose("GET");
    tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).data("OK").put().lose("OK");
    tcp.client.send(" more");
    tcp.server.send(" and more");
    finish();
    assertEquals("GET more", wire.fromClient());
    assertEquals("OK and more", wire.fromServer());
  }

  @Test
  void dataInSynThatTheServerDidNotTakeIsSentAgain() {
    tcp.client.segment(-1).flags(Tcp.SYN).data("GET").put();
    tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).acknowledging(0).put();
    tcp.client.send("GET");
    finish();
    assertEquals("GET", wire.fromClient());
    assertEquals(1, client().segments().repeated());
  }

  @Test
  void aFinWithAWrongNumberEndsNothing() {
    tcp.open();
    tcp.client.send("hello");
    tcp.client.segment(-4_000).flags(Tcp.FIN | Tcp.ACK).put();
    tcp.client.send(" again");
    tcp.client.fin();
    finish();
    assertEquals("hello again", wire.fromClient());
  }

  @Test
  void aHoleOfGigabytesIsOneWhereTheReceiverSaysSo() {
    tcp.open();
    tcp.client.send("begin");
    tcp.server.ack();
    tcp.server.segment(0).acknowledging(1_500_000_005L).put();
    tcp.client.resend(1_500_000_005L, "far");
    tcp.client.resend(1_600_000_000L, "further");
    tcp.server.segment(0).acknowledging(1_600_000_007L).put();
    finish();
    assertEquals("begin[1500000000]far[99999992]further", wire.fromClient());
    assertEquals(0, client().odd().outsideWindow());
  }

  @Test
  void aLongTransferOfWhichLittleWasCapturedIsCountedAroundTheCircle() {
    tcp.open();
    tcp.client.send("begin");
    tcp.server.ack();
    for (long offset : new long[] {1_900_000_000L, 3_800_000_000L, 5_400_000_000L}) {
      wire.later(Duration.ofSeconds(50));
      tcp.server.segment(0).acknowledging(offset).put();
      tcp.client.resend(offset, "piece");
    }
    tcp.server.segment(0).acknowledging(5_400_000_005L).put();
    finish();
    assertEquals("begin[1899999995]piece[1899999995]piece[1599999995]piece", wire.fromClient());
    assertEquals(5_399_999_985L, client().missing().bytes());
    assertEquals(0, client().odd().outsideWindow());
  }

  @Test
  void aLateSynAckWithAnotherNumberMakesNoHoleOfGigabytes() {
    tcp.open();
    tcp.server.send("hello");
    tcp.client.ack();
    tcp.server.segment(2_000_000_000L).flags(Tcp.SYN | Tcp.ACK).put();
    tcp.server.resend(2_000_000_001L, "stray");
    tcp.server.send(" again");
    tcp.client.ack();
    finish();
    assertEquals("hello again", wire.fromServer());
    assertEquals(0, server().missing().bytes());
    assertEquals(1, server().odd().outsideWindow());
  }

  @Test
  void anAcknowledgmentFarAwayMakesNoHoleOfGigabytesBeforeDataFarFromIt() {
    tcp.open();
    tcp.client.send("hello");
    tcp.server.segment(0).acknowledging(1_200_000_000L).put();
    tcp.client.resend(2_000_000_000L, "stray");
    tcp.client.send(" again");
    finish();
    assertEquals("hello again", wire.fromClient());
    assertEquals(0, client().missing().bytes());
    assertEquals(1, client().odd().outsideWindow());
  }

  @Test
  void strayNumbersAreLeftOut() {
    tcp.open();
    tcp.client.send("hello");
    tcp.client.resend(1_500_000_000, "stray");
    tcp.client.send(" again");
    finish();
    assertEquals("hello again", wire.fromClient());
    assertEquals(1, client().odd().outsideWindow());
    assertEquals(0, client().missing().bytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1_500_000_000L, 2_500_000_000L, 3_000_000_000L})
  void aHoleOfGigabytesIsOneWhereTheDataGoesOnBehindIt(long missing) {
    tcp.open();
    tcp.client.send("hello");
    tcp.client.resend(5 + missing, "lost?");
    tcp.client.resend(10 + missing, "after").resend(15 + missing, "wards");
    tcp.server.segment(0).acknowledging(20 + missing).put();
    finish();
    assertEquals("hello[" + (missing + 5) + "]afterwards", wire.fromClient());
  }

  @Test
  void aResetsAcknowledgmentGivesNoHoleUp() {
    tcp.open();
    tcp.client.lose("abc").send("def");
    tcp.server.segment(0).flags(Tcp.RST | Tcp.ACK).acknowledging(6).put();
    tcp.client.resend(0, "abc");
    finish();
    assertEquals("abcdef", wire.fromClient());
  }
}

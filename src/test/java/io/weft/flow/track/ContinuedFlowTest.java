package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.Hex;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.protocol.transport.tcp.Tcp;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that goes on when its record has left: another record, but the same stream. */
class ContinuedFlowTest {
  private static final Duration LONG = Duration.ofHours(3);

  private final Wire wire =
      new Wire(FlowConfig.defaults().withDigest("SHA-256").withAnalysis(true));
  private final Conversation tcp = wire.tcp();

  private static String sha256(String text) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(Datagrams.bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private FlowRecord second() {
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertFalse(records.get(0).identity().continued());
    assertTrue(records.get(1).identity().continued());
    assertEquals(records.get(0).stream(), records.get(1).stream());
    return records.get(1);
  }

  @Test
  void theStreamIsToldFromItsBeginningAllElseFromThere() {
    tcp.open();
    tcp.client.send("one ");
    tcp.server.ack();
    wire.later(LONG);
    tcp.client.send("two");
    FlowRecord record = second();
    assertEquals("one two", wire.fromClient());
    assertEquals(
        new EndpointRecord.Stream(
            7,
            0,
            EndpointRecord.Segments.NONE,
            EndpointRecord.Missing.NONE,
            EndpointRecord.SetAside.NONE,
            EndpointRecord.Odd.NONE,
            sha256("one two")),
        client(record));
    assertEquals(1, record.client().volume().packets());
    assertEquals(3, record.client().volume().payloadBytes());
    assertEquals(sha256("one "), client(wire.records().get(0)).digest());
    assertFalse(record.tcp().midstream(), "its SYN was seen");
  }

  private static EndpointRecord.Stream client(FlowRecord record) {
    return record.client().stream();
  }

  @Test
  void whatTheCaptureLacksInBetweenIsMissing() {
    tcp.open();
    tcp.client.lose("lost").send("one");
    wire.later(LONG);
    tcp.client.lose("lost too").send("two");
    FlowRecord record = second();
    assertEquals("[4]one[8]two", wire.fromClient());
    assertEquals(12, client(record).missing().bytes());
    assertEquals(6, client(record).bytes());
    assertEquals(4, client(wire.records().get(0)).missing().bytes());
  }

  @Test
  void bytesThatComeOnceMoreAreNotToldTwice() {
    tcp.open();
    tcp.client.send("all of it");
    tcp.server.ack();
    wire.later(LONG);
    tcp.client.resend(8, "t"); // a keep-alive
    tcp.client.resend(0, "all of it");
    FlowRecord record = second();
    assertEquals("all of it", wire.fromClient());
    assertEquals(2, client(record).segments().repeated());
    assertEquals(sha256("all of it"), client(record).digest());
  }

  @Test
  void whoIsClientStaysAndSoDoesWhatAnalysisKnows() {
    tcp.open();
    tcp.client.send("question");
    tcp.server.send("answer");
    wire.later(LONG);
    tcp.server.resend(0, "answer");
    tcp.client.ack();
    FlowRecord record = second();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals(ClientEvidence.SYN, record.identity().clientKnownBy());
    assertEquals("question", wire.fromClient());
    assertEquals("answer", wire.fromServer());
    assertEquals(1, record.server().volume().packets());
    assertEquals("dA", record.outcome().history());
    List<TcpAnalysisRecord.FlagCount> flags = record.tcp().analysis().server().flags();
    assertEquals(List.of(new TcpAnalysisRecord.FlagCount("retransmission", 1)), flags);
  }

  @Test
  void numbersFarBehindTheStreamBeginAfresh() {
    tcp.open();
    tcp.client.send("one ");
    wire.later(LONG);
    tcp.client.resend(-500_000_000, "two");
    FlowRecord record = second();
    assertEquals("one two", wire.fromClient());
    assertEquals(0, client(record).missing().bytes());
    assertEquals(7, client(record).bytes());
  }

  @Test
  void aClosedConnectionsLatePacketsBelongToItsStream() {
    tcp.open();
    tcp.client.send("bye");
    tcp.close();
    wire.later(Duration.ofSeconds(6));
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "tick");
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "tick");
    tcp.client.rst();
    List<FlowRecord> records = wire.finish();
    FlowRecord late = records.get(records.size() - 1);
    assertTrue(late.identity().continued());
    assertEquals(0, late.stream());
    assertEquals(sha256("bye"), client(late).digest());
    assertEquals(0, client(late).missing().bytes());
  }

  @Test
  void theStreamGoesOnThroughAnyNumberOfRecords() {
    tcp.open();
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      tcp.client.send("part " + i);
      sent.append("part ").append(i);
      wire.later(LONG);
      tcp.server.ack();
      wire.later(LONG);
    }
    List<FlowRecord> records = wire.finish();
    assertEquals(10, records.size());
    assertEquals(sent.toString(), wire.fromClient());
    assertEquals(sha256(sent.toString()), client(records.get(9)).digest());
  }

  @Test
  void anAttemptThatIsTriedAgainLaterIsTheSameStream() {
    tcp.client.syn();
    wire.later(LONG);
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.ack().send("at last");
    FlowRecord record = second();
    assertEquals("at last", wire.fromClient());
    assertEquals(ConnState.S1, record.outcome().connState());
    assertEquals(ConnState.S0, wire.records().get(0).outcome().connState());
    assertEquals(
        List.of(new TcpAnalysisRecord.FlagCount("retransmission", 1)),
        record.tcp().analysis().client().flags());
  }

  @Test
  void anAnswerToAnotherSynBeginsAfresh() {
    tcp.open();
    tcp.server.send("one ");
    wire.later(LONG);
    tcp.server.initial(1_400_000_000).segment(-1).flags(Tcp.SYN | Tcp.ACK).put();
    tcp.server.resend(0, "two");
    FlowRecord record = second();
    assertEquals("one two", wire.fromServer());
    assertEquals(0, record.server().stream().missing().bytes());
    assertEquals(0, record.server().stream().odd().outsideWindow());
  }

  /** A time-out ends a record, but no stream of datagrams. */
  @Test
  void datagramsTellTheTimeSinceTheFirstOfTheirStream() {
    for (int i = 0; i < 4; i++) {
      wire.udp("10.0.0.1", 5000, "10.0.0.2", 6000, "x");
      assertEquals("0", wire.values().of("udp.stream"));
      assertEquals(
          Long.toString(wire.nanos() - Wire.START_NANOS - 1_000_000),
          wire.values().of("udp.time_relative"));
      wire.later(LONG);
    }
    assertEquals(Long.toString(LONG.toNanos() + 1_000_000), wire.values().of("udp.time_delta"));
    assertEquals(4, wire.finish().size());
  }

  @Test
  void fieldsTellWhoClosesFirst() {
    tcp.open();
    tcp.server.fin();
    assertEquals("true", wire.values().of("tcp.connection.fin_active"));
    assertEquals("", wire.values().of("tcp.connection.fin_passive"));
    tcp.client.fin();
    assertEquals("", wire.values().of("tcp.connection.fin_active"));
    assertEquals("true", wire.values().of("tcp.connection.fin_passive"));
    tcp.server.fin();
    assertEquals("true", wire.values().of("tcp.connection.fin_active"));
  }

  @Test
  void anotherConnectionOnThePortsIsAnotherStream() {
    tcp.open();
    tcp.client.send("old");
    wire.later(LONG);
    tcp.client.initial(77_000_000).syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(1, records.get(1).stream());
    assertFalse(records.get(1).identity().continued());
    assertEquals(0, client(records.get(1)).bytes());
  }
}

package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.ClientEvidence;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.TcpRecord.Handshake;
import io.weft.flow.TcpRecord.Options;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How connections begin and who ends them. */
class HandshakeTest {
  private static final long MILLI = 1_000_000;

  private final Wire wire = new Wire();
  private final Conversation tcp = wire.tcp();

  private Handshake handshake() {
    return wire.finishOne().tcp().handshake();
  }

  private TcpRecord.Close close() {
    return wire.finishOne().tcp().close();
  }

  @Test
  void timesAndRoundTrips() {
    tcp.client.syn();
    wire.later(Duration.ofMillis(9));
    tcp.server.synAck();
    wire.later(Duration.ofMillis(4));
    tcp.client.ack();
    tcp.client.send("x");
    Handshake handshake = handshake();
    assertEquals(Wire.START_NANOS, handshake.synNanos());
    assertEquals(Wire.START_NANOS + 10 * MILLI, handshake.synAckNanos());
    assertEquals(Wire.START_NANOS + 15 * MILLI, handshake.ackNanos());
    assertEquals(15 * MILLI, handshake.rttNanos());
    assertEquals(10 * MILLI, handshake.serverRttNanos());
    assertEquals(5 * MILLI, handshake.clientRttNanos());
    assertEquals(1, handshake.synCount());
  }

  @Test
  void theLastSynBeforeTheAnswerCounts() {
    tcp.client.syn();
    wire.later(Duration.ofSeconds(1));
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.ack();
    Handshake handshake = handshake();
    assertEquals(3, handshake.synCount());
    assertEquals(MILLI, handshake.serverRttNanos());
  }

  @Test
  void optionsOffered() {
    tcp.client.segment(-1).flags(Tcp.SYN).synOptions(1460, 7).put();
    tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).synOptions(1380, 15).put();
    Handshake handshake = handshake();
    assertEquals(new Options(1460, 7, true, true), handshake.client());
    assertEquals(new Options(1380, 14, true, true), handshake.server(), "RFC 7323 caps the shift");
  }

  @Test
  void optionsOfAnAttempt() {
    tcp.client.segment(-1).flags(Tcp.SYN).synOptions(65_535, 0).put();
    Handshake handshake = handshake();
    assertEquals(new Options(65_535, 0, true, true), handshake.client());
    assertNull(handshake.server());
    assertEquals(TcpRecord.UNKNOWN, handshake.synAckNanos());
    assertEquals(TcpRecord.UNKNOWN, handshake.rttNanos());
    assertEquals(1, handshake.synCount());
  }

  @Test
  void noOptions() {
    tcp.client.syn();
    assertEquals(new Options(-1, -1, false, false), handshake().client());
  }

  @Test
  void aReorderedHandshakeHasNoNegativeRoundTrip() {
    tcp.server.synAck();
    tcp.client.syn();
    tcp.client.ack();
    Handshake handshake = handshake();
    assertEquals(TcpRecord.UNKNOWN, handshake.serverRttNanos());
    assertEquals(2 * MILLI, handshake.clientRttNanos());
    assertEquals(1, handshake.synCount());
  }

  @Test
  void aResetIsNoAcknowledgmentOfTheHandshake() {
    tcp.client.syn();
    tcp.server.synAck();
    tcp.client.segment(0).flags(Tcp.RST | Tcp.ACK).put();
    assertEquals(TcpRecord.UNKNOWN, handshake().ackNanos());
  }

  @Test
  void onlyTheSynAckSeen() {
    tcp.server.synAck();
    FlowRecord record = wire.finishOne();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    assertEquals(ClientEvidence.SYN_ACK, record.identity().clientKnownBy());
    assertEquals(TcpRecord.UNKNOWN, record.tcp().handshake().synNanos());
    assertNull(record.tcp().handshake().client());
    assertFalse(record.tcp().midstream());
    assertEquals(0, record.client().volume().packets());
    assertEquals(1, record.server().volume().packets());
  }

  @Test
  void closeByTheClient() {
    tcp.open();
    tcp.client.fin();
    tcp.server.fin();
    TcpRecord.Close close = close();
    assertTrue(close.byClient());
    assertFalse(close.reset());
    assertEquals(Wire.START_NANOS + 3 * MILLI, close.nanos());
  }

  @Test
  void closeByTheServer() {
    tcp.open();
    tcp.server.fin();
    tcp.client.fin();
    assertFalse(close().byClient());
  }

  @Test
  void resetByTheClient() {
    tcp.open();
    tcp.client.rst();
    TcpRecord.Close close = close();
    assertTrue(close.byClient());
    assertTrue(close.reset());
  }

  @Test
  void aResetDuringTheCloseIsWhatEndsIt() {
    tcp.open();
    tcp.client.fin();
    tcp.server.rst();
    TcpRecord.Close close = close();
    assertFalse(close.byClient());
    assertTrue(close.reset());
  }

  @Test
  void aResetBehindTheCloseChangesNothing() {
    tcp.open();
    tcp.server.fin();
    tcp.client.fin();
    tcp.client.rst();
    TcpRecord.Close close = close();
    assertFalse(close.byClient());
    assertFalse(close.reset());
  }

  @Test
  void noCloseWhileOpen() {
    tcp.open();
    assertNull(close());
  }
}

package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.ClientEvidence;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.SocketState;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.transport.tcp.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The diagram of RFC 9293, section 3.3.2, as an observer sees it. */
class SocketStatesTest {
  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp();

  /** Packet, client's new state, server's new state; {@code -} for no change. */
  private void assertStates(String... expected) {
    List<String> found = new ArrayList<>();
    for (TcpAnalysisRecord.StateChange change : wire.finishOne().tcp().analysis().states()) {
      found.add(change.packet() + " " + text(change.client()) + " " + text(change.server()));
    }
    assertEquals(List.of(expected), found);
  }

  private static String text(SocketState state) {
    return state == null ? "-" : state.toString();
  }

  @Test
  void theClientCloses() {
    tcp.open();
    tcp.client.send("x");
    tcp.server.ack();
    tcp.client.fin();
    tcp.server.ack();
    tcp.server.fin();
    tcp.client.ack();
    assertStates(
        "1 SYN-SENT -",
        "2 - SYN-RECEIVED",
        "3 ESTABLISHED ESTABLISHED",
        "6 FIN-WAIT-1 -",
        "7 FIN-WAIT-2 CLOSE-WAIT",
        "8 - LAST-ACK",
        "9 TIME-WAIT CLOSED");
  }

  @Test
  void theServerClosesAndTheAnswerIsFinToo() {
    tcp.open();
    tcp.server.fin();
    tcp.client.fin();
    tcp.server.ack();
    assertStates(
        "1 SYN-SENT -",
        "2 - SYN-RECEIVED",
        "3 ESTABLISHED ESTABLISHED",
        "4 - FIN-WAIT-1",
        "5 LAST-ACK FIN-WAIT-2",
        "6 CLOSED TIME-WAIT");
  }

  @Test
  void bothCloseAtOnce() {
    tcp.open();
    long before = tcp.client.next();
    tcp.client.fin();
    tcp.server.segment(0).flags(Tcp.FIN | Tcp.ACK).acknowledging(before).put();
    tcp.client.segment(1).acknowledging(1).put();
    tcp.server.segment(1).put();
    assertStates(
        "1 SYN-SENT -",
        "2 - SYN-RECEIVED",
        "3 ESTABLISHED ESTABLISHED",
        "4 FIN-WAIT-1 -",
        "5 - FIN-WAIT-1",
        "6 CLOSING CLOSING",
        "7 TIME-WAIT TIME-WAIT");
  }

  @Test
  void bothOpenAtOnce() {
    tcp.client.syn();
    tcp.server.segment(-1).flags(Tcp.SYN).put();
    tcp.client.synAck();
    tcp.server.synAck();
    assertStates("1 SYN-SENT -", "2 - SYN-SENT", "3 SYN-RECEIVED -", "4 ESTABLISHED SYN-RECEIVED");
  }

  @Test
  void repeatsChangeNothing() {
    tcp.client.syn();
    tcp.client.syn();
    tcp.server.synAck();
    tcp.server.synAck();
    tcp.client.ack();
    tcp.client.fin();
    tcp.client.segment(0).flags(Tcp.FIN | Tcp.ACK).put();
    tcp.server.ack();
    tcp.server.ack();
    assertStates(
        "1 SYN-SENT -",
        "3 - SYN-RECEIVED",
        "5 ESTABLISHED ESTABLISHED",
        "6 FIN-WAIT-1 -",
        "8 FIN-WAIT-2 CLOSE-WAIT");
  }

  @Test
  void aResetClosesBoth() {
    tcp.client.syn();
    tcp.server.segment(-1).flags(Tcp.RST | Tcp.ACK).put();
    assertStates("1 SYN-SENT -", "2 CLOSED CLOSED");
  }

  @Test
  void anAnswerToSomethingElseOpensNothing() {
    tcp.client.syn();
    tcp.server.segment(0).acknowledging(-500).put();
    assertStates("1 SYN-SENT -");
  }

  @Test
  void aConnectionPickedUpIsOpen() {
    tcp.client.send("x");
    tcp.server.ack();
    tcp.client.fin();
    assertStates("1 ESTABLISHED ESTABLISHED", "3 FIN-WAIT-1 -");
  }

  @Test
  void rolesThatTurnRoundTurnTheStates() {
    tcp.server.segment(0).acknowledging(0).put(); // taken for the client's
    tcp.server.synAck();
    assertStates("1 ESTABLISHED ESTABLISHED");
    FlowRecord record = wire.records().get(0);
    assertEquals(ClientEvidence.SYN_ACK, record.identity().clientKnownBy());
    assertTrue(record.server().volume().packets() == 2);
  }

  @Test
  void aLoneSynIsSent() {
    tcp.client.syn();
    assertStates("1 SYN-SENT -");
  }
}

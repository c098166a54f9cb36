package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.flow.FlowConfigs;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the analysis of connections may keep is bounded, and comes back when they end. */
class AnalysisRoomTest {
  private static final int EACH = TcpAnalyzer.BYTES + TcpMeter.BYTES;

  private static Wire wire(long bytes) {
    return new Wire(
        FlowConfigs.limited(limits -> limits.withAnalysisBytes(bytes)).withAnalysis(true));
  }

  @Test
  void connectionsThatFindNoRoomAreTrackedWithoutAnalysis() {
    Wire wire = wire(2 * EACH + EACH / 2);
    for (int i = 0; i < 5; i++) {
      wire.tcp().open().client.send("data");
    }
    List<FlowRecord> records = wire.finish();
    for (int i = 0; i < 5; i++) {
      assertEquals("data", wire.stream(i, Direction.FROM_CLIENT));
      TcpAnalysisRecord analysis = records.get(i).tcp().analysis();
      if (i < 2) {
        assertNotNull(analysis);
      } else {
        assertNull(analysis);
      }
    }
    assertEquals(3, wire.counters().analysis().unanalyzedConnections());
  }

  /** Whatever was kept of a connection: lists of segments, holes, retransmissions, copies. */
  private static void talkMuch(Conversation tcp) {
    tcp.open();
    for (int i = 0; i < 100; i++) {
      tcp.client.lose("lost").send("sent ");
      tcp.client.resend(9 * i + 4, "sent ");
      tcp.server.send("answer").segment(0).data("answer").put();
    }
  }

  @Test
  void theRoomComesBackWhenConnectionsEnd() {
    Wire wire = wire(6 * EACH + 200_000);
    for (int round = 0; round < 20; round++) {
      List<Conversation> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        all.add(wire.tcp(40_000 + i, 7_000));
        int number = round * 3 + i;
        all.get(i).client.initial(1_000_000 * number);
        talkMuch(all.get(i));
      }
      if (round % 2 == 0) {
        all.forEach(Conversation::close);
      }
      wire.later(Duration.ofHours(3));
      all.get(0).client.send("more"); // its record has left, its analysis goes on
      wire.later(Duration.ofHours(3));
    }
    wire.finish();
    assertEquals(0, wire.counters().analysis().unanalyzedConnections());
    assertEquals(80, wire.records().size());
    wire.records().forEach(record -> assertNotNull(record.tcp().analysis()));
  }

  @Test
  void listsThatFindNoRoomForgetAndSaySo() {
    Wire wire = wire(EACH + 64);
    Conversation tcp = wire.tcp();
    talkMuch(tcp);
    for (int i = 0; i < 10; i++) {
      tcp.client.send("without an answer");
    }
    TcpAnalysisRecord.Side client = wire.finishOne().tcp().analysis().client();
    assertTrue(client.unrecorded().segments() > 0, "segments not acknowledged");
    assertTrue(client.unrecorded().ranges() > 0, "holes and retransmissions");
    assertTrue(wire.counters().analysis().unlistedSegments() >= client.unrecorded().segments());
    assertTrue(wire.counters().analysis().forgottenRanges() >= client.unrecorded().ranges());
  }
}

package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.EndpointRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose fault a gap is: the capture's, where it dropped packets in the gap's time. */
class CaptureLossTest {
  private final Wire wire = new Wire();
  private final Conversation tcp = wire.tcp();
  private long dropsFrom = Long.MAX_VALUE;
  private long dropsTo = Long.MAX_VALUE;

  CaptureLossTest() {
    wire.captureLoss((from, to) -> from <= dropsTo && dropsFrom <= to);
    tcp.open();
  }

  private EndpointRecord.Stream client() {
    return wire.finishOne().client().stream();
  }

  /** The client sends three pieces, of which the middle one is not in the capture. */
  private void loseOne() {
    tcp.client.send("before");
    wire.later(Duration.ofSeconds(1));
    tcp.client.lose("lost");
    wire.later(Duration.ofSeconds(1));
    tcp.client.send("behind");
    tcp.server.ack();
  }

  @Test
  void aGapWithoutDropsIsTheNetworks() {
    dropsFrom = wire.nanos() - Duration.ofSeconds(9).toNanos();
    dropsTo = wire.nanos() - Duration.ofSeconds(5).toNanos();
    loseOne();
    assertEquals(4, client().missing().bytes());
    assertEquals(0, wire.records().get(0).client().stream().missing().captureLossBytes());
  }

  @Test
  void aGapInTheTimeOfADropIsTheCaptures() {
    dropsFrom = wire.nanos() + Duration.ofMillis(1_500).toNanos();
    dropsTo = wire.nanos() + Duration.ofMillis(1_600).toNanos();
    loseOne();
    assertEquals(4, client().missing().bytes());
    assertEquals(4, wire.records().get(0).client().stream().missing().captureLossBytes());
    assertEquals(0, wire.records().get(0).server().stream().missing().captureLossBytes());
  }

  @Test
  void dropsBehindAGapThatIsOverDoNotMatter() {
    loseOne();
    wire.later(Duration.ofSeconds(5));
    dropsFrom = wire.nanos();
    dropsTo = wire.nanos();
    wire.later(Duration.ofSeconds(5));
    tcp.client.send("more");
    tcp.server.ack();
    assertEquals(0, client().missing().captureLossBytes());
  }
}

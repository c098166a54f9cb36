package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.ConnState;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When flows are over, in packet time. */
class FlowTimeoutTest {
  private static final Duration INSTANT = Duration.ofMillis(-1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Wire wire = new Wire();

  /** Packets of a flow of its own: time goes by. The clock is that of the last but one. */
  private void tick() {
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "tick");
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "tick");
  }

  private void attempt() {
    wire.tcp(40_000, 80).client.syn();
  }

  @ParameterizedTest
  @CsvSource({
    "attempt,130",
    "retried,130",
    "refused,130",
    "open,7440",
    "oneSided,7440",
    "pickedUp,7440",
    "halfClosed,7440",
    "udp,600",
    "icmp,600",
    "gre,600"
  })
  void aPacketGoesOnWithItsFlowWithinTheTimeoutAndNotBehindIt(String kind, int seconds) {
    for (boolean isLate : new boolean[] {false, true}) {
      Wire two = new Wire();
      Conversation tcp = two.tcp(40_000, 80);
      Runnable again = begin(kind, two, tcp);
      Duration gap = Duration.ofSeconds(seconds);
      two.later(INSTANT).later(isLate ? gap.plusNanos(1) : gap);
      again.run();
      List<FlowRecord> records = two.finish();
      assertEquals(isLate ? 2 : 1, records.size(), kind);
    }
  }

  private static Runnable begin(String kind, Wire two, Conversation tcp) {
    switch (kind) {
      case "attempt" -> tcp.client.syn();
      case "retried" -> tcp.client.syn().syn();
      case "refused" -> {
        tcp.client.syn();
        tcp.server.rst();
      }
      case "open" -> tcp.open();
      case "oneSided" -> {
        tcp.client.syn().ack();
      }
      case "pickedUp" -> tcp.client.send("data");
      case "halfClosed" -> {
        tcp.open();
        tcp.client.fin();
      }
      default -> {}
    }
    return switch (kind) {
      case "attempt", "retried", "refused" -> tcp.client::syn;
      case "udp" -> twice(() -> two.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x"));
      case "icmp" ->
          twice(
              () ->
                  two.ip(
                      Datagrams.ipv4(
                          "10.0.0.1", "10.0.0.2", 1, Frames.icmp(8, 0, 0, new byte[4]))));
      case "gre" -> twice(() -> two.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 46, new byte[20])));
      default -> () -> tcp.client.send("more");
    };
  }

  private static Runnable twice(Runnable packet) {
    packet.run();
    return packet;
  }

  @Test
  void idleFlowsLeaveByThemselves() {
    attempt();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.tcp().open();
    for (int i = 0; i < 3; i++) {
      wire.later(MINUTE);
      tick();
    }
    assertEquals(1, wire.records().size(), "the attempt");
    assertEquals(ConnState.S0, wire.records().get(0).outcome().connState());
    for (int i = 0; i < 9; i++) {
      wire.later(MINUTE);
      tick();
    }
    assertEquals(2, wire.records().size(), "UDP");
    assertEquals(17, wire.records().get(1).ipProtocol());
    for (int i = 0; i < 115; i++) {
      wire.later(MINUTE);
      tick();
    }
    assertEquals(3, wire.records().size(), "the connection");
    assertEquals(ConnState.S1, wire.records().get(2).outcome().connState());
    assertTrue(wire.records().stream().allMatch(flow -> flow.outcome().finished()));
  }

  @Test
  void aFlowLeavesAtMostAnEighthOfItsTimeoutTooLate() {
    Conversation tcp = wire.tcp();
    tcp.open();
    for (int i = 0; i < 500; i++) {
      wire.later(Duration.ofSeconds(10));
      tcp.client.send("x");
    }
    long last = wire.nanos();
    while (wire.records().isEmpty()) {
      wire.later(MINUTE);
      tick();
    }
    Duration idle = Duration.ofNanos(wire.nanos() - last);
    assertTrue(idle.compareTo(Duration.ofMinutes(124)) > 0, idle.toString());
    assertTrue(idle.compareTo(Duration.ofMinutes(140)) < 0, idle.toString());
  }

  @Test
  void aClosedConnectionsRecordLeavesAfterFiveSeconds() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    wire.later(Duration.ofMillis(4_999));
    tick();
    assertEquals(0, wire.records().size());
    tick();
    assertEquals(1, wire.records().size());
    assertEquals(ConnState.SF, wire.records().get(0).outcome().connState());
    assertEquals(6, wire.records().get(0).packets());
  }

  @Test
  void aResetConnectionsRecordLeavesAfterFiveSeconds() {
    Conversation tcp = wire.tcp();
    tcp.client.syn();
    tcp.server.rst();
    wire.later(Duration.ofSeconds(6));
    tick();
    assertEquals(1, wire.records().size());
    assertEquals(ConnState.REJ, wire.records().get(0).outcome().connState());
  }

  @Test
  void packetsWithinTheFiveSecondsBelongToTheClosedConnection() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    wire.later(Duration.ofSeconds(4));
    tcp.client.ack();
    wire.later(Duration.ofSeconds(4));
    tcp.client.ack();
    assertEquals(8, wire.finishOne().packets());
  }

  @Test
  void aHalfClosedConnectionStaysOpen() {
    Conversation tcp = wire.tcp();
    tcp.open();
    tcp.client.fin();
    wire.later(Duration.ofMinutes(50));
    tick();
    assertEquals(0, wire.records().size());
    tcp.server.send("late").fin();
    assertEquals("late", wire.fromServer());
  }

  @Test
  void noTimeoutMeansNone() {
    Wire patient = new Wire(FlowConfig.defaults().withTimeout(Duration.ZERO));
    Conversation attempt = patient.tcp();
    attempt.client.syn();
    Conversation open = patient.tcp();
    open.open();
    patient.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    patient.later(Duration.ofDays(3_000));
    attempt.client.syn();
    open.client.send("x");
    patient.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    assertEquals(0, patient.records().size());
    assertEquals(3, patient.finish().size());
  }

  @Test
  void oneTimeoutForAll() {
    Wire hasty = new Wire(FlowConfig.defaults().withTimeout(Duration.ofSeconds(1)));
    Conversation tcp = hasty.tcp();
    tcp.open();
    hasty.later(Duration.ofSeconds(2));
    tcp.client.send("x");
    hasty.later(Duration.ofSeconds(2));
    tcp.client.send("x");
    assertEquals(3, hasty.finish().size());
  }

  @Test
  void onePacketFromTheFarFutureEndsNothing() {
    attempt();
    Conversation tcp = wire.tcp();
    tcp.open();
    long now = wire.nanos();
    wire.setNanos(now + Duration.ofDays(9_000).toNanos());
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "odd");
    wire.setNanos(now);
    tcp.client.send("x");
    tick();
    assertEquals(0, wire.records().size());
  }

  @Test
  void aPacketFromTheFarFutureHoldsUpNoOtherFlow() {
    Conversation odd = wire.tcp();
    odd.open();
    long now = wire.nanos();
    wire.setNanos(now + Duration.ofDays(9_000).toNanos());
    odd.client.send("x");
    wire.setNanos(now);
    wire.tcp().open();
    for (int i = 0; i < 300; i++) {
      wire.later(MINUTE);
      tick();
    }
    List<Long> gone = wire.records().stream().map(FlowRecord::stream).toList();
    assertEquals(List.of(0L, 1L), gone, "the odd packet has gone on with stream 0");
  }

  @Test
  void timesThatGoBackEndNothing() {
    Conversation tcp = wire.tcp();
    tcp.open();
    wire.setNanos(Wire.START_NANOS - Duration.ofDays(2).toNanos());
    tcp.client.send("x");
    tick();
    wire.later(MINUTE);
    tick();
    FlowRecord record = wire.finish().get(0);
    assertEquals(4, record.packets());
    assertEquals(
        Wire.START_NANOS - Duration.ofDays(2).toNanos(),
        record.times().startNanos(),
        "the earliest time");
    assertEquals(Wire.START_NANOS + 2_000_000, record.times().endNanos(), "the latest time");
  }

  @Test
  void timesAtTheEndsOfWhatThereIsBreakNothing() {
    for (long nanos : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE, -1, Long.MIN_VALUE + 5}) {
      wire.setNanos(nanos);
      wire.tcp().open();
      wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    }
    assertTrue(wire.finish().size() >= 6);
  }
}

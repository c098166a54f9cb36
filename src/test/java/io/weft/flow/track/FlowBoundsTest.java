package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Exchange;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ConnState;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowConfigs;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bounds of the tables: who has to leave, and that it is counted. */
class FlowBoundsTest {
  private static FlowConfig bounded(int flows, int connections) {
    return FlowConfigs.limited(limits -> limits.withFlows(flows).withConnections(connections));
  }

  private static void datagram(Wire wire, int port) {
    wire.udp("10.0.0.1", port, "10.0.0.2", 7001, "x");
  }

  @Test
  void theFlowThatHasBeenIdleLongestLeaves() {
    Wire wire = new Wire(bounded(3, 3));
    datagram(wire, 1);
    datagram(wire, 2);
    datagram(wire, 3);
    wire.later(Duration.ofMinutes(5));
    datagram(wire, 1);
    datagram(wire, 4);
    assertEquals(1, wire.records().size());
    assertEquals(2, wire.records().get(0).client().port());
    assertEquals(1, wire.counters().bounds().evicted());
    datagram(wire, 5);
    assertEquals(3, wire.records().get(1).client().port());
    assertEquals(5, wire.finish().size());
    assertEquals(5, wire.counters().flows());
    assertEquals(2, wire.counters().bounds().evicted());
  }

  @Test
  void flowsOfAllKindsCompeteByTheirLastPacket() {
    Wire wire = new Wire(bounded(3, 3));
    wire.tcp().client.syn();
    datagram(wire, 1);
    wire.tcp().open();
    datagram(wire, 2);
    assertEquals(ConnState.S0, wire.records().get(0).outcome().connState());
    datagram(wire, 3);
    assertEquals(17, wire.records().get(1).ipProtocol());
    datagram(wire, 4);
    assertEquals(ConnState.S1, wire.records().get(2).outcome().connState());
  }

  @Test
  void tooManyConnectionsMakeConnectionsLeaveAndNothingElse() {
    Wire wire = new Wire(bounded(100, 2));
    datagram(wire, 1);
    wire.tcp().client.syn();
    wire.tcp().open();
    wire.tcp().open();
    assertEquals(0, wire.records().size());
    wire.tcp().open();
    assertEquals(1, wire.records().size());
    assertEquals(1, wire.records().get(0).stream(), "the first that was open");
    assertEquals(1, wire.counters().bounds().evicted());
    assertEquals(5, wire.finish().size());
  }

  @Test
  void flowsWhoseRecordHasLeftAreNoConnections() {
    Wire wire = new Wire(bounded(100, 2));
    for (int i = 0; i < 5; i++) {
      wire.tcp().open().close();
      wire.later(Duration.ofSeconds(10));
      datagram(wire, 1);
      datagram(wire, 1);
    }
    assertEquals(5, wire.records().size());
    for (int i = 0; i < 5; i++) {
      wire.tcp().open();
    }
    assertEquals(8, wire.records().size(), "three of the open ones");
    assertEquals(3, wire.counters().bounds().evicted());
  }

  @Test
  void flowsWhoseRecordHasLeftAreTheFirstToBeForgotten() {
    Wire wire = new Wire(bounded(3, 3));
    wire.tcp().open().close();
    wire.later(Duration.ofSeconds(10));
    datagram(wire, 1);
    datagram(wire, 1);
    datagram(wire, 2);
    datagram(wire, 3);
    assertEquals(1, wire.records().size());
    assertEquals(0, wire.counters().bounds().evicted());
    datagram(wire, 4);
    assertEquals(1, wire.counters().bounds().evicted());
  }

  @Test
  void aRepeatedSynIsAConnectionToo() {
    Wire wire = new Wire(bounded(100, 2));
    for (int i = 0; i < 5; i++) {
      wire.tcp().client.syn().syn();
    }
    assertEquals(3, wire.records().size());
    assertEquals(0, wire.records().get(0).stream());
  }

  @Test
  void theFlowInHandNeverLeaves() {
    Wire wire = new Wire(bounded(100, 1));
    Conversation first = wire.tcp();
    Conversation second = wire.tcp();
    first.client.syn();
    second.client.syn();
    wire.later(Duration.ofSeconds(60));
    second.server.synAck();
    first.server.synAck();
    first.client.ack();
    second.client.ack();
    first.client.send("x");
    List<FlowRecord> records = wire.finish();
    assertTrue(records.stream().allMatch(record -> record.packets() > 0));
    assertEquals(3 + 4 + 2, records.stream().mapToLong(FlowRecord::packets).sum() + 2);
  }

  @Test
  void aBoundOfOneHolds() {
    Wire wire = new Wire(bounded(1, 1));
    Random random = new Random(7);
    Conversation[] all = new Conversation[6];
    for (int i = 0; i < all.length; i++) {
      all[i] = wire.tcp();
    }
    long packets = 0;
    for (int i = 0; i < 3_000; i++, packets++) {
      Conversation tcp = all[random.nextInt(all.length)];
      Conversation.Side side = random.nextBoolean() ? tcp.client : tcp.server;
      switch (random.nextInt(7)) {
        case 0 -> side.syn();
        case 1 -> side.synAck();
        case 2 -> side.ack();
        case 3 -> side.rst();
        case 4 -> side.fin();
        case 5 -> datagram(wire, random.nextInt(3));
        default -> side.send("data");
      }
    }
    List<FlowRecord> records = wire.finish();
    assertEquals(packets, records.stream().mapToLong(FlowRecord::packets).sum());
    assertEquals(records.size(), wire.counters().flows());
    assertEquals(0, wire.waitingBytes());
    assertEquals(0, wire.memory().estimated());
  }

  /** Connections that stay open, and say ever more: their records leave, and they go on. */
  @Test
  void whatIsKeptOfAllFlowsStaysWithinItsBound() {
    int bound = 1_000_000;
    Wire wire = new Wire(FlowConfigs.limited(limits -> limits.withBytes(bound)));
    Conversation[] all = new Conversation[50];
    for (int i = 0; i < all.length; i++) {
      all[i] = wire.tcp(40_000 + i, 80).open();
    }
    int rounds = 60;
    for (int round = 0; round < rounds; round++) {
      for (Conversation tcp : all) {
        tcp.client.send("GET /" + round + " HTTP/1.1\r\nHost: www.shop.test\r\n\r\n");
        tcp.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertTrue(wire.memory().bytes() <= bound + 5_000, "and what one packet adds");
      }
    }
    List<FlowRecord> records = wire.finish();
    assertEquals(0, wire.memory().estimated());
    assertTrue(wire.counters().bounds().evicted() > 10);
    long exchanges = 0;
    long[] packets = new long[all.length];
    long[] bytes = new long[all.length];
    for (FlowRecord record : records) {
      int stream = (int) record.stream();
      assertEquals(packets[stream] > 0, record.identity().continued());
      packets[stream] += record.packets();
      bytes[stream] = record.client().stream().bytes();
      for (FlowRecord.Exchanges some : record.exchanges()) {
        assertEquals(some.count(), some.first().size());
        exchanges += some.count();
      }
    }
    assertEquals((long) all.length * rounds, exchanges, "none is lost");
    for (int i = 0; i < all.length; i++) {
      assertEquals(3 + 2 * rounds, packets[i]);
      assertEquals(40 * rounds + rounds - 10, bytes[i], "the last record tells of all");
    }
  }

  /** Room for one connection and a few flows beside it, and for what stays of the connection. */
  private static Wire narrow() {
    return new Wire(FlowConfigs.limited(limits -> limits.withBytes(4_000)));
  }

  private static void crowd(Wire wire, int flows) {
    for (int i = 0; i < flows; i++) {
      datagram(wire, 100 + i);
    }
  }

  @Test
  void aResponseBehindARecordThatLeftEarlyAnswersNoLaterRequest() {
    Wire wire = narrow();
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.send("GET /slow HTTP/1.1\r\n\r\n");
    crowd(wire, 9);
    tcp.server.send("HTTP/1.1 201 Late\r\nContent-Length: 0\r\n\r\n");
    tcp.client.send("GET /next HTTP/1.1\r\n\r\n");
    tcp.server.send("HTTP/1.1 202 Next\r\nContent-Length: 0\r\n\r\n");
    List<String> told =
        wire.finish().stream()
            .filter(flow -> flow.ipProtocol() == IpProtocol.TCP)
            .flatMap(flow -> flow.exchanges().stream())
            .flatMap(exchanges -> exchanges.first().stream())
            .map(Exchange::summary)
            .toList();
    assertEquals(List.of("GET /slow ?", "? 201", "GET /next 202"), told);
  }

  @Test
  void whoIsClientStaysKnownOfFlowsThatLeaveEarly() {
    Wire wire = narrow();
    wire.udp("10.0.0.1", 40_001, "10.0.0.2", 50_001, "question");
    wire.udp("10.0.0.2", 50_001, "10.0.0.1", 40_001, "answer");
    crowd(wire, 17);
    assertEquals(40_001, wire.records().get(0).client().port());
    wire.udp("10.0.0.2", 50_001, "10.0.0.1", 40_001, "another");
    List<FlowRecord> records = wire.finish();
    FlowRecord last =
        records.stream()
            .filter(flow -> flow.identity().continued())
            .reduce((a, b) -> b)
            .orElseThrow();
    assertEquals(40_001, last.client().port());
    assertEquals(1, last.server().volume().packets());
    assertEquals(0, wire.memory().estimated());
  }

  /** What is noted of it counts. */
  @Test
  void attemptsThatAreAnsweredByErrorsStayWithinTheBound() {
    Wire wire = new Wire(FlowConfigs.limited(limits -> limits.withBytes(100_000)));
    for (int i = 0; i < 500; i++) {
      byte[] syn =
          Datagrams.ipv4(
              "10.0.0.1",
              "10.0.1." + i % 250,
              6,
              Datagrams.tcp(1_000 + i, 80, i, 0, 2, 500, Datagrams.NO_BYTES, Datagrams.NO_BYTES));
      wire.ip(syn.clone());
      wire.ip(Datagrams.ipv4("10.0.0.9", "10.0.0.1", 1, Frames.icmp(3, 13, 0, syn)));
    }
    assertTrue(wire.counters().bounds().evicted() > 200);
    wire.finish();
    assertEquals(0, wire.memory().estimated());
  }

  /** Nobody's state can be made smaller than one flow's. */
  @Test
  void aBoundOfOneByteKeepsOnlyTheFlowInHand() {
    Wire wire = new Wire(FlowConfigs.limited(limits -> limits.withBytes(1)).withAnalysis(true));
    for (int i = 0; i < 5; i++) {
      Conversation tcp = wire.tcp().open();
      tcp.client.send("GET / HTTP/1.1\r\n\r\n");
      datagram(wire, 1);
      tcp.close();
    }
    long packets = wire.finish().stream().mapToLong(FlowRecord::packets).sum();
    assertEquals(5 * (3 + 1 + 1 + 3), packets);
    assertEquals(0, wire.memory().estimated());
  }

  /** Segments that obey no rule, at times that follow no order, cut anywhere. */
  @Test
  void chaosBreaksNothing() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      FlowConfig.Limits limits =
          bounded(1 + random.nextInt(12), 6)
              .limits()
              .withBytes(1L << random.nextInt(20))
              .withWaiting(4_000, 20_000);
      FlowConfig config = FlowConfig.defaults().withLimits(limits);
      Wire wire = new Wire(config);
      Conversation[] all = new Conversation[8];
      for (int i = 0; i < all.length; i++) {
        all[i] = wire.tcp(40_000 + i, random.nextBoolean() ? 80 : 7_000);
      }
      int packets = 1_000;
      long payload = 0;
      for (int i = 0; i < packets; i++) {
        Conversation tcp = all[random.nextInt(all.length)];
        Conversation.Side side = random.nextBoolean() ? tcp.client : tcp.server;
        byte[] data = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(3_000)];
        int cut = random.nextInt(4) == 0 ? random.nextInt(data.length + 1) : 0;
        int scale = random.nextInt(32);
        side.segment(random.nextInt() >>> scale)
            .flags(random.nextInt(4) > 0 ? 0x10 : random.nextInt(64))
            .acknowledging(random.nextInt() >>> random.nextInt(32))
            .window(random.nextInt(4) * 100)
            .data(data)
            .cut(cut)
            .put();
        payload += data.length;
        if (random.nextInt(10) == 0) {
          long jump = random.nextLong() >> random.nextInt(64);
          wire.setNanos(Wire.START_NANOS + jump / 4);
        }
        assertTrue(wire.waitingBytes() <= 20_000);
      }
      List<FlowRecord> records = wire.finish();
      assertEquals(packets, records.stream().mapToLong(FlowRecord::packets).sum());
      assertEquals(
          payload,
          records.stream()
              .mapToLong(
                  flow ->
                      flow.client().volume().payloadBytes() + flow.server().volume().payloadBytes())
              .sum());
      for (FlowRecord flow : records) {
        long bytes = flow.client().stream().bytes();
        assertTrue(bytes <= flow.client().volume().payloadBytes() || flow.identity().continued());
        assertTrue(
            flow.client().stream().missing().bytes()
                >= flow.client().stream().missing().abandonedBytes());
      }
      assertEquals(0, wire.waitingBytes());
      assertEquals(0, wire.memory().estimated());
    }
  }
}

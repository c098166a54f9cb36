package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packets are one flow, and its number, which is Wireshark's. */
class FlowNumberingTest {
  private final Wire wire = new Wire();

  private List<String> names() {
    return wire.finish().stream().map(record -> record.name().toString()).toList();
  }

  @Test
  void eachProtocolCountsFromZeroInTheOrderOfFirstPackets() {
    Conversation first = wire.tcp();
    Conversation second = wire.tcp();
    first.client.syn();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    second.client.syn();
    first.server.synAck();
    wire.udp("10.0.0.3", 7000, "10.0.0.2", 7001, "x");
    wire.udp("10.0.0.2", 7001, "10.0.0.1", 7000, "x");
    assertEquals(List.of("tcp:0", "udp:0", "tcp:1", "udp:1"), names());
    assertEquals(
        List.of(1L, 2L, 3L, 5L),
        wire.records().stream().map(flow -> flow.times().firstPacket()).toList());
  }

  @Test
  void recordsAtTheEndComeInTheOrderOfFirstPackets() {
    Conversation[] all = new Conversation[5];
    for (int i = 0; i < all.length; i++) {
      all[i] = wire.tcp();
      all[i].client.syn();
    }
    for (int i = all.length - 1; i >= 0; i--) {
      all[i].server.synAck();
      all[i].client.ack();
    }
    all[3].close();
    assertEquals(List.of("tcp:0", "tcp:1", "tcp:2", "tcp:3", "tcp:4"), names());
  }

  @Test
  void portReuseIsANewStream() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    wire.later(Duration.ofSeconds(1));
    tcp.client.initial(500_000).segment(-1).flags(Tcp.SYN).put();
    assertEquals(List.of("tcp:0", "tcp:1"), names());
    assertEquals(ConnState.SF, wire.records().get(0).outcome().connState());
    assertEquals(ConnState.S0, wire.records().get(1).outcome().connState());
  }

  @Test
  void portReuseFromTheOtherSideIsANewStream() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    tcp.server.initial(500_000).segment(-1).flags(Tcp.SYN).put();
    assertEquals(List.of("tcp:0", "tcp:1"), names());
    assertEquals(Conversation.SERVER, wire.records().get(1).client().ip().toString());
  }

  @Test
  void whatComesBehindTheRecordHasTheSameNumber() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    wire.later(Duration.ofSeconds(20));
    tick();
    tick();
    assertEquals(1, wire.records().size());
    tcp.client.ack();
    tcp.server.ack();
    assertEquals(List.of("tcp:0", "tcp:0", "udp:0"), sorted(names()));
    assertEquals(6, wire.records().get(0).packets());
    FlowRecord sequel =
        wire.records().stream().filter(r -> r.times().firstPacket() > 6).toList().get(1);
    assertEquals(2, sequel.packets());
    assertEquals(ConnState.OTH, sequel.outcome().connState());
  }

  @Test
  void repeatedAttemptsToCloseAreOneRecord() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    for (int i = 0; i < 20; i++) {
      wire.later(Duration.ofSeconds(20));
      tick();
      tick();
      tcp.client.segment(0).flags(Tcp.FIN | Tcp.ACK).put();
    }
    assertEquals(2, wire.finish().stream().filter(record -> record.ipProtocol() == 6).count());
  }

  @Test
  void aSynWithAnotherNumberBehindTheRecordIsANewStream() {
    Conversation tcp = wire.tcp();
    tcp.open().close();
    wire.later(Duration.ofSeconds(20));
    tick();
    tick();
    tcp.client.initial(500_000).segment(-1).flags(Tcp.SYN).put();
    assertEquals(List.of("tcp:0", "tcp:1", "udp:0"), sorted(names()));
  }

  private void tick() {
    wire.udp("10.9.9.9", 1, "10.9.9.8", 2, "tick");
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private byte[] unreachable(byte[] quoted) {
    return Datagrams.ipv4("10.0.0.2", "10.0.0.1", 1, Frames.icmp(3, 3, 0, quoted));
  }

  @Test
  void aQuotedSegmentTakesANumberButIsNoPacket() {
    Conversation unseen = wire.tcp();
    Conversation other = wire.tcp();
    wire.ip(unreachable(unseen.client.segment(-1).flags(Tcp.SYN).datagram()));
    other.client.syn();
    unseen.client.syn();
    assertEquals(List.of("icmp:0", "tcp:1", "tcp:0"), names());
    assertEquals(1, wire.records().get(2).packets());
    assertEquals(3, wire.counters().flows());
    assertEquals(
        List.of("icmp:0", "tcp:1", "tcp:0"), wire.opened().stream().map(Object::toString).toList());
  }

  @Test
  void aQuotedSegmentOfAKnownFlowChangesNothing() {
    Conversation tcp = wire.tcp();
    tcp.client.syn();
    wire.ip(unreachable(tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    tcp.client.syn();
    assertEquals(List.of("tcp:0", "icmp:0"), names());
    assertEquals(2, wire.records().get(0).packets());
  }

  @Test
  void aQuoteAloneLeavesNoRecord() {
    wire.ip(unreachable(wire.tcp().client.segment(-1).flags(Tcp.SYN).datagram()));
    assertEquals(List.of("icmp:0"), names());
    assertEquals(1, wire.counters().flows());
  }

  @Test
  void aQuotedDatagramTakesANumberToo() {
    byte[] udp = Frames.udp(5, 6, new byte[10]);
    wire.ip(unreachable(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, udp)));
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.udp("10.0.0.2", 6, "10.0.0.1", 5, "x");
    wire.udp("10.0.0.1", 5, "10.0.0.2", 6, "x");
    assertEquals(List.of("icmp:0", "udp:1", "udp:0"), names());
    assertEquals(2, wire.records().get(2).packets());
  }

  @Test
  void addressesAndPortsOfBothEndsTellFlowsApart() {
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.udp("10.0.0.2", 7001, "10.0.0.1", 7000, "x");
    wire.udp("10.0.0.1", 7001, "10.0.0.2", 7000, "x");
    wire.udp("10.0.0.1", 7000, "10.0.0.3", 7001, "x");
    byte[] udp = Frames.udp(7000, 7001, new byte[1]);
    wire.ip(Datagrams.ipv6(1, 2, 17, udp));
    wire.ip(Datagrams.ipv6(1, 3, 17, udp));
    assertEquals(5, wire.finish().size());
  }

  @Test
  void bothEndsMayBeTheSame() {
    wire.udp("10.0.0.1", 7000, "10.0.0.1", 7000, "x");
    wire.udp("10.0.0.1", 7000, "10.0.0.1", 7000, "x");
    wire.udp("10.0.0.1", 7001, "10.0.0.1", 7000, "x");
    wire.udp("10.0.0.1", 7000, "10.0.0.1", 7001, "x");
    assertEquals(2, wire.finish().size());
  }
}

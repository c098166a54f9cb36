package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.report.text.FlowInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Situations of real networks in which a tool easily says what is not so. */
class FieldCasesTest {
  private static final int NEEDS_FRAGMENTATION = 4;
  private static final int UNREACHABLE = 3;

  private final Wire wire = new Wire();

  private FlowRecord only(int ipProtocol) {
    List<FlowRecord> found =
        wire.finish().stream().filter(flow -> flow.ipProtocol() == ipProtocol).toList();
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void startAndEndAreTheLeastAndTheGreatestTimeInWhateverOrderPacketsStand() {
    Conversation tcp = wire.tcp(40_000, 50_123);
    long start = wire.nanos();
    wire.setNanos(start + 1_000_000);
    tcp.server.synAck();
    wire.setNanos(start);
    tcp.client.syn();
    wire.setNanos(start + 2_000_000);
    tcp.client.ack();
    wire.setNanos(start + 9_000_000);
    tcp.client.send("late");
    wire.setNanos(start + 3_000_000);
    tcp.server.ack();
    FlowRecord flow = wire.finishOne();
    assertEquals(start, flow.times().startNanos());
    assertEquals(start + 9_000_000, flow.times().endNanos());
    assertEquals(9_000_000, flow.durationNanos());
    assertEquals(1, flow.times().firstPacket());
    assertEquals(start, flow.tcp().handshake().synNanos());
    assertEquals(2_000_000, flow.tcp().handshake().rttNanos());
    assertEquals(Conversation.CLIENT, flow.client().ip().toString());
  }

  @Test
  void keepAlivesEveryTwoHoursKeepAConnectionOne() {
    Conversation tcp = wire.tcp(40_000, 5222).open();
    tcp.client.send("hello");
    tcp.server.ack();
    tcp.server.send("hi");
    tcp.client.ack();
    for (int i = 0; i < 4; i++) {
      wire.later(Duration.ofHours(2));
      tcp.server.segment(tcp.server.next() - 1).put();
      tcp.client.ack();
    }
    tcp.client.send("bye");
    tcp.server.ack();
    tcp.close();
    FlowRecord flow = wire.finishOne();
    assertEquals(20, flow.packets());
    assertEquals(ConnState.SF, flow.outcome().connState());
    assertEquals(8, Duration.ofNanos(flow.durationNanos()).toHours());
    assertFalse(flow.identity().continued());
  }

  @Test
  void aSplitHandshakeOpensOneConnection() {
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.client.syn();
    tcp.server.segment(-1 - tcp.server.initial()).acknowledging(0).put(); // an ACK of number 0
    tcp.server.segment(-1).flags(Tcp.SYN).put();
    tcp.client.segment(-1).flags(Tcp.SYN | Tcp.ACK).put();
    tcp.server.ack();
    tcp.client.send("GET /syn HTTP/1.1\r\nHost: a.test\r\n\r\n");
    tcp.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    tcp.close();
    wire.tcp().client.syn();
    List<FlowRecord> records = wire.finish();
    FlowRecord flow = records.get(0);
    assertEquals("tcp:0", flow.name().toString());
    assertEquals(10, flow.packets());
    assertEquals(Conversation.CLIENT, flow.client().ip().toString());
    assertEquals(ClientEvidence.SYN, flow.identity().clientKnownBy());
    assertEquals(ConnState.SF, flow.outcome().connState());
    assertEquals("GET a.test/syn 200", flow.exchanges().get(0).first().get(0).summary());
    assertEquals(0, flow.server().stream().missing().bytes());
    assertEquals("tcp:2", records.get(1).name().toString(), "Wireshark counts two until here");
  }

  @Test
  void aResetWhoseNumberGoesBackIsRecordedAgain() {
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.client.syn();
    for (int offset : new int[] {100, 101, 100, 100}) {
      tcp.server.segment(offset).flags(Tcp.RST).put();
    }
    assertEquals("Srrr", wire.finishOne().outcome().history());
  }

  @Test
  void aSynThatRepeatsTheNumberOfAnEarlierRecordContinuesItsStream() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.send("hello");
    tcp.server.send("hello");
    tcp.close();
    wire.later(Duration.ofSeconds(7));
    Conversation other = wire.tcp(40_001, 80);
    other.client.syn().syn();
    wire.later(Duration.ofSeconds(1));
    tcp.client.ack();
    tcp.client.syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(
        List.of("tcp:0", "tcp:1", "tcp:0"),
        records.stream().map(flow -> flow.name().toString()).toList());
    FlowRecord sequel = records.get(2);
    assertTrue(sequel.identity().continued());
    assertEquals(2, sequel.packets());
    assertTrue(FlowInfo.of(sequel).endsWith("continued"), FlowInfo.of(sequel));
  }

  @Test
  void aLateResetBehindTheRecordSaysSo() {
    Conversation tcp = wire.tcp(40_000, 80).open().close();
    wire.later(Duration.ofSeconds(20));
    wire.tcp().client.syn().syn();
    tcp.server.rst();
    List<FlowRecord> records = wire.finish();
    assertEquals(3, records.size());
    assertEquals("late reset, behind an earlier record", late(records));
  }

  private static String late(List<FlowRecord> records) {
    FlowRecord late = records.stream().filter(flow -> flow.identity().continued()).toList().get(0);
    return FlowInfo.of(late).replaceFirst("^.*; ", "");
  }

  @Test
  void repeatedSynsAreToldOnlyWhereNobodyAnswers() {
    wire.tcp(40_000, 80).client.syn().syn();
    assertEquals("no answer to 2 SYNs", FlowInfo.of(wire.finishOne()));
  }

  @Test
  void anErrorThatQuotesATunnelIsNotedWithTheTunnel() {
    byte[] inner = Datagrams.ipv6(1, 2, IpProtocol.TCP, segment(200));
    byte[] tunnel = Datagrams.ipv4("10.0.0.1", "10.0.0.2", IpProtocol.IPV6, inner);
    wire.ip(tunnel);
    byte[] quote = Arrays.copyOf(tunnel, 28);
    byte[] icmp = Frames.icmp(UNREACHABLE, NEEDS_FRAGMENTATION, 0, quote);
    wire.ip(Datagrams.ipv4("10.0.0.9", "10.0.0.1", IpProtocol.ICMP, icmp));
    List<FlowRecord> records = wire.finish();
    FlowRecord flow =
        records.stream().filter(each -> each.ipProtocol() == IpProtocol.IPV6).toList().get(0);
    assertEquals("ipv6:0", flow.name().toString());
    assertEquals(NEEDS_FRAGMENTATION, flow.icmp().code());
    assertEquals("10.0.0.9", flow.icmp().from().toString());
    assertEquals(1, flow.packets());
  }

  private static byte[] segment(int payload) {
    return Datagrams.tcp(40_000, 80, 1, 1, Tcp.ACK, 1000, Datagrams.NO_BYTES, new byte[payload]);
  }

  @Test
  void anErrorThatQuotesATunnelWholeIsNotedWithBothFlows() {
    byte[] inner = Datagrams.ipv4("10.1.0.1", "10.1.0.2", IpProtocol.TCP, segment(0));
    byte[] tunnel = Datagrams.ipv4("10.0.0.1", "10.0.0.2", IpProtocol.IPV4, inner);
    wire.ip(tunnel);
    byte[] icmp = Frames.icmp(UNREACHABLE, 1, 0, tunnel);
    wire.ip(Datagrams.ipv4("10.0.0.9", "10.0.0.1", IpProtocol.ICMP, icmp));
    for (FlowRecord flow : wire.finish()) {
      assertEquals(1, flow.icmp().code(), flow.name().toString());
    }
  }

  @Test
  void aTcpHeaderCutBehindItsPortsMakesAFlow() {
    Conversation tcp = wire.tcp(40_000, 80);
    for (Conversation.Side side : List.of(tcp.client, tcp.server, tcp.client)) {
      byte[] frame = Datagrams.ethernet(side.segment(0).data("payload").datagram());
      wire.frame(frame, frame.length - 7 - 16);
    }
    FlowRecord flow = wire.finishOne();
    assertEquals(40_000, flow.client().port());
    assertEquals(80, flow.server().port());
    assertEquals(2, flow.client().volume().packets());
    assertEquals(1, flow.server().volume().packets());
    assertEquals(3 * (14 + 20 + 20 + 7), flow.bytes());
    assertEquals(ConnState.OTH, flow.outcome().connState());
    assertNull(flow.outcome().history());
    assertEquals(0, wire.counters().noFlow());
  }

  @Test
  void cutHeadersCountWithTheConnectionThatWholeOnesOpened() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    byte[] frame = Datagrams.ethernet(tcp.client.segment(0).datagram());
    wire.frame(frame, frame.length - 10);
    tcp.close();
    assertEquals(7, only(IpProtocol.TCP).packets());
    assertEquals("ShAFf", wire.records().get(0).outcome().history());
  }

  @Test
  void aUdpHeaderCutBehindItsPortsMakesAFlow() {
    byte[] udp = Frames.udp(7000, 7001, new byte[30]);
    byte[] frame = Datagrams.ethernet(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, udp));
    wire.frame(frame, frame.length - 34);
    FlowRecord flow = wire.finishOne();
    assertEquals(7001, flow.server().port());
    assertEquals(30, flow.client().volume().payloadBytes());
  }

  @Test
  void packetsInNoFlowSayWhy() {
    wire.frame(Frames.ethernet(0x0806, Frames.data(28))); // no hardware and no protocol: damaged
    byte[] arp = new byte[28];
    System.arraycopy(new byte[] {0, 1, 8, 0, 6, 4, 0, 1}, 0, arp, 0, 8);
    wire.frame(Frames.ethernet(0x0806, arp));
    wire.frame(Frames.ethernet(0x1234, new byte[40]));
    byte[] ip = Datagrams.ethernet(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 6, segment(0)));
    wire.frame(ip, 14 + 20 + 3);
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 6, new byte[3]));
    assertEquals(0, wire.finish().size());
    assertEquals(5, wire.counters().noFlow());
    assertEquals(1, wire.counters().noFlowReasons().cut());
    assertEquals(1, wire.counters().noFlowReasons().noIp());
    assertEquals(
        3, wire.counters().noFlowReasons().arp() + wire.counters().noFlowReasons().damaged());
  }
}

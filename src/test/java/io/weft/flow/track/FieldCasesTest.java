package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowConfig;
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

  private static final Duration SECOND = Duration.ofSeconds(1);

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
    wire.later(SECOND);
    tcp.client.ack();
    wire.later(SECOND);
    tcp.client.syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(
        List.of("tcp:0", "tcp:1", "tcp:0"),
        records.stream().map(flow -> flow.name().toString()).toList());
    FlowRecord sequel = records.get(2);
    assertTrue(sequel.identity().continued());
    assertEquals(2, sequel.packets());
    assertTrue(FlowInfo.of(sequel).contains("continued"), FlowInfo.of(sequel));
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
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.client.syn();
    wire.later(SECOND);
    tcp.client.syn();
    assertEquals("no answer to 2 SYNs", FlowInfo.of(wire.finishOne()));
  }

  @Test
  void aConnectionWhoseSynWasRepeatedIsNotClosedToItsSyns() {
    for (boolean isAnalysed : new boolean[] {false, true}) {
      Wire line = new Wire(FlowConfig.defaults().withAnalysis(isAnalysed));
      Conversation tcp = line.tcp(40_000, 80);
      tcp.client.syn();
      line.later(SECOND);
      tcp.client.syn();
      tcp.server.synAck();
      tcp.client.ack();
      tcp.client.send("hi");
      FlowRecord flow = line.finishOne();
      assertEquals("not closed; 1 retransmission", FlowInfo.of(flow));
      assertEquals(1, flow.client().stream().segments().repeated());
    }
  }

  @Test
  void keepAlivesOfOneByteAreNoRetransmissions() {
    for (boolean isAnalysed : new boolean[] {false, true}) {
      Wire line = new Wire(FlowConfig.defaults().withAnalysis(isAnalysed));
      Conversation tcp = line.tcp(40_000, 80).open();
      tcp.client.send("hello");
      tcp.server.ack();
      tcp.server.send("hello");
      tcp.client.ack();
      for (int i = 0; i < 6; i++) {
        line.later(Duration.ofSeconds(45));
        tcp.client.resend(4, "o");
        tcp.server.ack();
      }
      tcp.close();
      FlowRecord flow = line.finishOne();
      assertEquals(new EndpointRecord.Segments(0, 0, 6, 0, 0), flow.client().stream().segments());
      assertEquals(EndpointRecord.Segments.NONE, flow.server().stream().segments());
      assertEquals(6, flow.client().stream().repeatedBytes());
      assertEquals("ShADadTFf", flow.outcome().history(), "Zeek's letter stays");
      assertEquals(0, line.tracker().repeatedSegments());
      assertEquals("6 keep-alives", FlowInfo.of(flow));
      if (isAnalysed) {
        assertEquals(0, flow.tcp().analysis().client().resending().retransmissions());
      }
    }
  }

  @Test
  void theLastByteSentAgainBeforeItsAcknowledgmentIsNoKeepAlive() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.send("hello");
    wire.later(SECOND);
    tcp.client.resend(4, "o");
    FlowRecord flow = wire.finishOne();
    assertEquals(new EndpointRecord.Segments(1, 0, 0, 0, 0), flow.client().stream().segments());
  }

  @Test
  void probesOfAClosedWindowAreNoRetransmissions() {
    for (boolean isAnalysed : new boolean[] {false, true}) {
      Wire line = new Wire(FlowConfig.defaults().withAnalysis(isAnalysed));
      Conversation tcp = line.tcp(40_000, 80).open();
      tcp.client.send("x".repeat(1460));
      tcp.server.segment(0).window(0).put();
      for (int i = 0; i < 4; i++) {
        line.later(SECOND);
        tcp.client.segment(1460).data("y").put();
        tcp.server.segment(0).acknowledging(1460).window(0).put();
      }
      line.later(SECOND);
      tcp.server.segment(0).acknowledging(1460).put();
      tcp.client.send("yyyy");
      tcp.server.ack();
      tcp.close();
      FlowRecord flow = line.finishOne();
      assertEquals(new EndpointRecord.Segments(0, 0, 0, 4, 0), flow.client().stream().segments());
      assertEquals(new EndpointRecord.Segments(0, 0, 0, 0, 5), flow.server().stream().segments());
      assertEquals(1464, flow.client().stream().bytes());
      assertEquals("5 zero windows; 4 window probes", FlowInfo.of(flow));
    }
  }

  @Test
  void packetsCapturedTwiceAreDuplicatesInTheTableToo() {
    for (boolean isAnalysed : new boolean[] {false, true}) {
      Wire line = new Wire(FlowConfig.defaults().withAnalysis(isAnalysed));
      Conversation tcp = line.tcp(40_000, 80);
      int id = 700;
      for (int copy = 0; copy < 2; copy++) {
        tcp.client.segment(-1).flags(Tcp.SYN).identification(id).put();
      }
      for (int copy = 0; copy < 2; copy++) {
        tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).put(); // Linux gives it the number 0
      }
      for (int i = 0; i < 20; i++) {
        for (int copy = 0; copy < 2; copy++) {
          tcp.client.segment(4L * i).identification(id + 1 + i).data("data").put();
        }
      }
      FlowRecord flow = line.finishOne();
      assertEquals(new EndpointRecord.Segments(0, 21, 0, 0, 0), flow.client().stream().segments());
      assertEquals(0, flow.server().stream().segments().repeated());
      assertEquals(1, flow.tcp().handshake().synCount());
      assertEquals(80, flow.client().stream().bytes());
      assertEquals(80, flow.client().stream().repeatedBytes());
      assertTrue(FlowInfo.of(flow).contains("seen twice"), FlowInfo.of(flow));
    }
  }

  @Test
  void retransmissionsHaveNumbersOfTheirOwnAndAreNoDuplicates() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    for (int i = 0; i < 3; i++) {
      tcp.client.segment(0).identification(700 + i).data("data").put();
    }
    assertEquals(
        new EndpointRecord.Segments(2, 0, 0, 0, 0), wire.finishOne().client().stream().segments());
  }

  @Test
  void aStreamJoinedMidwayTakesInWhatLiesBeforeTheFirstSegmentSeen() {
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.server.lose("world").segment(0 + 5).data("world").put();
    tcp.server.segment(0).data("hello").put();
    tcp.client.segment(0).acknowledging(10).put();
    tcp.server.segment(10).data("!").put();
    FlowRecord flow = wire.finishOne();
    assertEquals("helloworld!", wire.fromServer());
    assertEquals(11, flow.server().stream().bytes());
    assertEquals(0, flow.server().stream().missing().bytes());
    assertEquals(0, flow.server().stream().segments().repeated());
  }

  @Test
  void aStreamJoinedMidwayBeginsBehindEightSegmentsThoughNobodyAcknowledges() {
    Conversation tcp = wire.tcp(40_000, 80);
    for (int i = 1; i <= 7; i++) {
      tcp.client.segment(2L * i).data("ab").put();
      assertEquals("", wire.fromClient());
    }
    tcp.client.segment(0).data("AB").put();
    assertEquals("AB" + "ab".repeat(7), wire.fromClient());
    tcp.client.segment(-2).data("zz").put();
    FlowRecord flow = wire.finishOne();
    assertEquals(16, flow.client().stream().bytes());
    assertEquals(2, flow.client().stream().setAside().beforeStart());
  }

  @Test
  void aStreamJoinedMidwayBeginsAtOnceWhereThePeerHasSaidWhatItWaitsFor() {
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.client.send("question");
    tcp.server.send("answer");
    assertEquals("question", wire.fromClient());
    assertEquals("answer", wire.fromServer());
  }

  @Test
  void aStreamJoinedMidwayBeginsOnceMuchWaits() {
    Conversation tcp = wire.tcp(40_000, 80);
    String much = "m".repeat(40_000);
    tcp.client.send(much);
    assertEquals("", wire.fromClient());
    tcp.client.send(much);
    assertEquals(much + much, wire.fromClient());
  }

  @Test
  void dataAtTheNumberOfASynThatCarriedNoneIsNotDropped() {
    Conversation tcp = wire.tcp(40_000, 80);
    tcp.client.syn();
    tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).acknowledging(-1).put();
    tcp.client.segment(-1).acknowledging(-1).put();
    tcp.client.segment(-1).acknowledging(-1).data("GET /index.html").put();
    tcp.server.segment(-1).acknowledging(14).data("HTTP/1.1 200 OK").put();
    tcp.client.segment(14).acknowledging(14).flags(Tcp.FIN | Tcp.ACK).put();
    FlowRecord flow = wire.finishOne();
    assertEquals("GET /index.html", wire.fromClient());
    assertEquals("HTTP/1.1 200 OK", wire.fromServer());
    assertEquals(EndpointRecord.SetAside.NONE, flow.client().stream().setAside());
    assertEquals(0, flow.client().stream().missing().bytes());
  }

  @Test
  void bytesThatComeTooLateForTheirHoleAreSetAside() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.lose("lost").send("here");
    tcp.server.ack();
    wire.later(SECOND);
    tcp.client.resend(0, "losthere");
    EndpointRecord.Stream stream = wire.finishOne().client().stream();
    assertEquals("[4]here", wire.fromClient());
    assertEquals(4, stream.setAside().abandoned());
    assertEquals(4, stream.repeatedBytes());
    assertEquals(4, stream.missing().bytes());
  }

  @Test
  void bytesCutByTheCaptureAreSetAside() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.segment(0).data("abcdef").cut(4).put();
    EndpointRecord.Stream stream = wire.finishOne().client().stream();
    assertEquals(2, stream.bytes());
    assertEquals(4, stream.setAside().cut());
  }

  @Test
  void bytesThatWaitAreToldOfAnOpenFlow() {
    Conversation tcp = wire.tcp(40_000, 80).open();
    tcp.client.lose("lost").send("here");
    wire.tracker().snapshot(flow -> assertEquals(4, flow.client().stream().setAside().waiting()));
    assertEquals(0, wire.finishOne().client().stream().setAside().waiting());
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

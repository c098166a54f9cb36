package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.flow.ConnState;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record tells of a flow beside its streams and its end. */
class FlowAttributesTest {
  private static final int VLAN = 0x8100;

  private final Wire wire = new Wire();

  private static byte[] udp(int payload) {
    return Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, Frames.udp(7000, 7001, new byte[payload]));
  }

  private FlowRecord one(byte[] frame) {
    wire.frame(frame);
    return wire.finishOne();
  }

  @Test
  void packetsAndBytesOfBothDirections() {
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "12345");
    wire.udp("10.0.0.2", 7001, "10.0.0.1", 7000, "123");
    wire.udp("10.0.0.2", 7001, "10.0.0.1", 7000, "");
    FlowRecord record = wire.finishOne();
    assertEquals(1, record.client().volume().packets());
    assertEquals(14 + 20 + 8 + 5, record.client().volume().bytes());
    assertEquals(5, record.client().volume().payloadBytes());
    assertEquals(2, record.server().volume().packets());
    assertEquals(2 * (14 + 20 + 8) + 3, record.server().volume().bytes());
    assertEquals(3, record.server().volume().payloadBytes());
    assertEquals(Wire.START_NANOS, record.times().startNanos());
    assertEquals(2_000_000, record.durationNanos());
    assertEquals(3, record.times().lastPacket());
    assertNull(record.client().stream());
    assertNull(record.tcp());
  }

  @Test
  void bytesAreThoseOnTheWire() {
    byte[] frame = Datagrams.ethernet(udp(1_000));
    wire.frame(frame, 60);
    FlowRecord record = wire.finishOne();
    assertEquals(frame.length, record.bytes());
    assertEquals(1_000, record.client().volume().payloadBytes());
  }

  @ParameterizedTest
  @CsvSource({"0", "12", "4095"})
  void aVlanIsAnAttribute(int id) {
    FlowRecord record = one(Frames.ethernet(VLAN, Frames.vlan(id, Frames.IPV4, udp(1))));
    assertEquals(List.of(id), record.identity().vlans());
  }

  @Test
  void twoVlansOutermostFirst() {
    byte[] inner = Frames.vlan(0, Frames.IPV4, udp(1));
    FlowRecord record = one(Frames.ethernet(VLAN, Frames.vlan(7, VLAN, inner)));
    assertEquals(List.of(7, 0), record.identity().vlans());
  }

  @Test
  void aVlanIsNoPartOfTheKey() {
    wire.frame(Frames.ethernet(VLAN, Frames.vlan(7, Frames.IPV4, udp(1))));
    wire.frame(Frames.ethernet(VLAN, Frames.vlan(8, Frames.IPV4, udp(1))));
    wire.frame(Datagrams.ethernet(udp(1)));
    FlowRecord record = wire.finishOne();
    assertEquals(List.of(7), record.identity().vlans());
    assertEquals(3, record.packets());
  }

  @Test
  void withoutVlanThereIsNone() {
    assertEquals(List.of(), one(Datagrams.ethernet(udp(1))).identity().vlans());
  }

  @Test
  void aTunnelledFlowNamesItsParent() {
    byte[] inner = wire.tcp().client.segment(-1).flags(Tcp.SYN).datagram();
    byte[] middle = Datagrams.ipv4("192.168.0.1", "192.168.0.2", 4, inner);
    wire.ip(Datagrams.ipv4("172.16.0.1", "172.16.0.2", 4, middle));
    List<FlowRecord> records = wire.finish();
    assertEquals(
        List.of("ipip:0", "ipip:1", "tcp:0"),
        records.stream().map(record -> record.name().toString()).toList());
    assertNull(records.get(0).identity().parent());
    assertEquals("ipip:0", records.get(1).identity().parent().toString());
    assertEquals("ipip:1", records.get(2).identity().parent().toString());
    assertEquals("172.16.0.1", records.get(0).client().ip().toString());
    assertEquals(-1, records.get(0).client().port());
  }

  @Test
  void vxlanHasAUdpFlowForParent() {
    byte[] inner = Datagrams.ethernet(wire.tcp().client.segment(0).data("x").datagram());
    byte[] header = {8, 0, 0, 0, 0, 0, 5, 0};
    byte[] outer = Frames.udp(50_000, 4789, Datagrams.join(header, inner));
    wire.ip(Datagrams.ipv4("172.16.0.1", "172.16.0.2", 17, outer));
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertEquals("udp:0", records.get(1).identity().parent().toString());
    assertEquals("x", wire.fromClient());
  }

  @ParameterizedTest(name = "ICMP {0} and {1}")
  @CsvSource({"8, 0", "13, 14", "15, 16", "10, 9", "17, 18"})
  void icmpQuestionsAndAnswersAreOneFlow(int question, int answer) {
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(question, 0, 7, new byte[9])));
    wire.ip(Datagrams.ipv4("10.0.0.2", "10.0.0.1", 1, Frames.icmp(answer, 0, 7, new byte[9])));
    FlowRecord record = wire.finishOne();
    assertEquals(1, record.client().volume().packets());
    assertEquals(1, record.server().volume().packets());
    assertEquals(9, record.client().volume().payloadBytes());
    assertEquals(new FlowRecord.Icmp(question, 0), record.icmp());
    assertEquals(ConnState.OTH, record.outcome().connState());
    assertNull(record.outcome().history());
    assertEquals(-1, record.client().port());
  }

  @ParameterizedTest(name = "ICMPv6 {0} and {1}")
  @CsvSource({"128, 129", "130, 131", "133, 134", "135, 136", "139, 140", "144, 145"})
  void icmpv6QuestionsAndAnswersAreOneFlow(int question, int answer) {
    wire.ip(Datagrams.ipv6(1, 2, 58, Frames.icmp(question, 0, 7, new byte[24])));
    wire.ip(Datagrams.ipv6(2, 1, 58, Frames.icmp(answer, 0, 7, new byte[24])));
    FlowRecord record = wire.finishOne();
    assertEquals(2, record.packets());
    assertEquals("icmpv6", record.protocol());
  }

  @Test
  void icmpMessagesOfOtherKindsAreOtherFlows() {
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(8, 0, 7, new byte[9])));
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(13, 0, 7, new byte[12])));
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(11, 0, 0, udp(1))));
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(11, 1, 0, udp(1))));
    assertEquals(4, wire.finish().size());
  }

  @Test
  void otherProtocolsAreFlowsOfTheirAddresses() {
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 46, new byte[20]));
    wire.ip(Datagrams.ipv4("10.0.0.2", "10.0.0.1", 46, new byte[20]));
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 250, new byte[20]));
    List<FlowRecord> records = wire.finish();
    assertEquals("rsvp", records.get(0).protocol());
    assertEquals(2, records.get(0).packets());
    assertEquals(20, records.get(0).client().volume().payloadBytes());
    assertEquals("ip-250", records.get(1).protocol());
  }

  @Test
  void packetsWithoutAFlowAreCounted() {
    wire.frame(Frames.ethernet(0x88CC, new byte[40]));
    wire.frame(new byte[3]);
    wire.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 6, new byte[3]));
    assertEquals(0, wire.finish().size());
    assertEquals(3, wire.counters().noFlow());
    assertEquals(0, wire.counters().flows());
  }

  @Test
  void digestsAreThoseOfTheOrderedBytes() {
    Wire hashing = new Wire(FlowConfig.defaults().withDigest("MD5"));
    Conversation tcp = hashing.tcp();
    tcp.open();
    tcp.client.lose("a").send("b").send("c").resend(0, "a");
    FlowRecord record = hashing.finishOne();
    assertEquals("900150983cd24fb0d6963f7d28e17f72", record.client().stream().digest());
    assertNull(record.server().stream().digest());
  }

  /** A routing header with one node still to be visited, before UDP. */
  private static byte[] routed(int type, int segmentsLeft) {
    byte[] header = new byte[24];
    header[0] = 17; // UDP follows
    header[1] = 2; // eight bytes, and two times eight more
    header[2] = (byte) type;
    header[3] = (byte) segmentsLeft;
    header[23] = 9; // the last address
    return Datagrams.join(header, Frames.udp(7_000, 7_001, new byte[4]));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, ::9", "2, 1, ::9", "0, 0, fe80::2", "4, 1, fe80::2"})
  void aRoutingHeaderKnowsWhereThePacketGoesTo(int type, int segmentsLeft, String server) {
    wire.ip(Datagrams.ipv6(1, 2, 43, routed(type, segmentsLeft)));
    assertEquals(server, wire.finishOne().server().ip().toString());
  }
}

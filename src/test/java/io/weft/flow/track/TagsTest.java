package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ConnState;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VLANs and tunnels: which flow has them, and where they tell connections apart. */
class TagsTest {
  private static final int VLAN = 0x8100;
  private static final int GRE_KEY = 0x2000;

  private final Wire wire = new Wire();

  private static byte[] tagged(int vlan, byte[] ip) {
    return Frames.ethernet(VLAN, Frames.vlan(vlan, Frames.IPV4, ip));
  }

  private static byte[] udp(int port, byte[] payload) {
    return Datagrams.ipv4(
        "10.9.0.1", "10.9.0.2", IpProtocol.UDP, Frames.udp(40_000, port, payload));
  }

  private static byte[] vxlan(int vni, byte[] frame) {
    byte[] header = {8, 0, 0, 0, 0, (byte) (vni >> 8), (byte) vni, 0};
    return udp(4789, Datagrams.join(header, frame));
  }

  private static byte[] gre(int flags, byte[] optional, byte[] frame) {
    byte[] header = {(byte) (flags >> 8), 0, 0x65, 0x58};
    return Datagrams.ipv4(
        "10.9.0.1", "10.9.0.2", IpProtocol.GRE, Datagrams.join(header, optional, frame));
  }

  private static FlowRecord of(List<FlowRecord> records, int ipProtocol) {
    List<FlowRecord> found =
        records.stream().filter(flow -> flow.ipProtocol() == ipProtocol).toList();
    assertEquals(1, found.size(), found.toString());
    return found.get(0);
  }

  private static FlowRecord.Tags tags(FlowRecord flow) {
    return flow.identity().tags();
  }

  @Test
  void tagsAreThoseOfTheLayerWhereTheyWereSeen() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    wire.frame(tagged(7, vxlan(99, tagged(42, inner))));
    List<FlowRecord> records = wire.finish();
    FlowRecord outer = of(records, IpProtocol.UDP);
    FlowRecord tcp = of(records, IpProtocol.TCP);
    assertEquals(new FlowRecord.Tags(List.of(7), List.of(), List.of()), tags(outer));
    assertEquals(
        new FlowRecord.Tags(
            List.of(42), List.of(new FlowRecord.Encapsulation("vxlan", 99)), List.of()),
        tags(tcp));
    assertEquals("udp:0", tcp.identity().parent().toString());
  }

  @Test
  void theKeyOfGreIsTold() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    wire.ip(gre(GRE_KEY, new byte[] {0, 0, 4, (byte) 0xD2}, Datagrams.ethernet(inner)));
    FlowRecord tcp = of(wire.finish(), IpProtocol.TCP);
    assertEquals(List.of(new FlowRecord.Encapsulation("gre", 1234)), tags(tcp).encapsulation());
  }

  @Test
  void aTunnelWithoutAnIdentifierIsToldByItsProtocol() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    wire.ip(gre(0, Datagrams.NO_BYTES, Datagrams.ethernet(inner)));
    FlowRecord tcp = of(wire.finish(), IpProtocol.TCP);
    assertEquals(List.of(new FlowRecord.Encapsulation("gre", -1)), tags(tcp).encapsulation());
  }

  @Test
  void theSessionOfErspanIsTold() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    byte[] erspan = {0x10, 42, 0, 5, 0, 0, 0, 0};
    byte[] gre = {0x10, 0, (byte) 0x88, (byte) 0xBE, 0, 0, 0, 1};
    wire.ip(
        Datagrams.ipv4(
            "10.9.0.1",
            "10.9.0.2",
            IpProtocol.GRE,
            Datagrams.join(gre, erspan, tagged(42, inner))));
    List<FlowRecord> records = wire.finish();
    assertEquals(FlowRecord.Tags.NONE, tags(of(records, IpProtocol.GRE)));
    FlowRecord.Tags tags = tags(of(records, IpProtocol.TCP));
    assertEquals(List.of(42), tags.vlans());
    assertEquals(new FlowRecord.Encapsulation("erspan", 5), tags.encapsulation().get(1));
  }

  @Test
  void labelsOfMplsAreToldOneByOne() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    byte[] labels = {0, 1, 0, 64, 0, 2, 1, 64};
    wire.frame(Frames.ethernet(0x8847, Datagrams.join(labels, inner)));
    assertEquals(
        List.of(new FlowRecord.Encapsulation("mpls", 16), new FlowRecord.Encapsulation("mpls", 32)),
        tags(wire.finishOne()).encapsulation());
  }

  @Test
  void packetsInThe802Dot1BrTagAreFollowed() {
    byte[] inner = wire.tcp(40_000, 80).client.segment(-1).flags(Tcp.SYN).datagram();
    byte[] tag = {0x60, 1, 0, 2, 0, 0, 8, 0};
    wire.frame(Frames.ethernet(0x893F, Datagrams.join(tag, inner)));
    assertEquals(ConnState.S0, wire.finishOne().outcome().connState());
  }

  /** Two connections of the same addresses and ports, told apart by their VLANs alone. */
  private final class Twins {
    final Conversation one = wire.tcp(40_000, 80);
    final Conversation two = wire.tcp(40_000, 80);

    Twins() {
      two.client.initial(700_000);
      two.server.initial(77_000_000);
    }

    void open() {
      put(10, one.client.segment(-1).flags(Tcp.SYN));
      put(20, two.client.segment(-1).flags(Tcp.SYN));
      put(10, one.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).acknowledging(0));
      put(20, two.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).acknowledging(0));
      put(20, two.client.segment(0));
      put(10, one.client.segment(0));
    }

    void put(int vlan, Conversation.SegmentBuilder segment) {
      wire.frame(tagged(vlan, segment.datagram()));
    }
  }

  @Test
  void aSynWithAnotherNumberInAnotherVlanBeginsAConnectionBesideTheFirst() {
    Twins twins = new Twins();
    twins.open();
    twins.put(10, twins.one.client.segment(0).data("first"));
    twins.put(20, twins.two.client.segment(0).data("second"));
    twins.put(10, twins.one.client.segment(5).data("FIRST"));
    twins.put(20, twins.two.client.segment(6).data("SECOND"));
    wire.tcp().client.syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(
        List.of("tcp:0", "tcp:1", "tcp:2"),
        records.stream().map(flow -> flow.name().toString()).toList());
    FlowRecord one = records.get(0);
    FlowRecord two = records.get(1);
    assertEquals(10, one.client().stream().bytes());
    assertEquals(12, two.client().stream().bytes());
    assertEquals(0, one.client().stream().missing().bytes());
    assertEquals(new FlowRecord.Tags(List.of(10), List.of(), List.of("vlan")), tags(one));
    assertEquals(new FlowRecord.Tags(List.of(20), List.of(), List.of("vlan")), tags(two));
    assertEquals("firstFIRST", wire.stream(0, Direction.FROM_CLIENT));
    assertEquals("secondSECOND", wire.stream(1, Direction.FROM_CLIENT));
  }

  @Test
  void theFirstConnectionGoesOnAndItsRepeatedSynPassesOverANumberOfWireshark() {
    Twins twins = new Twins();
    twins.put(10, twins.one.client.segment(-1).flags(Tcp.SYN));
    twins.put(20, twins.two.client.segment(-1).flags(Tcp.SYN));
    wire.later(Duration.ofSeconds(1));
    twins.put(10, twins.one.client.segment(-1).flags(Tcp.SYN));
    wire.tcp().client.syn();
    List<FlowRecord> records = wire.finish();
    assertEquals(
        List.of("tcp:0", "tcp:1", "tcp:3"),
        records.stream().map(flow -> flow.name().toString()).toList());
    assertEquals(2, records.get(0).packets());
  }

  @Test
  void answersRoutedBackInAThirdVlanGoWhereTheirNumbersFit() {
    Twins twins = new Twins();
    twins.open();
    twins.put(30, twins.one.server.segment(0).acknowledging(0).data("for one"));
    twins.put(30, twins.two.server.segment(0).acknowledging(0).data("for two!"));
    List<FlowRecord> records = wire.finish();
    assertEquals(7, records.get(0).server().volume().payloadBytes());
    assertEquals(8, records.get(1).server().volume().payloadBytes());
  }

  @Test
  void theSameSegmentInAnotherVlanIsADuplicate() {
    for (boolean isAnalysed : new boolean[] {false, true}) {
      Wire line = new Wire(FlowConfig.defaults().withAnalysis(isAnalysed));
      Conversation tcp = line.tcp(40_000, 80);
      for (Conversation.SegmentBuilder segment :
          List.of(
              tcp.client.segment(-1).flags(Tcp.SYN).identification(7),
              tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK),
              tcp.client.segment(0).identification(8).data("data"))) {
        line.frame(tagged(10, segment.datagram()));
        line.later(Duration.ofMillis(50));
        line.frame(tagged(20, segment.datagram()));
      }
      FlowRecord flow = line.finishOne();
      assertEquals(2, flow.client().stream().segments().duplicates(), isAnalysed + "");
      assertEquals(1, flow.server().stream().segments().duplicates());
      assertEquals(0, flow.client().stream().segments().repeated());
      assertEquals(4, flow.client().stream().bytes());
      assertTrue(tags(flow).splitBy().isEmpty());
    }
  }

  @Test
  void aSynWithAnotherNumberInAVlanThatWasSeenTakesThePlaceOfTheConnection() {
    Twins twins = new Twins();
    twins.put(10, twins.one.client.segment(-1).flags(Tcp.SYN));
    twins.put(10, twins.two.client.segment(-1).flags(Tcp.SYN));
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertTrue(tags(records.get(1)).splitBy().isEmpty());
  }

  @Test
  void behindAClosedConnectionNothingIsSplit() {
    Twins twins = new Twins();
    twins.put(10, twins.one.client.segment(-1).flags(Tcp.SYN));
    twins.put(10, twins.one.server.segment(-1).flags(Tcp.RST | Tcp.ACK).acknowledging(0));
    twins.put(20, twins.two.client.segment(-1).flags(Tcp.SYN));
    for (FlowRecord flow : wire.finish()) {
      assertTrue(tags(flow).splitBy().isEmpty(), flow.toString());
    }
  }

  @Test
  void tunnelsTellConnectionsApartAsVlansDo() {
    Twins twins = new Twins();
    wire.ip(vxlan(1, Datagrams.ethernet(twins.one.client.segment(-1).flags(Tcp.SYN).datagram())));
    wire.ip(vxlan(2, Datagrams.ethernet(twins.two.client.segment(-1).flags(Tcp.SYN).datagram())));
    List<FlowRecord> tcp =
        wire.finish().stream().filter(flow -> flow.ipProtocol() == IpProtocol.TCP).toList();
    assertEquals(2, tcp.size());
    assertEquals(List.of("tunnel"), tags(tcp.get(0)).splitBy());
    assertEquals(List.of("tunnel"), tags(tcp.get(1)).splitBy());
  }

  @Test
  void oneTupleHasOnlySoManyConnectionsSideBySide() {
    for (int i = 0; i < 200; i++) {
      Conversation tcp = wire.tcp(40_000, 80);
      tcp.client.initial(1_000_000 * i);
      wire.frame(tagged(i, tcp.client.segment(-1).flags(Tcp.SYN).datagram()));
    }
    assertEquals(136, wire.records().size(), "those that had to give way");
    assertEquals(200, wire.finish().size());
  }

  @Test
  void datagramsStayTogetherUnlessTheKeyHasTheirTags() {
    wire.frame(tagged(10, udp(7001, new byte[3])));
    wire.frame(tagged(20, udp(7001, new byte[3])));
    assertEquals(2, wire.finishOne().packets());
    Wire apart = new Wire(FlowConfig.defaults().withKeyTags(new FlowConfig.KeyTags(true, false)));
    apart.frame(tagged(10, udp(7001, new byte[3])));
    apart.frame(tagged(20, udp(7001, new byte[3])));
    apart.frame(tagged(10, udp(7001, new byte[3])));
    List<FlowRecord> records = apart.finish();
    assertEquals(2, records.size());
    assertEquals(2, records.get(0).packets());
    assertEquals(List.of(20), tags(records.get(1)).vlans());
    Wire tunnels = new Wire(FlowConfig.defaults().withKeyTags(new FlowConfig.KeyTags(false, true)));
    tunnels.ip(vxlan(1, Datagrams.ethernet(udp(7001, new byte[3]))));
    tunnels.ip(vxlan(2, Datagrams.ethernet(udp(7001, new byte[3]))));
    assertEquals(3, tunnels.finish().size());
  }

  @Test
  void fragmentsInOtherVlansAreOfOtherDatagrams() {
    byte[] datagram = udp(7001, new byte[1000]);
    byte[] first = fragment(datagram, 0, 512, true);
    byte[] second = fragment(datagram, 512, 1008 - 512, false);
    wire.frame(tagged(10, first));
    wire.frame(tagged(20, second));
    assertEquals(0, wire.finish().size());
    Wire same = new Wire();
    same.frame(tagged(10, first));
    same.frame(tagged(10, second));
    assertEquals(1, same.finish().size());
  }

  private static byte[] fragment(byte[] datagram, int offset, int length, boolean more) {
    byte[] part = new byte[length];
    System.arraycopy(datagram, 20 + offset, part, 0, length);
    byte[] fragment = Datagrams.ipv4("10.9.0.1", "10.9.0.2", IpProtocol.UDP, part);
    fragment[5] = 9; // identification
    fragment[6] = (byte) (more ? 0x20 : 0);
    fragment[6] |= (byte) (offset >> 11);
    fragment[7] = (byte) (offset / 8);
    return fragment;
  }
}

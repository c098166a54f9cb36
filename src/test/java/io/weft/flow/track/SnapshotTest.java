package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ActiveFlows;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of flows that are open still, and of those that nobody saw the end of. */
class SnapshotTest {
  private final Wire wire = new Wire(FlowConfig.defaults().withDigest("SHA-256"));

  private List<FlowRecord> snapshot() {
    List<FlowRecord> records = new ArrayList<>();
    wire.tracker().snapshot(records::add);
    return records;
  }

  private List<String> names(List<FlowRecord> records) {
    return records.stream().map(record -> record.name().toString()).toList();
  }

  @Test
  void onlyWhatChangedIsTold() {
    Conversation first = wire.tcp().open();
    Conversation second = wire.tcp().open();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    assertEquals(List.of("tcp:0", "tcp:1", "udp:0"), names(snapshot()));
    assertEquals(List.of(), snapshot());
    second.client.send("more");
    List<FlowRecord> records = snapshot();
    assertEquals(List.of("tcp:1"), names(records));
    assertFalse(records.get(0).outcome().finished());
    assertEquals(4, records.get(0).packets());
    assertEquals(4, records.get(0).client().stream().bytes());
    first.close();
    assertEquals(List.of("tcp:0"), names(snapshot()));
    assertEquals(3, wire.finish().size());
  }

  @Test
  void aFlowThatHasEndedIsNoLongerTold() {
    wire.tcp().open().close();
    wire.later(Duration.ofMinutes(1));
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    assertEquals(List.of("tcp:0"), names(wire.records()));
    assertEquals(List.of("udp:0"), names(snapshot()));
  }

  @Test
  void anErrorThatQuotesAFlowChangesIt() {
    Conversation attempt = wire.tcp();
    byte[] syn = attempt.client.segment(-1).flags(2).datagram();
    attempt.client.syn();
    assertEquals(List.of("tcp:0"), names(snapshot()));
    byte[] error = Frames.icmp(3, 1, 0, syn);
    wire.ip(Datagrams.ipv4("10.0.0.254", "10.0.0.1", IpProtocol.ICMP, error));
    List<FlowRecord> records = snapshot();
    assertEquals(List.of("tcp:0", "icmp:0"), names(records));
    assertEquals(3, records.get(0).icmp().type());
  }

  @Test
  void aDigestGoesOnBehindASnapshot() {
    Conversation conversation = wire.tcp().open();
    conversation.client.send("one");
    String early = snapshot().get(0).client().stream().digest();
    conversation.client.send("two");
    Wire other = new Wire(FlowConfig.defaults().withDigest("SHA-256"));
    other.tcp().open().client.send("one").send("two");
    String whole = wire.finishOne().client().stream().digest();
    assertEquals(other.finishOne().client().stream().digest(), whole);
    assertFalse(whole.equals(early));
  }

  @Test
  void anInterruptedRunSaysWhichFlowsWereOpen() {
    wire.tcp().open().close();
    wire.tcp().open();
    wire.tcp().client.syn();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.tracker().interrupt();
    assertEquals(
        List.of("tcp:0 true", "tcp:1 false", "tcp:2 false", "udp:0 false"),
        wire.records().stream()
            .map(record -> record.name() + " " + record.outcome().finished())
            .toList());
  }

  @Test
  void activeFlowsComeWithWhatTheyHadBefore() {
    ActiveFlows active = wire.tracker().watch(2);
    Conversation first = wire.tcp().open();
    Conversation second = wire.tcp().open();
    List<String> taken = new ArrayList<>();
    ActiveFlows.Taker taker =
        (flow, packets, bytes) ->
            taken.add(
                flow.name()
                    + " "
                    + packets
                    + "→"
                    + flow.packets()
                    + " "
                    + (bytes == 0 ? "0" : bytes < flow.bytes() ? "some" : "all"));
    assertEquals(0, active.take(taker));
    assertEquals(List.of("tcp:0 0→3 0", "tcp:1 0→3 0"), taken);
    taken.clear();
    assertEquals(0, active.take(taker));
    assertEquals(List.of(), taken);
    second.client.send("more");
    first.client.send("more").rst();
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "no room");
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "still none");
    assertEquals(2, active.take(taker));
    assertEquals(List.of("tcp:1 3→4 some", "tcp:0 3→5 some"), taken);
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "now there is");
    wire.later(Duration.ofMinutes(1));
    first.client.initial(77).syn(); // another connection on the ports of the one that was reset
    taken.clear();
    assertEquals(0, active.take(taker));
    assertEquals(List.of("udp:0 2→3 some", "tcp:2 0→1 0"), taken);
  }

  @Test
  void aFlowThatEndedMeanwhileIsNotHandedOut() {
    ActiveFlows active = wire.tracker().watch(8);
    wire.tcp().open().close();
    wire.later(Duration.ofMinutes(1));
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    wire.udp("10.0.0.1", 7000, "10.0.0.2", 7001, "x");
    assertEquals(1, wire.records().size());
    List<String> taken = new ArrayList<>();
    active.take((flow, packets, bytes) -> taken.add(flow.name().toString()));
    assertEquals(List.of("udp:0"), taken);
    assertEquals(2, wire.opened().size());
  }

  @Test
  void repeatsAreCountedOverAllConnections() {
    Conversation first = wire.tcp().open();
    Conversation second = wire.tcp().open();
    first.client.send("abc");
    second.server.send("abc");
    wire.later(Duration.ofSeconds(1));
    first.client.resend(0, "abc");
    second.server.resend(0, "abc");
    wire.later(Duration.ofSeconds(1));
    second.server.resend(0, "abc");
    assertEquals(3, wire.tracker().repeatedSegments());
    List<FlowRecord> records = wire.finish();
    assertEquals(1, records.get(0).client().stream().segments().repeated());
    assertEquals(2, records.get(1).server().stream().segments().repeated());
  }
}

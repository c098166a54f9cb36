package io.weft.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopTalkersTest {
  @Test
  void bothEndsAreCountedLargestFirst() {
    TopTalkers talkers = new TopTalkers();
    talkers.add(flow(1, 2, 100, 300));
    talkers.add(flow(3, 2, 50, 10));
    List<ReportSummary.Talker> top = talkers.top();
    assertEquals(List.of("0.0.0.2", "0.0.0.1", "0.0.0.3"), addresses(top));
    assertEquals(new ReportSummary.Talker(IpAddress.ipv4(2), null, 2, 2, 310, 2, 150), top.get(0));
    assertEquals(0, talkers.forgotten());
  }

  @Test
  void aboveTheBoundTheSmallOnesAreLetGoAndCounted() {
    TopTalkers talkers = new TopTalkers(100);
    talkers.add(flow(1, 2, 1_000_000, 1_000_000));
    for (int i = 10; i < 10_000; i++) {
      talkers.add(flow(i, 2, 60, 60));
    }
    assertEquals(List.of("0.0.0.2", "0.0.0.1"), addresses(talkers.top()).subList(0, 2));
    assertEquals(TopTalkers.SHOWN, talkers.top().size());
    assertTrue(talkers.forgotten() > 9_800, talkers.forgotten() + " forgotten");
    assertEquals(9_991L, talkers.top().get(0).flows());
  }

  private static List<String> addresses(List<ReportSummary.Talker> talkers) {
    return talkers.stream().map(talker -> talker.ip().toString()).toList();
  }

  private static FlowRecord flow(int client, int server, long sent, long received) {
    FlowRecord pattern = FlowRecords.ping();
    return new FlowRecord(
        pattern.identity(),
        pattern.times(),
        end(client, sent),
        end(server, received),
        pattern.outcome(),
        pattern.application(),
        pattern.tcp(),
        pattern.icmp(),
        pattern.exchanges());
  }

  private static EndpointRecord end(int ip, long bytes) {
    return EndpointRecord.of(IpAddress.ipv4(ip), -1, new EndpointRecord.Volume(1, bytes, 0), null);
  }
}

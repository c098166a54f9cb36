package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TcpSimulationTest {
  private static final int SEEDS = 4_000;
  private static final Pattern GAPS = Pattern.compile("(?:\\[\\d+\\]){2,}");

  @Test
  void whatWasSentComesOutOrIsAGap() {
    long bytes = 0;
    long missing = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Wire wire = new Wire();
      TcpSimulation simulation = new TcpSimulation(seed, wire);
      simulation.run();
      String seen = "seed " + seed;
      List<FlowRecord> records = wire.finish();
      if (records.isEmpty()) {
        continue; // nobody had anything to say
      }
      assertEquals(1, records.size(), seen);
      FlowRecord record = records.get(0);
      boolean isReversed = !record.client().ip().toString().equals(Conversation.CLIENT);
      EndpointRecord client = isReversed ? record.server() : record.client();
      EndpointRecord server = isReversed ? record.client() : record.server();
      String fromClient = isReversed ? wire.fromServer() : wire.fromClient();
      String fromServer = isReversed ? wire.fromClient() : wire.fromServer();
      assertEquals(simulation.fromClient(), joinGaps(fromClient), seen);
      assertEquals(simulation.fromServer(), joinGaps(fromServer), seen);
      assertEquals(simulation.clientMissing(), client.stream().missing().bytes(), seen);
      assertEquals(simulation.serverMissing(), server.stream().missing().bytes(), seen);
      assertEquals(0, client.stream().odd().overlapConflicts(), seen);
      assertEquals(0, client.stream().missing().abandonedBytes(), seen);
      assertEquals(0, wire.waitingBytes(), seen);
      bytes += client.stream().bytes() + server.stream().bytes();
      missing += client.stream().missing().bytes() + server.stream().missing().bytes();
    }
    assertTrue(bytes > 1_000L * SEEDS, bytes + " bytes");
    assertTrue(missing > 10L * SEEDS, missing + " missing");
  }

  /** Two gaps one behind the other are one. */
  private static String joinGaps(String text) {
    return GAPS.matcher(text).replaceAll(TcpSimulationTest::sum);
  }

  private static String sum(MatchResult gaps) {
    long sum = 0;
    for (String gap : gaps.group().substring(1).split("\\[", -1)) {
      sum += Long.parseLong(gap.substring(0, gap.length() - 1));
    }
    return "[" + sum + "]";
  }
}

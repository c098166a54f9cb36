package io.weft.cli;

import static io.weft.cli.CaseRuns.flow;
import static io.weft.cli.CaseRuns.flows;
import static io.weft.cli.CaseRuns.onlyFlow;
import static io.weft.cli.CaseRuns.packets;
import static io.weft.cli.CaseRuns.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Connections that begin, pause and end in ways of their own, and captures that tell them oddly.
 */
final class ConnectionCasesTest {
  private static void assertSides(int client, int server, JsonNode counts) {
    assertEquals(client, counts.get("client").asInt(), counts.toString());
    assertEquals(server, counts.get("server").asInt(), counts.toString());
  }

  private static void assertExchange(String target, int status, JsonNode flow) {
    assertEquals("GET", flow.at("/http/0/method").asText());
    assertEquals(target, flow.at("/http/0/target").asText());
    assertEquals(status, flow.at("/http/0/status").asInt());
  }

  @Test
  void keepAlivesOfOneByteAreNoRetransmissions() throws IOException {
    JsonNode flow = onlyFlow("keepalive1.pcap");
    assertSides(6, 0, flow.at("/tcp/keep_alives"));
    assertSides(0, 0, flow.at("/tcp/repeated_segments"));
    assertTrue(table("keepalive1.pcap").contains(" 6 keep-alives"));
    assertFalse(table("keepalive1.pcap").contains("retransmission"));
  }

  @Test
  void probesOfClosedWindowsAreNoRetransmissions() throws IOException {
    JsonNode flow = onlyFlow("zerowin.pcap");
    assertSides(4, 0, flow.at("/tcp/window_probes"));
    assertSides(0, 5, flow.at("/tcp/zero_windows"));
    assertSides(0, 0, flow.at("/tcp/repeated_segments"));
    assertTrue(table("zerowin.pcap").contains(" 5 zero windows; 4 window probes"));
  }

  @Test
  void aFileOutOfOrderBeginsWithItsEarliestPacket() throws IOException {
    JsonNode flow = onlyFlow("order.pcap");
    assertEquals("2023-11-14T22:13:20.000000000Z", flow.get("start").asText());
    assertEquals("0.008999", flow.get("duration").asText());
    assertEquals(flow.get("start"), flow.at("/tcp/handshake/syn"));
    assertEquals("10.1.0.2", flow.at("/client/ip").asText());
  }

  @Test
  void oneStrangeTimeEndsNoFlow() throws IOException {
    JsonNode flow = onlyFlow("wild.pcap");
    assertEquals(26, flow.at("/client/packets").asInt() + flow.at("/server/packets").asInt());
    assertEquals("SF", flow.get("conn_state").asText());
    assertEquals(5, flow.get("http_exchanges").asInt());
    String table = table("wild.pcap");
    assertTrue(
        table.contains("\n1 packet with a time more than a minute from those around"), table);
  }

  @Test
  void aSplitHandshakeIsOneConnection() throws IOException {
    JsonNode flow = onlyFlow("split.pcap");
    assertEquals("10.1.0.2", flow.at("/client/ip").asText());
    assertEquals(40000, flow.at("/client/port").asInt());
    assertExchange("/syn", 200, flow);
  }

  @Test
  void aPauseOfTwoHoursEndsNoConnection() throws IOException {
    JsonNode flow = onlyFlow("pause2h.pcap");
    assertEquals(20, flow.at("/client/packets").asInt() + flow.at("/server/packets").asInt());
    assertEquals("SF", flow.get("conn_state").asText());
    assertEquals(8 * 3600, flow.get("duration").asDouble(), 1);
  }

  @Test
  void aRepeatedSynThatWasAnsweredIsNoAttempt() throws IOException {
    assertSides(1, 0, onlyFlow("syn-twice-answered.pcap").at("/tcp/repeated_segments"));
    String table = table("syn-twice-answered.pcap");
    assertTrue(table.contains(" not closed; 1 retransmission\n"), table);
  }

  @Test
  void aSynThatRepeatsARecordThatLeftContinuesItsStream() throws IOException {
    List<Integer> streams = new ArrayList<>();
    for (JsonNode packet : packets("same-syn-after-continued.pcap")) {
      streams.add(packet.at("/layers/2/stream").asInt());
    }
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0), streams);
    List<JsonNode> flows = flows("same-syn-after-continued.pcap");
    assertTrue(flows.get(2).get("continued").asBoolean());
    assertTrue(table("same-syn-after-continued.pcap").contains("; continued\n"));
  }

  @Test
  void aHeaderThatIsCutBehindItsPortsMakesAFlow() throws IOException {
    JsonNode flow = onlyFlow("tcp-cut-after-ports.pcap");
    assertEquals(40000, flow.at("/client/port").asInt());
    assertEquals(80, flow.at("/server/port").asInt());
    assertEquals(3, flow.at("/client/packets").asInt() + flow.at("/server/packets").asInt());
    assertEquals(162, flow.at("/client/bytes").asInt() + flow.at("/server/bytes").asInt());
  }

  @Test
  void dataAtTheNumberOfTheSynIsRead() throws IOException {
    JsonNode flow = onlyFlow("seq-without-syn.pcap");
    assertExchange("/index.html", 200, flow);
    for (String side : List.of("client", "server")) {
      JsonNode end = flow.get(side);
      assertEquals(end.get("payload_bytes").asInt(), end.get("stream_bytes").asInt());
    }
  }

  @Test
  void segmentsBeforeTheFirstOneSeenAreTakenIn() throws IOException {
    JsonNode flow = flow("tcp:0", "midstream-reordered.pcap");
    assertEquals(11, flow.at("/server/stream_bytes").asInt());
  }
}

package io.weft.cli;

import static io.weft.cli.CaseRuns.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams whose ports are those of other protocols, or of none. */
final class DatagramCasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"dnsport4789.pcap", "dnsport5353.pcap"})
  void aClientsPortIsNoTunnelAndNoMulticastDns(String capture) throws IOException {
    List<JsonNode> flows = flows(capture);
    assertEquals(1, flows.size(), "no flow inside");
    JsonNode flow = flows.get(0);
    assertEquals("dns", flow.at("/application/protocol").asText());
    assertEquals("content", flow.at("/application/detected_by").asText());
    assertEquals(2, flow.get("dns_exchanges").asInt());
    for (int i = 0; i < 2; i++) {
      JsonNode exchange = flow.get("dns").get(i);
      assertEquals("dns", exchange.get("service").asText());
      assertEquals("NOERROR", exchange.get("rcode").asText());
      assertEquals("192.0.2." + (i + 1), exchange.at("/answers/0/data").asText());
      assertEquals(0.020, exchange.get("rtt").asDouble(), 1e-9);
    }
  }

  @Test
  void dnsOnAnotherPortIsFound() throws IOException {
    for (JsonNode flow : flows("dns10053.pcap")) {
      assertEquals("dns", flow.at("/application/protocol").asText());
      assertEquals("content", flow.at("/application/detected_by").asText());
      assertEquals("alt.test", flow.at("/dns/0/name").asText());
      assertEquals("192.0.2.7", flow.at("/dns/0/answers/0/data").asText());
      if (flow.get("protocol").asText().equals("udp")) {
        assertEquals(0.010, flow.at("/dns/0/rtt").asDouble(), 1e-9);
      }
    }
  }

  @Test
  void vxlanOnTheLinuxPortIsOpened() throws IOException {
    List<JsonNode> flows = flows("vxlan8472.pcap");
    assertEquals(2, flows.size());
    for (JsonNode flow : flows) {
      boolean isOuter = flow.get("protocol").asText().equals("udp");
      assertEquals(isOuter ? "vxlan" : "http", flow.at("/application/protocol").asText());
      if (!isOuter) {
        assertEquals("/e", flow.at("/http/0/target").asText());
        assertEquals(204, flow.at("/http/0/status").asInt());
      }
    }
  }
}

package io.weft.cli;

import static io.weft.cli.CaseRuns.file;
import static io.weft.cli.CaseRuns.flows;
import static io.weft.cli.CaseRuns.onlyFlow;
import static io.weft.cli.CaseRuns.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications in use do, beside what their standards say. */
final class ApplicationCasesTest {
  @Test
  void aRequestWithoutAVersionHasABareAnswer() throws IOException {
    JsonNode flow = onlyFlow("http09.pcap");
    assertEquals("http", flow.at("/application/protocol").asText());
    assertEquals(1, flow.get("http_exchanges").asInt());
    JsonNode exchange = flow.at("/http/0");
    assertEquals("GET", exchange.get("method").asText());
    assertEquals("/index.html", exchange.get("target").asText());
    assertEquals("0.9", exchange.get("version").asText());
    assertEquals(30, exchange.get("response_body_bytes").asInt());
    assertFalse(exchange.has("status"));
    assertTrue(table("http09.pcap").contains("GET /index.html HTTP/0.9"));
  }

  @Test
  void anOddVersionIsTold() throws IOException {
    JsonNode exchange = onlyFlow("http-odd-version.pcap").at("/http/0");
    assertEquals("/update?t=43.0", exchange.get("target").asText());
    assertEquals("1.0.8", exchange.get("version").asText());
    assertEquals(200, exchange.get("status").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http-interim-cut.pcap", "lying-length.pcap"})
  void noCommandFails(String capture) throws IOException {
    String file = file(capture);
    for (String command :
        new String[] {
          "flows", "flows --json", "packets", "packets --json", "report", "stream tcp:0"
        }) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.add(words.get(0).equals("stream") ? 1 : words.size(), file);
      Session weft = new Session();
      assertEquals(0, weft.run(words.toArray(new String[0])), command + ": " + weft.err());
      assertFalse(weft.err().contains("internal error"), weft.err());
    }
    JsonNode exchange = onlyFlow(capture).at("/http/0");
    if (capture.startsWith("http")) {
      assertEquals("/f", exchange.get("target").asText());
      assertFalse(exchange.has("status"));
    }
  }

  @Test
  void namesOfMulticastDnsAreText() throws IOException {
    JsonNode announcement = null;
    for (JsonNode flow : flows("mdns.pcap")) {
      JsonNode exchange = flow.at("/mdns/0");
      if (exchange.has("answers")) {
        announcement = exchange;
      }
    }
    assertEquals("Küche Drucker._ipp._tcp.local", announcement.at("/answers/0/data").asText());
    assertEquals("音楽室 v1.2._ipp._tcp.local", announcement.at("/answers/1/data").asText());
    assertEquals(
        "bad\\255\\254\\027[31mred._ipp._tcp.local", announcement.at("/answers/2/data").asText());
    assertFalse(announcement.has("query_packet"));
    String table = table("mdns.pcap");
    assertTrue(table.contains("announces PTR _ipp._tcp.local Küche Drucker"), table);
    assertFalse(table.contains("QUERY"), table);
  }

  @Test
  void aMirroredQueryWithItsMirroredAnswerIsOneExchange() throws IOException {
    JsonNode flow = onlyFlow("dup.pcap");
    assertEquals(1, flow.get("dns_exchanges").asInt());
    JsonNode exchange = flow.at("/dns/0");
    assertEquals(1, exchange.get("query_copies").asInt());
    assertEquals(1, exchange.get("response_copies").asInt());
    assertFalse(exchange.has("retries"));
    assertEquals(0.020, exchange.get("rtt").asDouble(), 1e-9);
  }

  @Test
  void aRepeatedQueryTellsItsLastAttempt() throws IOException {
    JsonNode flow = onlyFlow("sameid.pcap");
    assertEquals(4, flow.get("dns_exchanges").asInt());
    for (JsonNode exchange : flow.get("dns")) {
      assertEquals(0.020, exchange.get("rtt").asDouble(), 1e-9);
      assertEquals(exchange.get("query_packet").asInt() == 1, exchange.has("retries"));
    }
    JsonNode repeated = flow.at("/dns/0");
    assertEquals("2023-11-14T22:13:20.000000000Z", repeated.get("start").asText());
    assertEquals("2023-11-14T22:13:22.000000000Z", repeated.get("retry").asText());
    assertEquals(2, repeated.get("retry_packet").asInt());
  }

  @Test
  void tagsAndTunnelsOfMakersAreOpened() throws IOException {
    JsonNode behindTag = onlyFlow("cisco-metadata-sgt.pcap");
    assertEquals("tcp", behindTag.get("protocol").asText());
    assertEquals(80, behindTag.at("/server/port").asInt());
    List<JsonNode> flows = flows("eoip.pcap");
    assertEquals(2, flows.size());
    JsonNode inner =
        flows.stream().filter(flow -> flow.at("/server/port").asInt() == 9999).findAny().get();
    assertEquals(7, inner.at("/encapsulation/0/id").asInt(), "its lower byte comes first");
  }

  @Test
  void whatAProxyCarriesIsRead() throws IOException {
    JsonNode flow = onlyFlow("socks5-http.pcap");
    assertEquals("http", flow.at("/application/protocol").asText());
    assertEquals("content", flow.at("/application/detected_by").asText());
    assertEquals("socks", flow.at("/application/over/0").asText());
    JsonNode request = flow.at("/socks/0");
    assertEquals("connect", request.get("command").asText());
    assertEquals("succeeded", request.get("reply").asText());
    assertEquals("a.test", flow.at("/http/0/host").asText());
    assertEquals("/a", flow.at("/http/0/target").asText());
    assertEquals(200, flow.at("/http/0/status").asInt());
  }
}

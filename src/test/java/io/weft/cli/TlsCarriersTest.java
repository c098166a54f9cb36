package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real connections on which TLS begins behind something else. */
final class TlsCarriersTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  @ParameterizedTest
  @CsvSource({
    "zeek/tls-pop3-starttls.pcap, tcp:0, pop pop tls",
    "zeek/tls-xmpp-starttls.pcap, tcp:0, xmpp xmpp tls",
    "zeek/tls-irc-starttls.pcap, tcp:0, irc tls",
    "zeek/mysql-tls-13-amazon-rds.pcap, tcp:0, mysql tls",
    "zeek/rdp-rdp-to-ssl.pcap, tcp:0, rdp tls",
    "ndpi/http_connect.pcap, tcp:0, http tls",
    "ndpi/tls_heur__shadowsocks-tcp.pcapng, tcp:0, socks tls",
    "ndpi/gnutella.pcap, tcp:110, tls"
  })
  void tlsIsFoundBehindIt(String capture, String flow, String protocols) throws IOException {
    Path file = CAPTURES.resolve(capture);
    assumeTrue(Files.exists(file), "the captures are not here");
    Session weft = new Session();
    assertEquals(0, weft.run("exchanges", "--json", file.toString()), weft.err());
    List<String> found = new ArrayList<>();
    JsonNode tls = null;
    for (String line : weft.out().lines().toList()) {
      JsonNode exchange = new JsonMapper().readTree(line);
      if (exchange.path("flow").asText().equals(flow)) {
        found.add(exchange.path("protocol").asText());
        tls = exchange.has("tls") ? exchange.path("tls") : tls;
      }
    }
    assertEquals(List.of(protocols.split(" ")), found);
    assertTrue(tls.has("cipher"), tls.toString());
  }
}

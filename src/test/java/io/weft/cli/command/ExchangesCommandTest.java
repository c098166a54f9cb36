package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Schemas;
import io.weft.cli.Session;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangesCommandTest {
  private static List<String> lines(String... arguments) {
    Session weft = new Session();
    assertEquals(0, weft.run(arguments), weft.err());
    return weft.out().lines().toList();
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  @Test
  void theLinesKeepToTheirSchema() throws IOException {
    Schemas schemas = new Schemas();
    for (String capture : List.of("https.pcapng", "dns.pcap", "http-pipelined.pcapng")) {
      List<String> lines = lines("exchanges", "--json", "samples/" + capture);
      assertFalse(lines.isEmpty());
      for (String line : lines) {
        assertEquals(List.of(), schemas.errors(line), line);
      }
    }
  }

  @Test
  void shortNamesChooseTheirProtocol() {
    String capture = "samples/https.pcapng";
    assertEquals("3 exchanges", last(lines("http", capture)));
    assertEquals("2 exchanges", last(lines("tls", capture)));
    assertEquals("4 exchanges", last(lines("dns", capture)));
    assertEquals("9 exchanges", last(lines("exchanges", capture)));
    assertEquals(
        "5 exchanges",
        last(lines("exchanges", "--protocol", "http", "--protocol", "tls", capture)));
  }

  @Test
  void exchangesAreChosen() {
    String tls = "samples/tls.pcap";
    assertEquals("2 exchanges", last(lines("tls", "--status", "unknown_ca", tls)));
    assertEquals("34 exchanges", last(lines("tls", "--host", "test", tls)));
    assertEquals("0 exchanges", last(lines("tls", "--host", "hop.test", tls)));
    assertEquals("1 exchange", last(lines("tls", "--slower-than", "100ms", tls)));
    assertEquals("1 exchange", last(lines("dns", "--status", "nxdomain", "samples/dns.pcap")));
    assertEquals(
        "1 exchange", last(lines("http", "--status", "4XX", "samples/http-pipelined.pcapng")));
    assertEquals(3, lines("http", "--json", "samples/https.pcapng").size());
    assertEquals(1, lines("http", "--json", "--top", "1", "samples/https.pcapng").size());
  }

  @Test
  void whatNobodyAnswers() {
    List<String> lines = lines("exchanges", "--unanswered", "--json", "samples/one-sided.pcap");
    lines.forEach(line -> assertFalse(line.contains("\"response_start\""), line));
    assertTrue(last(lines("dns", "--unanswered", "samples/dns.pcap")).startsWith("0 exchanges"));
  }

  @Test
  void wrongUse() {
    for (String[] arguments :
        List.of(
            new String[] {"tls", "--slower-than", "soon", "samples/tls.pcap"},
            new String[] {"tls", "--top", "1", "--all", "samples/tls.pcap"},
            new String[] {"tls", "--keylog", "samples/nowhere", "samples/tls.pcap"},
            new String[] {"exchanges", "--protocol", "htpt", "samples/tls.pcap"})) {
      Session weft = new Session();
      assertEquals(2, weft.run(arguments), weft.err());
    }
  }

  @Test
  void timesAreShownInTheFormAskedFor() {
    String capture = "samples/http-pipelined.pcapng";
    assertTrue(lines("http", capture).get(0).contains("  START (UTC)  "));
    List<String> relative = lines("http", "-t", "relative", capture);
    assertTrue(relative.get(0).contains("  START (s)  "), relative.get(0));
    assertTrue(relative.get(1).matches("tcp:0 +0\\.0\\d\\d .*"), relative.get(1));
  }
}

package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter selects the same packets whether only what it names is found out, as for columns and for
 * files, or everything, as for JSON.
 */
final class FilterEffortsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.request || http2",
        "tls || quic || dtls",
        "dns.response_to && dns.time > 0",
        "smtp || ftp || ssh || smb || kerberos || sip || websocket",
        "tcp.analysis.flags || tcp.stream == 1",
        "frame.protocols contains \"http\"",
        "tcp.len > 0 && tcp.seq == 1 && !http",
        "udp.length > 20 || arp"
      })
  void whatIsNotNamedChangesNothing(String filter) throws IOException {
    int selected = 0;
    try (Stream<Path> samples = Files.list(Path.of("samples"))) {
      for (Path sample : samples.filter(file -> file.toString().contains(".pcap")).toList()) {
        List<String> numbers = ofJson(sample, filter);
        selected += numbers.size();
        assertEquals(numbers, ofColumns(sample, filter), sample.toString());
      }
    }
    assertTrue(selected > 10, selected + " packets selected");
  }

  private static List<String> ofColumns(Path capture, String filter) {
    Session session = new Session();
    session.run("packets", "-Y", filter, "-e", "frame.number", capture.toString());
    assertFalse(session.err().contains("-Y"), session.err());
    return session.out().lines().toList();
  }

  private static List<String> ofJson(Path capture, String filter) throws IOException {
    Session session = new Session();
    session.run("packets", "-Y", filter, "--json", capture.toString());
    List<String> numbers = new ArrayList<>();
    for (String line : session.out().lines().toList()) {
      numbers.add(JSON.readTree(line).get("number").asText());
    }
    return numbers;
  }
}

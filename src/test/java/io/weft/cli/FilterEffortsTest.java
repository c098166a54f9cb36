package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.dissect.chain.Effort;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter selects the same packets whether only what it names is found out, as for columns and for
 * files, or everything, as for JSON.
 */
final class FilterEffortsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEYS = "samples/tls.keylog";
  private static final FieldCatalogue CATALOGUE = FieldCatalogue.of(StandardProtocols.chain());

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
        "udp.stream > 1 || udp.time_delta > 0.1",
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

  /**
   * Who asks for one protocol only has the same values of all its fields as who asks for everything
   * besides: {@code frame.protocols} tells of all layers.
   */
  @Test
  void aProtocolIsReadAloneAsWithAllOthers() throws IOException {
    Set<String> compared = new HashSet<>();
    try (Stream<Path> samples = Files.list(Path.of("samples"))) {
      for (Path sample : samples.filter(file -> file.toString().contains(".pcap")).toList()) {
        for (String protocol : protocols(sample)) {
          List<String> columns = columns(protocol);
          List<String> alone = values(sample, protocol, columns);
          columns.add("frame.protocols");
          List<String> withAll = values(sample, protocol, columns);
          withAll.replaceAll(line -> line.substring(0, line.lastIndexOf('\t')));
          assertEquals(withAll, alone, protocol + " in " + sample);
          compared.add(protocol);
        }
      }
    }
    assertTrue(compared.containsAll(Set.of("http", "http2", "tls", "ftp-data", "dns", "rtcp")));
  }

  /** Those of the capture's protocols that are read in streams and conversations. */
  private static Set<String> protocols(Path capture) {
    Session session = new Session();
    session.run("packets", "--keylog", KEYS, "-e", "frame.protocols", capture.toString());
    Set<String> protocols = new TreeSet<>();
    session.out().lines().forEach(line -> protocols.addAll(List.of(line.split(":"))));
    protocols.removeIf(
        each -> CATALOGUE.effort(each).isNone() || CATALOGUE.effort(each).equals(Effort.ALL));
    return protocols;
  }

  private static List<String> columns(String protocol) {
    List<String> columns = new ArrayList<>(List.of("frame.number"));
    for (FieldCatalogue.Entry field : CATALOGUE.fields()) {
      if (field.name().startsWith(protocol + ".") && !field.isAlias()) {
        columns.add(field.name());
      }
    }
    return columns;
  }

  private static List<String> values(Path capture, String filter, List<String> columns) {
    List<String> words = new ArrayList<>(List.of("packets", "--keylog", KEYS, "-Y", filter));
    for (String column : columns) {
      words.addAll(List.of("-e", column));
    }
    words.add(capture.toString());
    Session session = new Session();
    session.run(words.toArray(String[]::new));
    return new ArrayList<>(session.out().lines().toList());
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

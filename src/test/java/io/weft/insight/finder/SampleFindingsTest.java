package io.weft.insight.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.flow.FlowConfig;
import io.weft.insight.Finding;
import io.weft.insight.Severity;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is found in each recorded sample, whose cause its recording script knows. A sample that does
 * not stand here is healthy: nothing may be found in it that matters.
 */
class SampleFindingsTest {
  private static final Map<String, String> FOUND =
      Map.ofEntries(
          Map.entry("cooked.pcap", "[NOTE duplicates]"),
          Map.entry("dns-http.pcapng", "[NOTE http-errors]"),
          Map.entry("dns.pcap", "[WARNING failing-name-server]"),
          Map.entry("dtls-rsa.pcap", "[WARNING certificate]"),
          Map.entry("dtls13.pcap", "[NOTE unreachable]"),
          Map.entry("fragments.pcap", "[NOTE fragmentation]"),
          Map.entry("half-close.pcap", "[NOTE slow-sender]"),
          Map.entry("h2c.pcap", "[NOTE http-errors]"),
          Map.entry("http-loss-client.pcapng", "[WARNING loss]"),
          Map.entry("http-loss-server.pcap.zst", "[WARNING loss]"),
          Map.entry("http-pipelined.pcapng", "[NOTE http-errors]"),
          Map.entry("http-reordered.pcap.gz", "[NOTE reordering]"),
          Map.entry("http2-kinds.pcapng", "[NOTE http-errors, NOTE tls-failure]"),
          Map.entry("http2.pcap", "[NOTE http-errors]"),
          Map.entry(
              "icmp.pcap",
              "[NOTE path-mtu, NOTE ttl-exceeded, WARNING filtered, WARNING unreachable]"),
          Map.entry("keep-alive.pcap", "[WARNING keep-alive-death]"),
          Map.entry("logins.pcap", "[NOTE slow-server]"),
          Map.entry("midstream.pcap", "[NOTE slow-sender]"),
          Map.entry("one-sided.pcap", "[WARNING asymmetric]"),
          Map.entry("refused.pcap", "[ERROR refused]"),
          Map.entry("reset.pcap", "[NOTE reset, NOTE zero-window]"),
          Map.entry("scan.pcap", "[WARNING scan]"),
          Map.entry("tls.pcap", "[NOTE slow-server, WARNING tls-failure]"),
          Map.entry("unanswered.pcap", "[ERROR unanswered]"),
          Map.entry("zero-window.pcap", "[WARNING zero-window]"));

  @TestFactory
  List<DynamicTest> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files
          .filter(file -> file.toString().contains(".pcap"))
          .sorted()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    List<Finding> found = findings(file);
    String kinds =
        found.stream()
            .filter(each -> each.severity() != Severity.INFO)
            .map(each -> each.severity() + " " + each.kind().id())
            .collect(Collectors.toCollection(TreeSet::new))
            .toString();
    assertEquals(FOUND.getOrDefault(file.getFileName().toString(), "[]"), kinds);
    for (Finding each : found) {
      assertTrue(each.cases() > 0, each.toString());
      assertTrue(each.cost() == null || each.cost().nanos() >= 0, each.toString());
    }
  }

  static List<Finding> findings(Path file) throws IOException {
    Findings findings = new Findings();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withChecksums(true);
    try (PacketSource source = Captures.open(file)) {
      Analyzer.Totals totals =
          Analyzer.of(StandardProtocols.chain()).flows(config, findings).build().run(source);
      return findings.atEnd(totals.flows(), totals.strayTimes()).worst();
    }
  }
}

package io.weft.insight.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.insight.Finding;
import io.weft.insight.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What made the recorded connections slow is found, from both sides, and costs what it did. */
class SlowFindingsTest {
  @ParameterizedTest
  @CsvSource({
    "loss-middle, loss, WARNING, 0.15, client server",
    "loss-random, loss, WARNING, 0.3, client server",
    "loss-tail, loss, WARNING, 0.4, client server",
    "drips, slow-sender, NOTE, 0.9, client server",
    "rate-bbr, path-limit, NOTE, 0.5, client server",
    "think, slow-server, NOTE, 0.88, client server",
    "pausing-reader, zero-window, WARNING, 0.9, client server",
    "rate, loss, WARNING, 0.05, client server",
    "small-receive-buffer, small-window, NOTE, 0.4, client server",
    "small-send-buffer, sender-cap, NOTE, 0.4, client server",
    "syn-ack-lost, handshake-loss, WARNING, 0.9, client server",
    "syn-lost, handshake-loss, WARNING, 0.9, client",
    "slow-name, slow-name-server, NOTE, 0.4, client server",
  })
  void reasonsAreFound(String sample, String kind, Severity severity, double cost, String sides)
      throws IOException {
    for (String side : sides.split(" ")) {
      Path file = Path.of("samples/slow/" + sample + "-" + side + ".pcap");
      List<Finding> found =
          SampleFindingsTest.findings(file).stream()
              .filter(each -> each.severity() != Severity.INFO)
              .toList();
      assertEquals(
          "[" + severity + " " + kind + "]",
          found.stream()
              .map(each -> each.severity() + " " + each.kind().id())
              .collect(Collectors.toCollection(TreeSet::new))
              .toString(),
          side);
      assertTrue(found.get(0).cost().nanos() >= cost * 1e9, side + found.get(0).cost());
      assertTrue(!found.get(0).evidence().isEmpty(), side);
    }
  }
}

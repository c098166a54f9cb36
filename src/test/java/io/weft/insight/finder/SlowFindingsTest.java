package io.weft.insight.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.insight.Finding;
import io.weft.insight.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What made the recorded connections slow is found, from both sides, and costs what it did. */
class SlowFindingsTest {
  @ParameterizedTest
  @CsvSource({
    "loss-middle, WARNING loss, 0.15, client server",
    "loss-random, WARNING loss, 0.3, client server",
    "loss-tail, WARNING loss, 0.4, client server",
    "drips, NOTE slow-sender, 0.9, client server",
    "rate-bbr, NOTE path-limit, 0.5, client server",
    "think, NOTE slow-server, 0.88, client server",
    "pausing-reader, WARNING zero-window, 0.9, client server",
    "rate, WARNING loss, 0.05, client server",
    "small-receive-buffer, NOTE small-window, 0.4, client server",
    "small-send-buffer, NOTE sender-cap, 0.4, client server",
    "syn-ack-lost, WARNING handshake-loss, 0.9, client server",
    "syn-lost, WARNING handshake-loss, 0.9, client",
    "slow-name, NOTE slow-name-server, 0.4, client server",
    "loss-burst, ERROR loss, 0.3, client server",
    "loss-random-5, ERROR loss, 0.5, client server",
    "mtu-black-hole, ERROR mtu-black-hole, 1.8, client server",
    "idle-cut, WARNING box-reset, 0, client server",
    "duplicate-address, 'WARNING duplicate-address, NOTE reset', 0, client",
    "duplicate-address, WARNING duplicate-address, 0, server",
    "name-third, NOTE slow-name-server, 0.7, client server",
    "keep-alive-death, WARNING keep-alive-death, 0, client server",
    "reordering, NOTE reordering, 0, client server",
    "refused, ERROR refused, 0, client server",
    "filtered, WARNING filtered, 0, client server",
    "filtered-silently, ERROR unanswered, 8, client server",
    "ttl-loop, WARNING routing-loop, 0, client between",
  })
  void reasonsAreFound(String sample, String worstFirst, double cost, String sides)
      throws IOException {
    for (String side : sides.split(" ")) {
      Path file = Path.of("samples/slow/" + sample + "-" + side + ".pcap");
      List<Finding> found =
          SampleFindingsTest.findings(file).stream()
              .filter(each -> each.severity() != Severity.INFO)
              .toList();
      assertEquals(
          worstFirst,
          found.stream()
              .map(each -> each.severity() + " " + each.kind().id())
              .distinct()
              .collect(Collectors.joining(", ")),
          side);
      double told = found.get(0).cost() == null ? 0 : found.get(0).cost().nanos() / 1e9;
      assertTrue(told >= cost, side + told);
      assertTrue(!found.get(0).evidence().isEmpty(), side);
    }
  }
}

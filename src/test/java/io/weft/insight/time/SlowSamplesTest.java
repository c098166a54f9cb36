package io.weft.insight.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Connections recorded by {@code samples/slow/record.py}, slow for a reason that is known: from
 * both sides that reason is named first, and takes as much of the time as its ends know.
 */
class SlowSamplesTest {
  private static final Chain CHAIN = StandardProtocols.chain();
  private static final Path FOLDER = Path.of("samples/slow");

  /** How far a share of the time may be from the truth. */
  private static final double TOLERANCE = 0.1;

  private static final String NAME_LOOK_UP = "before";

  @TestFactory
  Stream<DynamicTest> reasonsAreNamed() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> truths;
    try (Stream<Path> all = Files.list(FOLDER)) {
      truths = all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    assertTrue(truths.size() >= 12, "all are there: " + truths);
    for (Path path : truths) {
      JsonNode truth = new ObjectMapper().readTree(path.toFile());
      String name = path.getFileName().toString().replace(".json", "");
      for (JsonNode side : truth.get("sides")) {
        if (!truth.has("first")) {
          continue; // attempts to connect that end at once: only findings tell of them
        }
        tests.add(
            DynamicTest.dynamicTest(
                name + ", " + side.asText() + "'s side",
                () -> check(truth, FOLDER.resolve(name + "-" + side.asText() + ".pcap"), side)));
      }
    }
    return tests.stream();
  }

  private static void check(JsonNode truth, Path capture, JsonNode side) throws IOException {
    ConnectionTime time = timeOf(capture);
    assertEquals(side.asText() + "_side", time.position().id());
    String first = truth.get("first").asText();
    double seconds = seconds(truth.path("seconds"), side.asText());
    long duration = time.division().durationNanos();
    if (first.equals(NAME_LOOK_UP)) {
      assertNotNull(time.before());
      assertTrue(time.before().durationNanos() > duration);
      assertEquals(seconds, time.before().durationNanos() / 1e9, seconds * TOLERANCE);
      return;
    }
    String told = capture + ": " + time.division().parts();
    assertEquals(first, time.division().first().id(), told);
    if (seconds >= 0) {
      TimeGroup group = TimeGroup.valueOf(first.toUpperCase(Locale.ROOT));
      double share = (double) time.division().nanos(group) / duration;
      assertEquals(seconds * 1e9 / duration, share, TOLERANCE, told);
    }
  }

  /** What is known of a side, or of both; -1 for nothing. */
  private static double seconds(JsonNode known, String side) {
    return known.isObject() ? known.get(side).asDouble() : known.asDouble(-1);
  }

  private static ConnectionTime timeOf(Path capture) throws IOException {
    List<ConnectionTime> times = new ArrayList<>();
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(CHAIN)
          .flows(
              FlowConfig.defaults().withAnalysis(true),
              new TimeAnalysis((flow, record, time) -> times.add(time)))
          .build()
          .run(source);
    }
    assertEquals(1, times.size(), "one connection in " + capture);
    return times.get(0);
  }
}

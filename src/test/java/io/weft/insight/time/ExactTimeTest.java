package io.weft.insight.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Exchange;
import io.weft.dissect.chain.Chain;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of every connection and every exchange add up to its duration, to the nanosecond. */
class ExactTimeTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  /** Larger captures take long; they are looked at by hand ({@code -Dinsight.all=true}). */
  private static final long LARGE = Boolean.getBoolean("insight.all") ? Long.MAX_VALUE : 60_000;

  /** Every so many of the captures, which are many. */
  private static final int EVERY = Boolean.getBoolean("insight.all") ? 1 : 7;

  private final Chain chain = StandardProtocols.chain();
  private final List<String> wrong = new ArrayList<>();
  private long connections;
  private long exchanges;

  @Test
  void samples() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("samples"))) {
      for (Path sample : all.filter(ExactTimeTest::isCapture).sorted().toList()) {
        run(sample);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(connections > 200, "the scan alone has 150: " + connections);
    assertTrue(exchanges > 50, exchanges + " exchanges");
  }

  @Test
  void foreignCaptures() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures at " + CAPTURES);
    List<Path> captures;
    try (Stream<Path> all = Files.walk(CAPTURES)) {
      captures =
          all.filter(ExactTimeTest::isCapture).filter(ExactTimeTest::isSmall).sorted().toList();
    }
    for (int i = 0; i < captures.size(); i += EVERY) {
      run(captures.get(i));
    }
    assertEquals(List.of(), wrong);
    assertTrue(connections > 100, connections + " connections");
  }

  private static boolean isCapture(Path path) {
    return path.toString().matches(".*\\.(pcap|pcapng|cap)(\\.(gz|zst))?");
  }

  private static boolean isSmall(Path path) {
    try {
      return Files.size(path) <= LARGE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path capture) {
    TimeAnalysis analysis = new TimeAnalysis(new Check(capture));
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(chain)
          .flows(FlowConfig.defaults().withAnalysis(true), analysis)
          .threads(1)
          .build()
          .run(source);
    } catch (IOException e) {
      return; // what is no capture is another test's business
    }
    assertEquals(0, analysis.openConnections(), capture + ": all are told");
  }

  private final class Check implements TimeSink {
    private final Path capture;

    Check(Path capture) {
      this.capture = capture;
    }

    @Override
    public void onExchange(Flow flow, Exchange exchange, TimeDivision division) {
      exchanges++;
      check(flow.name() + " " + exchange.summary(), division);
    }

    @Override
    public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
      connections++;
      check(flow.name().toString(), time.division());
      if (time.division().durationNanos() != record.durationNanos()) {
        wrong.add(capture + " " + flow.name() + ": not the duration of the flow");
      }
      for (ExchangeTime each : time.slowest()) {
        check(flow.name() + " turn " + each.number(), each.division());
      }
    }

    private void check(String what, TimeDivision division) {
      long sum = 0;
      for (TimePart part : division.parts()) {
        sum += part.nanos();
        if (part.nanos() <= 0) {
          wrong.add(capture + " " + what + ": a part of " + part.nanos());
        }
      }
      if (sum != division.durationNanos()) {
        wrong.add(capture + " " + what + ": " + sum + " of " + division.durationNanos());
      }
      long before = division.startNanos();
      for (TimeInterval interval : division.intervals()) {
        if (interval.startNanos() < before || interval.endNanos() > division.endNanos()) {
          wrong.add(capture + " " + what + ": intervals overlap");
        }
        before = interval.endNanos();
      }
    }
  }
}

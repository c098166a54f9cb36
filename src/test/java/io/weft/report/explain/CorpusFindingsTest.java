package io.weft.report.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryTeller;
import io.weft.protocol.StandardProtocols;
import io.weft.report.text.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Findings and stories of captures of all kinds, many of them hostile. */
class CorpusFindingsTest {
  private static final Path CAPTURES = Path.of("../shared/captures");
  private static final int EVERY = Integer.getInteger("findings.every", 120);
  private static final long MAX_SIZE = 1_000_000;

  private final Wording words = Wording.english();
  private final Wording korean = Wording.of("ko");

  /** Hears for both, and counts what findings must not contradict. */
  private static final class Both implements FlowListener {
    private final CaptureInsight insight = new CaptureInsight(null);
    private final StoryTeller teller = new StoryTeller(new FlowName(6, 0));
    private long retransmissions;
    private long zeroWindows;

    @Override
    public boolean wantsSegments() {
      return true;
    }

    @Override
    public boolean wantsNeighbors() {
      return true;
    }

    @Override
    public void onOpened(Flow flow, Arrival arrival) {
      teller.onOpened(flow, arrival);
    }

    @Override
    public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
      insight.onSegment(flow, segment, arrival);
      teller.onSegment(flow, segment, arrival);
    }

    @Override
    public void onNeighbor(NeighborMessage message, Arrival arrival) {
      insight.onNeighbor(message, arrival);
    }

    @Override
    public void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {
      teller.onDatagram(flow, direction, layer, arrival);
    }

    @Override
    public void onReversed(Flow flow, Arrival arrival) {
      insight.onReversed(flow, arrival);
      teller.onReversed(flow, arrival);
    }

    @Override
    public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
      insight.onExchange(flow, exchange, arrival);
      teller.onExchange(flow, exchange, arrival);
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      insight.onClosed(flow, record);
      teller.onClosed(flow, record);
      if (record.tcp() != null && record.tcp().analysis() != null) {
        retransmissions += record.tcp().analysis().client().resending().retransmissions();
        retransmissions += record.tcp().analysis().server().resending().retransmissions();
        zeroWindows += record.client().stream().segments().zeroWindows();
        zeroWindows += record.server().stream().segments().zeroWindows();
      }
    }
  }

  @Test
  void findingsFitTheCounters() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "the captures are not there: " + CAPTURES);
    List<Path> files;
    try (Stream<Path> all = Files.walk(CAPTURES)) {
      files = all.filter(CorpusFindingsTest::isSmallCapture).sorted().toList();
    }
    List<Path> some =
        IntStream.range(0, files.size()).filter(i -> i % EVERY == 0).mapToObj(files::get).toList();
    assertTrue(some.size() > 10, "captures: " + some.size());
    for (Path file : some) {
      check(file);
    }
  }

  private static boolean isSmallCapture(Path file) {
    try {
      return file.toString().contains(".pcap")
          && Files.isRegularFile(file)
          && Files.size(file) < MAX_SIZE;
    } catch (IOException e) {
      return false; // a link to nowhere
    }
  }

  private void check(Path file) throws IOException {
    Both both = new Both();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withChecksums(true);
    Analyzer.Totals totals;
    try (PacketSource source = Captures.open(file)) {
      totals = Analyzer.of(StandardProtocols.chain()).flows(config, both).build().run(source);
    } catch (IOException e) {
      return; // no capture after all
    }
    String name = file.toString();
    assertEquals(0, totals.errors().count(), name);
    long lost = 0;
    long closed = 0;
    for (Finding each : both.insight.findings(totals).worst()) {
      String sentence = words.sentence(each);
      assertFalse(korean.sentence(each).isEmpty() || korean.next(each).isEmpty(), name + sentence);
      assertTrue(!sentence.isEmpty() && !words.next(each).isEmpty(), name + sentence);
      assertTrue(each.cases() > 0, name + sentence);
      each.evidence()
          .forEach(proof -> assertTrue(proof.packet() <= totals.packets(), name + sentence));
      // What was lost before the capture and left no hole is in no counter.
      boolean isCounted = !each.sentence().key().equals("loss.unseen");
      lost += each.kind() == FindingKind.LOSS && isCounted ? each.cases() : 0;
      closed += each.kind() == FindingKind.ZERO_WINDOW ? each.cases() : 0;
    }
    assertTrue(lost <= both.retransmissions, name + ": " + lost + " lost");
    assertTrue(closed <= both.zeroWindows, name + ": " + closed + " closed windows");
    StringBuilder out = new StringBuilder();
    for (Story story : both.teller.stories()) {
      new StoryText(out, 80, Palette.PLAIN, words).print(story);
      new StoryText(out, 80, Palette.PLAIN, korean).print(story);
      for (int i = 1; i < story.steps().size(); i++) {
        assertTrue(story.steps().get(i - 1).nanos() <= story.steps().get(i).nanos(), name);
      }
    }
  }
}

package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.chain.Chain;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every byte of payload is a byte of its stream, a repeated one, or set aside for a reason. */
class ByteAccountTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  private final Chain chain = StandardProtocols.chain();
  private final List<String> wrong = new ArrayList<>();
  private long flows;

  /** Adds up the records of one capture. */
  private final class Account implements FlowListener {
    private final Path capture;

    /** Bytes of the streams that went on behind a record, up to there, the client's first. */
    private final Map<FlowName, long[]> before = new HashMap<>();

    Account(Path capture) {
      this.capture = capture;
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      if (record.tcp() == null) {
        return;
      }
      flows++;
      long[] earlier =
          record.identity().continued()
              ? before.getOrDefault(record.name(), new long[2])
              : new long[2];
      check(record, record.client(), earlier[0]);
      check(record, record.server(), earlier[1]);
      before.put(
          record.name(),
          new long[] {record.client().stream().bytes(), record.server().stream().bytes()});
    }

    private void check(FlowRecord record, EndpointRecord end, long earlier) {
      EndpointRecord.Stream stream = end.stream();
      long sum = stream.bytes() - earlier + stream.repeatedBytes() + stream.setAside().sum();
      if (sum != end.volume().payloadBytes() || stream.setAside().waiting() != 0) {
        wrong.add(capture + " " + record.name() + " " + sum + " " + end);
      }
    }
  }

  private void addUp(Path capture, FlowConfig config) throws IOException {
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(chain).flows(config, new Account(capture)).build().run(source);
    }
  }

  private static List<Path> captures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(pcap|pcapng)(\\.(gz|zst|xz|lz4))?"))
          .sorted()
          .toList();
    }
  }

  @Test
  void ofTheSamples() throws IOException {
    for (Path sample : captures(Path.of("samples"))) {
      addUp(sample, FlowConfig.defaults());
      addUp(sample, FlowConfig.defaults().withChecksums(true).withAnalysis(true));
    }
    assertEquals(List.of(), wrong);
    assertTrue(flows > 100, flows + " flows");
  }

  @Test
  void ofCapturesFromAllOverTheWorld() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "skipped: no folder ../shared/captures");
    List<Path> captures = captures(CAPTURES);
    int unreadable = 0;
    for (Path capture : captures) {
      try {
        addUp(capture, FlowConfig.defaults().withChecksums(true));
      } catch (IOException e) {
        unreadable++; // no capture, as some of them are on purpose
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(flows > captures.size() && unreadable < captures.size() / 20, flows + " flows");
  }
}

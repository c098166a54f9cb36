package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.Serialization;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records go to other machines as they are. */
class FlowRecordSerializationTest {
  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files.filter(file -> file.toString().contains(".pcap")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyRecordOfTheSamplesComesBackEqual(Path sample) throws Exception {
    List<FlowRecord> records = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            records.add(record);
          }
        };
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withDigest("SHA-256");
    try (PacketSource source = Captures.open(sample)) {
      Analyzer.of(StandardProtocols.chain()).flows(config, listener).build().run(source);
    }
    assertFalse(records.isEmpty());
    for (FlowRecord record : records) {
      assertEquals(record, Serialization.copy(record));
    }
    assertEquals(FlowConfig.defaults(), Serialization.copy(FlowConfig.defaults()));
  }
}

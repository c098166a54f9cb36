package io.weft.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.FieldCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is found out only while flows are tracked must say so, or filters on it would find nothing:
 * all fields of all samples are read with and without tracking.
 */
final class TrackedFieldsTest {
  @Test
  void whatChangesByTrackingIsCalledTracked() throws Exception {
    Set<String> changed = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    try (Stream<Path> samples = Files.list(Path.of("samples"))) {
      for (Path sample : samples.filter(file -> file.toString().contains(".pcap")).toList()) {
        List<FieldValues> tracked = new ArrayList<>();
        Filters.packets(sample, packet -> tracked.add(FieldValues.of(packet)));
        int[] next = {0};
        try (PacketSource source = Captures.open(sample)) {
          Analyzer.of(Filters.CHAIN)
              .packets(
                  packet -> {
                    FieldValues plain = FieldValues.of(packet);
                    changed.addAll(plain.differences(tracked.get(next[0])));
                    seen.addAll(plain.names());
                    next[0]++;
                  })
              .build()
              .run(source);
        }
        assertEquals(tracked.size(), next[0]);
      }
    }
    changed.removeIf(name -> Filters.FIELDS.field(name).isTracked());
    assertEquals(Set.of(), changed);
    assertTrue(seen.size() > 100, seen.size() + " fields seen");
  }

  /** The values of all fields of a packet, as filters read them. */
  private record FieldValues(List<String> names, List<String> texts) {
    private static final List<String> NAMES =
        Filters.FIELDS.fields().stream().map(FieldCatalogue.Entry::name).toList();

    private static final List<Operand> OPERANDS = operands();

    private static List<Operand> operands() {
      Names names = new Names("", Filters.FIELDS, null);
      List<Operand> operands = new ArrayList<>();
      for (String name : NAMES) {
        operands.add(names.known(name));
      }
      return operands;
    }

    private static final Evaluation EVALUATION = new Evaluation();

    static FieldValues of(Packet packet) {
      EVALUATION.begin(packet);
      List<String> names = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        Values values = OPERANDS.get(i).values(EVALUATION);
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < values.size(); k++) {
          text.append(values.high(k)).append(' ').append(values.low(k)).append(' ');
          for (int b = 0; b < values.extent(k); b++) {
            text.append(values.bytes(k)[values.from(k) + b]).append(',');
          }
        }
        if (values.size() > 0) {
          names.add(NAMES.get(i));
        }
        texts.add(text.toString());
      }
      return new FieldValues(names, texts);
    }

    Set<String> differences(FieldValues others) {
      Set<String> different = new TreeSet<>();
      for (int i = 0; i < NAMES.size(); i++) {
        if (!texts.get(i).equals(others.texts.get(i))) {
          different.add(NAMES.get(i));
        }
      }
      return different;
    }
  }
}

package io.weft.filter;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compiles filters for tests, and applies them to captures. */
final class Filters {
  static final Chain CHAIN = StandardProtocols.chain();
  static final FieldCatalogue FIELDS = FieldCatalogue.of(CHAIN);

  private Filters() {}

  /** The lines of a file of filters without its comments. */
  static List<String> list(String name) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/filters", name)).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  static DisplayFilter compile(String text) {
    try {
      return DisplayFilter.compile(text, FIELDS);
    } catch (FilterException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Null where the filter is understood. */
  static FilterException refusal(String text) {
    try {
      DisplayFilter.compile(text, FIELDS);
      return null;
    } catch (FilterException e) {
      return e;
    }
  }

  /** Calls somebody for each packet, after its flows were tracked. */
  static void packets(Path capture, Consumer<Packet> consumer) throws IOException {
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(CHAIN)
          .flows(FlowConfig.defaults().withAnalysis(true), new FlowListener() {})
          .packets(consumer::accept)
          .build()
          .run(source);
    }
  }

  /**
   * The numbers of the packets that each filter selects, by filter; none of one that is refused.
   */
  static Map<String, List<Long>> select(Path capture, List<String> texts) throws IOException {
    Map<String, List<Long>> selected = new LinkedHashMap<>();
    List<DisplayFilter> filters = new ArrayList<>();
    for (String text : texts) {
      if (refusal(text) != null) {
        continue;
      }
      filters.add(compile(text));
      selected.put(text, new ArrayList<>());
    }
    packets(
        capture,
        packet -> {
          for (DisplayFilter filter : filters) {
            if (filter.matches(packet)) {
              selected.get(filter.toString()).add(packet.number());
            }
          }
        });
    return selected;
  }
}

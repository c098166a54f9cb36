package io.weft.report.monitor;

import io.weft.flow.FlowRecord;
import io.weft.report.text.FlowCells;
import io.weft.report.text.FlowInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words that a row must have, all of them, anywhere, in upper or lower case. */
final class MonitorFilter {
  private final List<String> words;

  MonitorFilter(String text) {
    words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(" "))
            .filter(word -> !word.isEmpty())
            .toList();
  }

  boolean matches(FlowRecord flow) {
    return words.isEmpty()
        || matches(
            String.join(
                " ",
                flow.name().toString(),
                FlowCells.end(flow.client(), true),
                FlowCells.end(flow.client(), false),
                FlowCells.end(flow.server(), true),
                FlowCells.end(flow.server(), false),
                String.valueOf(FlowCells.processes(flow)),
                String.valueOf(FlowCells.application(flow)),
                flow.outcome().connState().name(),
                FlowInfo.of(flow)));
  }

  boolean matches(MonitorView.Recent recent) {
    return words.isEmpty()
        || matches(
            String.join(
                " ",
                recent.flow().toString(),
                recent.exchange().protocol().name(),
                recent.exchange().summary()));
  }

  private boolean matches(String row) {
    String lower = row.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(lower::contains);
  }
}

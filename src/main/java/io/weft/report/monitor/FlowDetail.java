package io.weft.report.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.dissect.Exchange;
import io.weft.flow.FlowRecord;
import io.weft.report.json.Json;
import io.weft.report.json.JsonText;
import io.weft.report.text.FlowCells;
import io.weft.report.text.FlowInfo;
import io.weft.report.text.HistoryWords;
import io.weft.report.text.SafeText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells in lines all that is known of one flow: its outcome, its exchanges, and its JSON. */
final class FlowDetail {
  private static final String INDENT = "  ";

  private final ObjectMapper mapper = Json.mapper();
  private final JsonText times = new JsonText();

  /**
   * The lines, safe on a terminal, however wide.
   *
   * @param isOpen whether the flow goes on
   */
  List<MonitorLayout.Line> lines(FlowRecord flow, boolean isOpen) {
    List<MonitorLayout.Line> lines = new ArrayList<>();
    add(
        lines,
        MonitorLayout.Kind.SUMMARY,
        flow.name()
            + "  "
            + FlowCells.end(flow.client(), true)
            + " → "
            + FlowCells.end(flow.server(), true)
            + (isOpen ? "" : "  (has ended)"));
    String info = FlowInfo.of(flow);
    if (!info.isEmpty()) {
      row(lines, info);
    }
    row(lines, "");
    add(lines, MonitorLayout.Kind.TITLES, "STATE");
    row(lines, flow.outcome().connState() + "  " + flow.outcome().connState().description());
    history(lines, flow.outcome().history());
    for (FlowRecord.Exchanges exchanges : flow.exchanges()) {
      exchanges(lines, exchanges);
    }
    row(lines, "");
    add(lines, MonitorLayout.Kind.TITLES, "RECORD");
    JsonNode record = mapper.valueToTree(flow);
    fields(lines, record, "", flow.exchanges());
    return lines;
  }

  private static void history(List<MonitorLayout.Line> lines, String history) {
    if (history == null) {
      return;
    }
    row(lines, "history " + history);
    history
        .chars()
        .distinct()
        .forEach(
            letter ->
                row(
                    lines,
                    INDENT
                        + (char) letter
                        + "  "
                        + (letter == '^'
                            ? ""
                            : Character.isUpperCase(letter) ? "client: " : "server: ")
                        + HistoryWords.of((char) letter)));
  }

  private void exchanges(List<MonitorLayout.Line> lines, FlowRecord.Exchanges exchanges) {
    row(lines, "");
    add(
        lines,
        MonitorLayout.Kind.TITLES,
        exchanges.protocol().toUpperCase(Locale.ROOT)
            + (exchanges.count() > exchanges.first().size()
                ? " (the first " + exchanges.first().size() + " of " + exchanges.count() + ")"
                : ""));
    for (Exchange exchange : exchanges.first()) {
      row(
          lines,
          times.time(exchange.startNanos()).substring(11, 23)
              + "  "
              + SafeText.escape(exchange.summary()));
    }
  }

  /** An object's fields, a line each; those of objects within it stand below, farther right. */
  private static void fields(
      List<MonitorLayout.Line> lines,
      JsonNode object,
      String indent,
      List<FlowRecord.Exchanges> toldAlready) {
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      String name = field.getKey();
      if (toldAlready.stream().anyMatch(each -> each.protocol().equals(name))) {
        continue;
      }
      if (value.isObject()) {
        row(lines, indent + name);
        fields(lines, value, indent + INDENT, List.of());
      } else {
        row(
            lines,
            indent
                + name
                + ": "
                + SafeText.escape(value.isTextual() ? value.asText() : value.toString()));
      }
    }
  }

  private static void row(List<MonitorLayout.Line> lines, String text) {
    add(lines, MonitorLayout.Kind.ROW, text);
  }

  private static void add(List<MonitorLayout.Line> lines, MonitorLayout.Kind kind, String text) {
    lines.add(new MonitorLayout.Line(kind, text));
  }
}

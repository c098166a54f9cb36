package io.weft.report.explain;

import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.SlowExchange;
import io.weft.insight.finder.Findings;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Writes findings and the slowest exchanges as Markdown, for tickets and reports. */
public final class FindingMarkdown {
  private final Appendable out;
  private final Wording words;
  private final long startNanos;
  private final Markdown markdown = new Markdown();

  /**
   * @param startNanos from which times count
   */
  public FindingMarkdown(Appendable out, Wording words, long startNanos) {
    this.out = out;
    this.words = words;
    this.startNanos = startNanos;
  }

  private String text(String key, Object... arguments) {
    return words.text(Message.of(key, arguments), markdown);
  }

  /**
   * Writes what was found.
   *
   * @param flows how many were looked at
   */
  public void findings(Findings.Result result, long flows) throws IOException {
    out.append("## ").append(text("heading.findings")).append("\n\n");
    if (result.worst().stream().noneMatch(each -> each.severity() != Severity.INFO)) {
      out.append(text("healthy", flows)).append('\n');
    } else {
      String counts = FindingText.summary(words, result);
      // The counts are words of ours and no name, so they are put in as they are.
      out.append(markdown.words(words.text(Message.of("found", counts)))).append('\n');
    }
    for (Finding each : result.worst()) {
      finding(each);
    }
    for (Map.Entry<FindingKind, Integer> each : result.omitted().entrySet()) {
      out.append("\n- ").append(text("omitted", (long) each.getValue(), each.getKey().id()));
      out.append('\n');
    }
  }

  private void finding(Finding finding) throws IOException {
    out.append("\n- **").append(markdown.words(words.word(finding.severity()))).append("** ");
    out.append(words.text(finding.sentence(), markdown)).append("  \n  ");
    out.append(proof(finding)).append("  \n  ");
    String next = markdown.words(words.text(Message.of("next", "")).stripTrailing());
    out.append(next).append(' ').append(words.text(finding.next(), markdown)).append('\n');
  }

  private String proof(Finding finding) {
    StringJoiner facts = new StringJoiner("; ");
    facts.add(markdown.name(finding.kind().id()));
    if (finding.flow() != null) {
      facts.add(markdown.name(finding.flow().toString()));
    }
    if (!finding.evidence().isEmpty()) {
      facts.add(markdown.words(words.packets(finding.evidence(), startNanos)));
    }
    if (finding.cost() != null && finding.cost().nanos() > 0) {
      facts.add(text("cost", finding.cost()));
    }
    return facts.toString();
  }

  /** Writes the slowest exchanges as a table, the slowest first. */
  public void slowest(List<SlowExchange> exchanges) throws IOException {
    if (exchanges.isEmpty()) {
      return;
    }
    out.append("\n## ").append(text("heading.slowest")).append("\n\n");
    MarkdownTable table = new MarkdownTable(out);
    table.head(
        text("column.time"), text("column.flow"), text("column.exchange"), text("column.parts"));
    for (SlowExchange each : exchanges) {
      table.row(
          markdown.words(Units.duration(each.nanos())),
          markdown.name(each.flow().toString()),
          markdown.name(FindingText.title(each.exchange())),
          parts(each));
    }
  }

  private String parts(SlowExchange exchange) {
    StringJoiner parts = new StringJoiner(", ");
    for (SlowExchange.Part each : exchange.parts()) {
      if (each.time().nanos() > 0) {
        parts.add(text("part." + each.kind().name().toLowerCase(Locale.ROOT), each.time()));
      }
    }
    return parts.toString();
  }
}

package io.weft.report.explain;

import io.weft.dissect.Exchange;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.SlowExchange;
import io.weft.insight.finder.Findings;
import io.weft.report.text.Palette;
import io.weft.report.text.SafeText;
import io.weft.report.text.TextTable;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Prints findings, and the slowest exchanges, for people. */
public final class FindingText {
  /** Columns of the first word of a finding. */
  private static final int LABEL = 9;

  private static final int BAR = 32;

  private static final List<Severity> WORST_FIRST =
      List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.INFO);

  private final Appendable out;
  private final Paragraphs paragraphs;
  private final int columns;
  private final Palette palette;
  private final Wording words;
  private final long startNanos;

  /**
   * @param columns of the terminal; 0 where there is none
   * @param startNanos from which times count
   */
  public FindingText(Appendable out, int columns, Palette palette, Wording words, long startNanos) {
    this.out = out;
    this.columns = columns;
    this.palette = palette;
    this.words = words;
    this.startNanos = startNanos;
    paragraphs = new Paragraphs(out, columns);
  }

  /**
   * Prints what was found.
   *
   * @param flows how many were looked at
   */
  public void findings(Findings.Result result, long flows) throws IOException {
    if (result.worst().stream().noneMatch(each -> each.severity() != Severity.INFO)) {
      paragraphs.print("", 0, words.text(Message.of("healthy", flows)));
    } else {
      paragraphs.print("", 0, words.text(Message.of("found", summary(words, result))));
    }
    FindingKind before = null;
    for (Finding finding : result.worst()) {
      if (before != null && before != finding.kind()) {
        omitted(before, result.omitted().remove(before));
      }
      before = finding.kind();
      finding(finding);
    }
    for (Map.Entry<FindingKind, Integer> each : result.omitted().entrySet()) {
      omitted(each.getKey(), each.getValue());
    }
  }

  /** {@code 1 error, 2 warnings}: how many there are of each severity; empty for none. */
  public static String summary(Wording words, Findings.Result result) {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    result.worst().forEach(each -> counts.merge(each.severity(), 1L, Long::sum));
    StringJoiner text = new StringJoiner(", ");
    for (Severity severity : WORST_FIRST) {
      if (counts.containsKey(severity)) {
        text.add(words.text(Message.of("count." + severity.name(), counts.get(severity))));
      }
    }
    return text.toString();
  }

  private void omitted(FindingKind kind, Integer count) throws IOException {
    if (count != null && count > 0) {
      String text = words.text(Message.of("omitted", (long) count, kind.id()));
      paragraphs.print(" ".repeat(LABEL), LABEL, text);
    }
  }

  /** Prints one finding, before the end of the capture says all. */
  public void early(Finding finding) throws IOException {
    lines(finding);
    paragraphs.blank();
  }

  private void finding(Finding finding) throws IOException {
    paragraphs.blank();
    lines(finding);
  }

  private void lines(Finding finding) throws IOException {
    String word = words.word(finding.severity());
    String label = word + " ".repeat(Math.max(1, LABEL - TextTable.widthOf(word)));
    paragraphs.print(painted(finding.severity(), label), LABEL, words.sentence(finding));
    String indent = " ".repeat(LABEL);
    paragraphs.print(indent, LABEL, proof(finding));
    paragraphs.print(indent, LABEL, words.text(Message.of("next", words.next(finding))));
  }

  private String painted(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> palette.failure(text);
      case WARNING -> palette.warning(text);
      default -> text;
    };
  }

  private String proof(Finding finding) {
    StringJoiner facts = new StringJoiner("; ");
    facts.add(finding.kind().id());
    if (finding.flow() != null) {
      facts.add(finding.flow().toString());
    }
    if (!finding.evidence().isEmpty()) {
      facts.add(words.packets(finding.evidence(), startNanos));
    }
    if (finding.cost() != null && finding.cost().nanos() > 0) {
      facts.add(words.text(Message.of("cost", finding.cost())));
    }
    return facts.toString();
  }

  /** Prints the slowest exchanges, each with a bar of its parts. */
  public void slowest(List<SlowExchange> exchanges) throws IOException {
    if (exchanges.isEmpty()) {
      return;
    }
    paragraphs.blank();
    paragraphs.print("", 0, words.text(Message.of("slowest")));
    for (SlowExchange each : exchanges) {
      String time = Units.duration(each.nanos());
      StringBuilder line = new StringBuilder("  ");
      line.append(" ".repeat(Math.max(0, 9 - TextTable.widthOf(time)))).append(time).append("  ");
      line.append(bar(each)).append("  ").append(each.flow()).append("  ");
      int room = columns <= 0 ? Integer.MAX_VALUE : Math.max(20, columns - line.length());
      line.append(
          TextTable.cut(SafeText.escape(title(each.exchange())), room, TextTable.Align.LEFT));
      out.append(line).append('\n');
    }
    paragraphs.blank();
    paragraphs.print("  ", 2, words.text(Message.of("legend")));
  }

  /** What an exchange was, with its protocol. */
  static String title(Exchange exchange) {
    String protocol = exchange.protocol().name().toUpperCase(Locale.ROOT);
    String summary = exchange.summary();
    return summary.startsWith(protocol) ? summary : protocol + " " + summary;
  }

  private static String bar(SlowExchange exchange) {
    long[] parts = new long[exchange.parts().size()];
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      SlowExchange.Part part = exchange.parts().get(i);
      parts[i] = part.time().nanos();
      signs.append(sign(part.kind()));
    }
    return Bar.of(parts, signs.toString(), BAR);
  }

  private static char sign(SlowExchange.PartKind kind) {
    return switch (kind) {
      case REQUEST -> '>';
      case PATH -> '-';
      case SERVER -> '#';
      case WAITING -> '=';
      case TRANSFER -> '<';
      case HANDSHAKE -> '~';
    };
  }
}

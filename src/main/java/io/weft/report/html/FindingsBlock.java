package io.weft.report.html;

import io.weft.dissect.Span;
import io.weft.flow.FlowName;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.SlowExchange;
import io.weft.insight.finder.Findings;
import io.weft.report.explain.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lays out what went wrong, and which exchanges were slow, as the page reads it. */
final class FindingsBlock {
  private final Wording words;
  private final long originNanos;

  /**
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   */
  FindingsBlock(Wording words, long originNanos) {
    this.words = words;
    this.originNanos = originNanos;
  }

  /**
   * A finding in words.
   *
   * @param cost in nanoseconds; null for none
   */
  record Told(
      String id,
      String severity,
      String word,
      String sentence,
      String next,
      String flow,
      long cases,
      Long cost,
      List<Proof> evidence) {}

  /** A packet that shows it, and when it came, in nanoseconds. */
  record Proof(long packet, long at) {}

  /** A slow exchange; times are nanoseconds. */
  record Slow(
      String flow,
      String protocol,
      String summary,
      long at,
      long packet,
      long nanos,
      List<Part> parts) {}

  /** A part of its time. */
  record Part(String kind, long nanos) {}

  /** The block: it has a head alone. */
  ColumnBlock block(Findings.Result found, FirstPass pass) {
    Map<String, String> pages = new TreeMap<>();
    for (Finding each : found.worst()) {
      pages.computeIfAbsent(each.kind().id(), id -> words.page(each.kind()));
    }
    Map<String, Integer> omitted = new TreeMap<>();
    for (Map.Entry<FindingKind, Integer> each : found.omitted().entrySet()) {
      omitted.put(each.getKey().id(), each.getValue());
    }
    return new ColumnBlock(0)
        .head("findings", found.worst().stream().map(this::told).toList())
        .head("omitted", omitted)
        .head("pages", pages)
        .head("slowest", pass.insight().slowest().stream().map(this::slow).toList());
  }

  private Told told(Finding finding) {
    return new Told(
        finding.kind().id(),
        lower(finding.severity()),
        words.word(finding.severity()),
        words.sentence(finding),
        words.next(finding),
        name(finding.flow()),
        finding.cases(),
        nanos(finding.cost()),
        finding.evidence().stream()
            .map(each -> new Proof(each.packet(), each.time().nanos() - originNanos))
            .toList());
  }

  private Slow slow(SlowExchange exchange) {
    return new Slow(
        name(exchange.flow()),
        exchange.exchange().protocol().name(),
        exchange.exchange().summary(),
        exchange.start().nanos() - originNanos,
        exchange.firstPacket(),
        exchange.nanos(),
        exchange.parts().stream()
            .map(part -> new Part(lower(part.kind()), part.time().nanos()))
            .toList());
  }

  private static String name(FlowName flow) {
    return flow == null ? null : flow.toString();
  }

  private static Long nanos(Span span) {
    return span == null ? null : span.nanos();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

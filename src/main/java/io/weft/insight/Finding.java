package io.weft.insight;

import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.flow.FlowName;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Something that went wrong, or that one should know when reading the capture.
 *
 * @param sentence one sentence with numbers
 * @param evidence packets that show it, the earliest first, at most {@link #MAX_EVIDENCE}; empty
 *     where no single packet shows it
 * @param cost how much longer it took for whoever waited, summed up over all cases; null where that
 *     is none or cannot be told
 * @param next what to look at next
 * @param flow the flow that shows it best; null where it is about no flow
 * @param cases how many connections, exchanges or packets it is about, at least 1
 */
public record Finding(
    FindingKind kind,
    Severity severity,
    Message sentence,
    List<Evidence> evidence,
    Span cost,
    Message next,
    FlowName flow,
    long cases)
    implements Serializable {
  /** The first packets are enough to look it up in the capture. */
  public static final int MAX_EVIDENCE = 5;

  /** The most severe first, then what cost most, then what happened most often. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(Finding::costNanos, Comparator.reverseOrder())
          .thenComparing(Finding::cases, Comparator.reverseOrder())
          .thenComparing(Finding::kind);

  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(sentence, "sentence");
    Objects.requireNonNull(next, "next");
    evidence = List.copyOf(evidence);
  }

  /** The cost in nanoseconds, 0 where there is none. */
  private long costNanos() {
    return cost == null ? 0 : cost.nanos();
  }

  /** A packet that shows the finding: its number, and when it was captured. */
  public record Evidence(long packet, Moment time) implements Serializable {}
}

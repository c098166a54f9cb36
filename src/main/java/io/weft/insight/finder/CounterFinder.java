package io.weft.insight.finder;

import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import java.util.List;
import java.util.function.Consumer;

/** What only the counters of the whole capture tell: fragments, and times that are not believed. */
final class CounterFinder implements Finder {
  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    if (state.counters() != null && state.counters().incompleteFragments() > 0) {
      long fragments = state.counters().incompleteFragments();
      findings.accept(
          of(
              FindingKind.FRAGMENTATION,
              Severity.NOTE,
              fragments,
              Message.of("fragmentation", fragments)));
    }
    if (state.strayTimes() > 0) {
      findings.accept(
          of(
              FindingKind.CLOCK_JUMP,
              Severity.NOTE,
              state.strayTimes(),
              Message.of("clock-jump", state.strayTimes())));
    }
  }

  private static Finding of(FindingKind kind, Severity severity, long cases, Message sentence) {
    return new Finding(
        kind, severity, sentence, List.of(), null, Message.of(kind.id() + ".next"), null, cases);
  }
}

package io.weft.insight.finder;

import io.weft.insight.Finding;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Keeps the worst findings of a kind that each connection may have, and counts the others. */
final class Worst {
  /** As many as anybody reads. */
  static final int KEPT = 20;

  private final PriorityQueue<Finding> best = new PriorityQueue<>(Finding.WORST_FIRST.reversed());

  void add(Finding finding) {
    best.add(finding);
    if (best.size() > KEPT) {
      best.poll();
    }
  }

  void forEach(Consumer<Finding> findings) {
    best.stream().sorted(Finding.WORST_FIRST).forEach(findings);
  }
}

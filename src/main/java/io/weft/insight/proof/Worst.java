package io.weft.insight.proof;

import io.weft.insight.Finding;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Keeps the worst findings of a kind that each connection may have, and counts the others. */
public final class Worst {
  /** As many as anybody reads. */
  private static final int KEPT = 20;

  private final PriorityQueue<Finding> best = new PriorityQueue<>(Finding.WORST_FIRST.reversed());

  public void add(Finding finding) {
    best.add(finding);
    if (best.size() > KEPT) {
      best.poll();
    }
  }

  public void forEach(Consumer<Finding> findings) {
    best.stream().sorted(Finding.WORST_FIRST).forEach(findings);
  }
}

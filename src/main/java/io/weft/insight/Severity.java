package io.weft.insight;

/** How much a finding matters, from the least on. */
public enum Severity {
  /** Worth knowing when reading the capture; nothing failed, and nothing took longer for it. */
  INFO,
  /** Something unusual that cost little, or cannot be told from what is usual. */
  NOTE,
  /** Something failed or took longer, and somebody has probably noticed. */
  WARNING,
  /** Something failed as a whole. */
  ERROR
}

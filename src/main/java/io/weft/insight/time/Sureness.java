package io.weft.insight.time;

import java.util.Locale;

/** How sure a judgement is. */
public enum Sureness {
  /** The likeliest reading of what was seen; others fit as well. */
  LOW,

  /** A rule that holds for usual hosts and paths. */
  MEDIUM,

  /** The packets themselves show it. */
  HIGH;

  /** Name in JSON and texts, which stays the same from version to version. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

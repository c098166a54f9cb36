package io.weft.insight.time;

import java.util.Locale;

/** Where on the way between the two ends of a connection it was captured. */
public enum CapturePosition {
  CLIENT_SIDE,
  SERVER_SIDE,
  BETWEEN,
  UNKNOWN;

  /** Name in JSON and texts, which stays the same from version to version. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

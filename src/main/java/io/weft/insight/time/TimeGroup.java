package io.weft.insight.time;

import java.util.Locale;

/** Causes that have one remedy, so that their shares count together. */
public enum TimeGroup {
  CONNECT,
  TLS_HANDSHAKE,
  CLOSE,
  CAPTURE_LOSS,
  RECEIVER_WINDOW,
  LOSS,
  DELAYED_ACK,
  SERVER_THINK,
  CLIENT_IDLE,
  APPLICATION,
  START_UP,
  SENDER_CAP,
  PATH,
  ROUND_TRIP,
  UNKNOWN;

  /** Name in JSON and texts, which stays the same from version to version. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

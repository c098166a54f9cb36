package io.weft.insight;

import java.util.Locale;

/** The catalogue of findings. */
public enum FindingKind {
  UNANSWERED,
  REFUSED,
  FILTERED,
  UNREACHABLE,
  TTL_EXCEEDED,
  ROUTING_LOOP,
  TTL_CHANGE,
  PATH_MTU,
  MTU_BLACK_HOLE,
  MSS_CLAMPED,
  RESET,
  BOX_RESET,
  BOX_ANSWERS,
  SCAN,
  SYN_FLOOD,
  HANDSHAKE_LOSS,
  LOSS,
  REORDERING,
  DUPLICATES,
  CAPTURE_LOSS,
  ASYMMETRIC,
  ZERO_WINDOW,
  SMALL_WINDOW,
  WINDOW_SCALING,
  SENDER_CAP,
  SLOW_SENDER,
  PATH_LIMIT,
  SLOW_SERVER,
  SLOW_NAME_SERVER,
  FAILING_NAME_SERVER,
  SILENT_NAME_SERVER,
  HTTP_ERRORS,
  TLS_FAILURE,
  CERTIFICATE,
  CHECKSUM_ERRORS,
  CHECKSUM_OFFLOAD,
  KEEP_ALIVE_DEATH,
  FRAGMENTATION,
  DUPLICATE_ADDRESS,
  SILENT_NEIGHBOR,
  CLOCK_JUMP;

  /** The word by which users name the kind: {@code zero-window}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

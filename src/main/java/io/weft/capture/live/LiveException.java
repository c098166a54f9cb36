package io.weft.capture.live;

import java.io.IOException;

/**
 * A live capture cannot begin. The message says in one line why, and what mends it on this system
 * where something does.
 */
public final class LiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    /** The library that captures is not there, or is not a usable one. */
    NO_LIBPCAP,
    /** The user may not capture on the interface. */
    NO_RIGHT,
    /** No interface has that name or number. */
    UNKNOWN_INTERFACE,
    /** The filter makes no sense to libpcap, or not on this link type. */
    BAD_FILTER,
    /** Anything else, as libpcap words it. */
    OTHER
  }

  private final Reason reason;

  LiveException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LiveException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

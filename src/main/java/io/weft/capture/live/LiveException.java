package io.weft.capture.live;

import java.io.IOException;

/**
 * A live capture cannot begin. The message says in one line why, and by what command the user can
 * change that on this system, if there is one.
 */
public final class LiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What prevents the capture. */
  public enum Reason {
    /** There is no libpcap, or none that can be used. */
    NO_LIBPCAP,
    /** The user has no right to capture on the interface. */
    NO_RIGHT,
    /** No interface has that name or number. */
    UNKNOWN_INTERFACE,
    /** libpcap does not understand the filter, or it does not fit the link type. */
    BAD_FILTER,
    /** Anything else; the message has libpcap's words. */
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

  /** What prevents the capture, for programs. */
  public Reason reason() {
    return reason;
  }
}

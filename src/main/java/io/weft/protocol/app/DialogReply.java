package io.weft.protocol.app;

/**
 * A reply of the server, which may have several lines (RFC 5321 section 4.2, RFC 959 section 4.2).
 *
 * @param code three digits, as a number
 * @param text of its last line, shortened to {@link DialogLimits#MAX_TEXT}
 * @param packet number of the packet that completed it
 * @param nanos when that was captured, in nanoseconds since the epoch
 */
public record DialogReply(int code, String text, long packet, long nanos) {
  /** Does it only say that a command has begun, and that another reply follows? */
  public boolean isPreliminary() {
    return code < 200;
  }

  /** Has the command been done? */
  public boolean isPositive() {
    return code >= 200 && code < 300;
  }
}

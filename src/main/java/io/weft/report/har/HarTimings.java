package io.weft.report.har;

/**
 * When the parts of an exchange were, in nanoseconds since the epoch, and where its entry lies in
 * the spool.
 */
final class HarTimings {
  /** Stands for a time or a span that is not known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final double NANOS_PER_MILLI = 1e6;

  final long spoolOffset;
  final int spoolLength;
  private final long requestStart;
  private final long requestEnd;
  private final long responseStart;
  private final long responseEnd;
  private long messagesOffset;
  private int messagesLength;
  private long dns = UNKNOWN;
  private long connectStart = UNKNOWN;
  private long connectEnd = UNKNOWN;
  private long ssl = UNKNOWN;

  /**
   * @param responseStart {@link #UNKNOWN} where there is no response, and so the response's end
   */
  HarTimings(
      long spoolOffset,
      int spoolLength,
      long requestStart,
      long requestEnd,
      long responseStart,
      long responseEnd) {
    this.spoolOffset = spoolOffset;
    this.spoolLength = spoolLength;
    this.requestStart = requestStart;
    this.requestEnd = requestEnd;
    this.responseStart = responseStart;
    this.responseEnd = responseEnd;
  }

  /** The messages of the WebSocket that the exchange led to lie there in the spool. */
  void messages(long offset, int length) {
    messagesOffset = offset;
    messagesLength = length;
  }

  long messagesOffset() {
    return messagesOffset;
  }

  /** In bytes; 0 where there are none. */
  int messagesLength() {
    return messagesLength;
  }

  /**
   * The connection was made for this exchange, its first.
   *
   * @param end when its handshakes were over, that of TLS as well
   */
  void connected(long start, long end) {
    if (start <= end && end <= requestStart) {
      connectStart = start;
      connectEnd = end;
    }
  }

  /** The time that the handshake of TLS took, which is a part of connecting. */
  void secured(long nanos) {
    if (connectStart != UNKNOWN && nanos >= 0 && nanos <= connectEnd - connectStart) {
      ssl = nanos;
    }
  }

  /** The time that the question for the server's address took. */
  void resolved(long nanos) {
    if (nanos >= 0) {
      dns = nanos;
    }
  }

  private static double millis(long nanos) {
    return nanos == UNKNOWN ? -1 : nanos / NANOS_PER_MILLI;
  }

  private static long orNone(long nanos) {
    return nanos == UNKNOWN ? 0 : nanos;
  }

  private long blockedNanos() {
    return connectEnd == UNKNOWN ? UNKNOWN : requestStart - connectEnd;
  }

  private long connectNanos() {
    return connectEnd == UNKNOWN ? UNKNOWN : connectEnd - connectStart;
  }

  double blocked() {
    return millis(blockedNanos());
  }

  double dns() {
    return millis(dns);
  }

  double connect() {
    return millis(connectNanos());
  }

  double ssl() {
    return millis(ssl);
  }

  private long sendNanos() {
    return Math.max(0, requestEnd - requestStart);
  }

  /** A response may begin before its request ends: then nobody has waited for it. */
  private long waitingNanos() {
    return responseStart == UNKNOWN ? 0 : Math.max(0, responseStart - requestEnd);
  }

  private long receiveNanos() {
    return responseStart == UNKNOWN
        ? 0
        : Math.max(0, responseEnd - Math.max(responseStart, requestEnd));
  }

  double send() {
    return millis(sendNanos());
  }

  double waiting() {
    return millis(waitingNanos());
  }

  double receive() {
    return millis(receiveNanos());
  }

  /** The sum of the parts that are known; that of TLS is in the one of connecting already. */
  double time() {
    return millis(
        sendNanos()
            + waitingNanos()
            + receiveNanos()
            + orNone(blockedNanos())
            + orNone(dns)
            + orNone(connectNanos()));
  }

  /** When the first of the parts began. */
  long startNanos() {
    return requestStart - orNone(blockedNanos()) - orNone(connectNanos()) - orNone(dns);
  }
}

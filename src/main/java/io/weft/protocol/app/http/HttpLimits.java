package io.weft.protocol.app.http;

/**
 * Limits for the memory and time that one connection may cost. Reaching a limit never ends the
 * dissection; the notes of the exchange tell that it was reached.
 *
 * @param line longest start line, or line of the chunked coding, in bytes, at least 64; RFC 9112
 *     section 3 asks for at least 8,000
 * @param headerBlock most bytes of start line and headers that are read in one piece, from {@code
 *     line} to 64 KiB, because a stream keeps no more unused bytes; a longer block is read line by
 *     line
 * @param headers most header fields of a message that are kept
 * @param value longest reported value in bytes
 * @param waiting most messages of one side that wait for their other half
 * @param waitingText most characters of reported values in all messages that wait; one message
 *     keeps no more than this either
 * @param keepHeaders are all header fields kept, in order, so that they can be written out again?
 * @param readBodies are bodies decoded, hashed and recognised, and given to whoever takes them?
 */
public record HttpLimits(
    int line,
    int headerBlock,
    int headers,
    int value,
    int waiting,
    int waitingText,
    boolean keepHeaders,
    boolean readBodies) {
  /**
   * 16 KiB a line, 64 KiB a header block, 1,000 header fields, 8 KiB a value, 1,000 messages with
   * 512 Ki characters waiting; header fields are not kept.
   */
  public static final HttpLimits DEFAULT =
      new HttpLimits(16 << 10, 64 << 10, 1_000, 8 << 10, 1_000, 512 << 10, false, false);

  /**
   * @throws IllegalArgumentException where a limit is outside its range
   */
  public HttpLimits {
    if (line < 64 || headerBlock < line || headerBlock > 64 << 10) {
      throw new IllegalArgumentException("64 <= line <= headerBlock <= 64 KiB does not hold");
    }
    if (headers < 0 || value < 1 || waiting < 1 || waitingText < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }

  /** The same limits, but with or without all header fields kept. */
  public HttpLimits withHeaders(boolean keep) {
    return new HttpLimits(
        line, headerBlock, headers, value, waiting, waitingText, keep, readBodies);
  }

  /** The same limits, but with or without bodies read. */
  public HttpLimits withBodies(boolean read) {
    return new HttpLimits(
        line, headerBlock, headers, value, waiting, waitingText, keepHeaders, read);
  }
}

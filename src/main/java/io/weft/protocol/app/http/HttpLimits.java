package io.weft.protocol.app.http;

/**
 * Bounds of what one connection may cost. Reaching one never ends the dissection: the exchange says
 * so in its notes.
 *
 * @param line bytes of a start line or of a line of the chunked coding; RFC 9112 section 3 asks for
 *     at least 8,000
 * @param headerBlock bytes of start line and headers read in one piece; what follows is read line
 *     by line. At most 64 KiB, as no more is kept unused
 * @param headers lines kept a message
 * @param value bytes of a reported value
 * @param waiting messages that wait for their other half
 * @param waitingText characters of reported values that wait with them; more than that of one
 *     message's are not kept either
 * @param keepHeaders whether all headers are kept, in order, for those who write them out again
 */
public record HttpLimits(
    int line,
    int headerBlock,
    int headers,
    int value,
    int waiting,
    int waitingText,
    boolean keepHeaders) {
  public static final HttpLimits DEFAULT =
      new HttpLimits(16 << 10, 64 << 10, 1_000, 8 << 10, 1_000, 512 << 10, false);

  public HttpLimits {
    if (line < 64 || headerBlock < line || headerBlock > 64 << 10) {
      throw new IllegalArgumentException("64 <= line <= headerBlock <= 64 KiB does not hold");
    }
    if (headers < 0 || value < 1 || waiting < 1 || waitingText < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }

  /** The same limits, with or without the headers kept. */
  public HttpLimits withHeaders(boolean keep) {
    return new HttpLimits(line, headerBlock, headers, value, waiting, waitingText, keep);
  }
}

package io.weft.dissect;

/**
 * Takes the content of one message, such as the body of an HTTP response, as it comes: without its
 * framing, and with its codings undone.
 */
public interface ContentSink {
  /** The next bytes; the array is valid during the call only. */
  void bytes(byte[] bytes, int from, int to);

  /**
   * The next bytes are not in the capture.
   *
   * @param missing how many, at least 1
   */
  void gap(long missing);

  /**
   * The content is over, whole or not. Called once, before its exchange is reported.
   *
   * @param exchange whose message had the content
   */
  void end(Exchange exchange);
}

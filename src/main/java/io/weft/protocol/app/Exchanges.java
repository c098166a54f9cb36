package io.weft.protocol.app;

import io.weft.dissect.Moment;
import io.weft.dissect.Span;

/** What the exchanges of datagram protocols have in common. */
public final class Exchanges {
  /** Memory of an exchange with both its datagrams and its numbers, estimated in bytes. */
  public static final int MEMORY = 120 + 2 * Datagram.MEMORY;

  private Exchanges() {}

  /** Time from the request to the response; null where one of the two was not seen. */
  public static Span between(Datagram request, Datagram response) {
    return request == null || response == null
        ? null
        : new Span(response.time().nanos() - request.time().nanos());
  }

  /**
   * When the exchange began, in nanoseconds since the epoch.
   *
   * @throws IllegalArgumentException where there is neither a request nor a response
   */
  public static long start(Datagram request, Datagram response) {
    if (request == null && response == null) {
      throw new IllegalArgumentException("an exchange has a request, a response, or both");
    }
    Moment start = request != null ? request.time() : response.time();
    return start.nanos();
  }

  /** A datagram of a message, or null for none. */
  public static Datagram datagram(Conversation.Message<?> message) {
    return message == null ? null : message.datagram();
  }

  /** How often a question was sent again; null for never, as results leave out what is not. */
  public static Integer retries(Conversation.Message<?> question) {
    return question == null || question.retries() == 0 ? null : question.retries();
  }
}

package io.weft.protocol.app.irc;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * The registration of a client, a channel that it joins, or a request for TLS, with the server's
 * answer. A value that is not known is null.
 *
 * @param command {@code NICK}, {@code JOIN} or {@code STARTTLS}
 * @param argument the name that the client wants, or the channels
 * @param status the number of the answer: {@code 001} for a welcome
 * @param reply the text of the answer
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record IrcExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public IrcExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Irc.PROTOCOL;
  }
}

package io.weft.protocol.app.xmpp;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A stream that is opened, or a request for TLS, with its answer. A value that is not known is
 * null.
 *
 * @param command {@code stream} or {@code starttls}; null where it was not seen
 * @param argument the host that the client asks for
 * @param status {@code features}, {@code proceed}, {@code failure} or {@code error}
 * @param reply always null
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record XmppExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public XmppExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Xmpp.PROTOCOL;
  }
}

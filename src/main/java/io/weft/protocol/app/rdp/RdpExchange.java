package io.weft.protocol.app.rdp;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * The client's request for a connection, with the server's answer. A value that is not known is
 * null.
 *
 * @param command always {@code connect}; null where the request was not seen
 * @param argument the user or the token in its cookie
 * @param status how they go on: {@code rdp}, {@code tls}, {@code credssp}, {@code rdstls}, {@code
 *     credssp_early} or {@code error}
 * @param reply number of an error
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record RdpExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public RdpExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Rdp.PROTOCOL;
  }
}

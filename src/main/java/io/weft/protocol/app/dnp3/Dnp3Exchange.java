package io.weft.protocol.app.dnp3;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A request with its response. A value that is not known is null.
 *
 * @param command the function: {@code read}; {@code greeting} where nobody asked
 * @param argument addresses of both: {@code 1 > 10}
 * @param status {@code response} or {@code unsolicited_response}
 * @param reply the internal indications in base 16, where one is set
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record Dnp3Exchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public Dnp3Exchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Dnp3.PROTOCOL;
  }
}

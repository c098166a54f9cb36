package io.weft.protocol.app.dcerpc;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A binding or a call with its answer. A value that is not known is null.
 *
 * @param command {@code bind}, {@code alter_context} or {@code call}
 * @param argument the interface that is bound, by its name or UUID; the number of the operation
 *     that is called
 * @param status {@code ack}, {@code nak}, {@code ok} or {@code fault}
 * @param reply number of a fault in base 16
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record DceRpcExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public DceRpcExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return DceRpc.PROTOCOL;
  }
}

package io.weft.protocol.app.modbus;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A request with its response. A value that is not known is null.
 *
 * @param command the function: {@code read_coils}, or its number
 * @param argument the unit and the first address: {@code unit 1 at 100}
 * @param status {@code ok} or {@code exception}
 * @param reply number of the exception
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record ModbusExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public ModbusExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Modbus.PROTOCOL;
  }
}

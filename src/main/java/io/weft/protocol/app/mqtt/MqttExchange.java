package io.weft.protocol.app.mqtt;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A packet of the client with the server's answer. A value that is not known is null.
 *
 * @param command {@code connect}, {@code publish}, {@code subscribe} or {@code unsubscribe}
 * @param argument the client's identifier, or the (first) topic
 * @param status {@code accepted}, {@code acknowledged}, or the number of a refusal
 * @param reply always null
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record MqttExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public MqttExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Mqtt.PROTOCOL;
  }
}

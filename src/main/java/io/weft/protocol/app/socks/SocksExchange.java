package io.weft.protocol.app.socks;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.util.Objects;

/**
 * What a client asked of a proxy, and its answer. A value that is not known is null.
 *
 * @param version 4 or 5
 * @param method how the client had to prove who it is: {@code none}, {@code username_password}, or
 *     the number of another method; null in version 4
 * @param user {@code ***} where the client named a user; the name itself is not told
 * @param command {@code connect}, {@code bind} or {@code udp_associate}
 * @param host the name or address that the client asked for, as it was sent
 * @param port that it asked for, 0 to 65,535
 * @param reply in words of the standard: {@code succeeded}; null where there was none
 * @param requestPacket number of the packet that completed the request; null without one
 * @param responsePacket number of the packet that completed the reply
 * @param start when the client's first message was captured
 */
public record SocksExchange(
    int version,
    String method,
    String user,
    String command,
    String host,
    Integer port,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start)
    implements Exchange {
  /** Memory of this object without its host, estimated in bytes. */
  private static final int BYTES = 136;

  public SocksExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Socks.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(host);
  }

  /** {@code connect a.test:80 succeeded}; a question mark stands for what was not seen. */
  @Override
  public String summary() {
    return (command == null ? "?" : command)
        + " "
        + (host == null ? "?" : host + ":" + port)
        + " "
        + (reply == null ? "unanswered" : reply);
  }
}

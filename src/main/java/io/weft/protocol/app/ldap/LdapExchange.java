package io.weft.protocol.app.ldap;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A request with its result. A value that is not known is null.
 *
 * @param command {@code bind}, {@code search}, {@code start_tls} or another; null for a result
 *     alone
 * @param argument the name that it is about: who binds, below which a search looks
 * @param status the result's name: {@code success}, or its number
 * @param reply what the server said about it
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record LdapExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public LdapExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Ldap.PROTOCOL;
  }
}

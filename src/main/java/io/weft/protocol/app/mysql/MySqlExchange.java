package io.weft.protocol.app.mysql;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A command with the server's answer, the login, or the greeting. A value that is not known is
 * null.
 *
 * @param command {@code login}, {@code query} or another; or {@code greeting}
 * @param argument the user who logs in, or the text of a query
 * @param status {@code ok}, {@code result} (rows follow) or {@code error}; of the greeting the
 *     server's version
 * @param reply number and text of an error
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record MySqlExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public MySqlExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return MySql.PROTOCOL;
  }
}

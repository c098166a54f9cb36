package io.weft.protocol.app.imap;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A command with its tagged reply, or the server's greeting. A value that is not known is null.
 *
 * @param command in upper case, {@code UID FETCH} in two words; or {@code greeting}
 * @param argument the rest of its first line; of {@code LOGIN} only the user
 * @param status {@code OK}, {@code NO}, {@code BAD}, {@code PREAUTH} or {@code BYE}
 * @param reply the text behind it
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record ImapExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public ImapExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Imap.PROTOCOL;
  }
}

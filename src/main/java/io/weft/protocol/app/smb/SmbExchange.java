package io.weft.protocol.app.smb;

import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.CommandExchange;
import java.util.Objects;

/**
 * A command with its response. A value that is not known is null.
 *
 * @param command by its name in lower case: {@code tree_connect}; those of version 1 begin with
 *     {@code smb1_}
 * @param argument the share or the file that it names, the user who logs in by NTLM, or the service
 *     for which a ticket of Kerberos is shown
 * @param status {@code success}, another status by its name, or its number in base 16
 * @param reply always null
 * @param requestPacket number of the packet that completed the request
 * @param responsePacket number of the packet that completed the answer, or its beginning
 * @param start when the request was captured, or without one the answer
 * @param time from the request to the answer
 */
public record SmbExchange(
    String command,
    String argument,
    String status,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements CommandExchange {
  public SmbExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Smb.PROTOCOL;
  }
}

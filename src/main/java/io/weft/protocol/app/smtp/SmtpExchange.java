package io.weft.protocol.app.smtp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import java.util.List;
import java.util.Objects;

/**
 * A mail on its way, or a connection on which none was sent. A value that is not known is null; all
 * text stands as it was sent.
 *
 * @param helo how the client called itself
 * @param mailFrom the sender in the envelope, without the brackets
 * @param rcptTo the first recipients in the envelope
 * @param recipients how many there are; null for none
 * @param auth the method by which the client proved who it is: {@code PLAIN}
 * @param tls true where the connection goes on in TLS; else null
 * @param from the header of that name
 * @param to the header of that name
 * @param subject the header of that name
 * @param messageId the header of that name
 * @param messageBytes length of the message on the wire, in bytes
 * @param replyCode of the server's last reply that belongs to the mail
 * @param reply its text
 * @param requestPacket number of the packet with the command that began the mail
 * @param responsePacket number of the packet with the last reply
 * @param start when the first command, or the greeting, was captured
 * @param time from there to the last reply
 */
public record SmtpExchange(
    String helo,
    String mailFrom,
    List<String> rcptTo,
    Integer recipients,
    String auth,
    Boolean tls,
    String from,
    String to,
    String subject,
    String messageId,
    Long messageBytes,
    Integer replyCode,
    String reply,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements Exchange {
  /** Memory of this object without its texts, estimated in bytes. */
  private static final int BYTES = 280;

  public SmtpExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Smtp.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    int recipientsMemory = 0;
    for (String each : rcptTo == null ? List.<String>of() : rcptTo) {
      recipientsMemory += 8 + MemorySize.of(each);
    }
    return BYTES
        + recipientsMemory
        + MemorySize.of(helo)
        + MemorySize.of(mailFrom)
        + MemorySize.of(auth)
        + MemorySize.of(from)
        + MemorySize.of(to)
        + MemorySize.of(subject)
        + MemorySize.of(messageId)
        + MemorySize.of(reply);
  }

  /** {@code a@a.test to b@b.test 250}; a question mark stands for what was not seen. */
  @Override
  public String summary() {
    if (mailFrom == null && rcptTo == null) {
      String tlsOnly = Boolean.TRUE.equals(tls) ? " STARTTLS" : "";
      return "no mail" + tlsOnly + (replyCode == null ? "" : " " + replyCode);
    }
    String sender = mailFrom == null ? "?" : mailFrom.isEmpty() ? "<>" : mailFrom;
    String more = recipients != null && recipients > 1 ? " +" + (recipients - 1) : "";
    return sender
        + " to "
        + (rcptTo == null ? "?" : rcptTo.get(0) + more)
        + " "
        + (replyCode == null ? "unanswered" : replyCode);
  }
}

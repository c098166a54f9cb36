package io.weft.protocol.app.sip;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;
import java.io.Serializable;
import java.util.List;

/**
 * A request with its final response, or one of them alone, as every ACK is; over TCP, too. Texts
 * are shortened to 512 characters; one that is not there is null.
 *
 * @param method {@code INVITE}; of a response without a request as its CSeq names it
 * @param uri who is asked; null without a request
 * @param from who asks, as the header has it
 * @param to who is meant, as the header has it
 * @param callId what all messages of a call have in common
 * @param sequence the CSeq: number and method of the request
 * @param subject of the call
 * @param userAgent the program that asks
 * @param contentType of the request's body
 * @param requestBodyBytes null without a request
 * @param provisional responses that came before the final one, the first eight of them; null for
 *     none
 * @param status 200 to 699; null where no final response was seen
 * @param reason behind the status
 * @param server the program that answers
 * @param warning of the response
 * @param responseBodyBytes null without a response
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the final response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 */
public record SipExchange(
    String method,
    String uri,
    String from,
    String to,
    String callId,
    String sequence,
    String subject,
    String userAgent,
    String contentType,
    Integer requestBodyBytes,
    List<Provisional> provisional,
    Integer status,
    String reason,
    String server,
    String warning,
    Integer responseBodyBytes,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries)
    implements DatagramExchange {
  public SipExchange {
    Exchanges.start(request, response); // one of them is there
    provisional = provisional == null ? null : List.copyOf(provisional);
  }

  /**
   * A response that is not the last one (RFC 3261 section 21.1).
   *
   * @param status 100 to 199: 180
   * @param reason behind it: {@code Ringing}
   */
  public record Provisional(int status, String reason, Datagram response) implements Serializable {
    private static final int BYTES = 120 + Datagram.MEMORY;
  }

  @Override
  public Protocol protocol() {
    return Sip.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY
        + MemorySize.of(uri)
        + MemorySize.of(from)
        + MemorySize.of(to)
        + MemorySize.of(callId)
        + MemorySize.of(sequence)
        + MemorySize.of(subject)
        + MemorySize.of(userAgent)
        + MemorySize.of(contentType)
        + MemorySize.of(reason)
        + MemorySize.of(server)
        + MemorySize.of(warning)
        + (provisional == null ? 0 : provisional.size() * Provisional.BYTES);
  }

  /** {@code INVITE sip:bob@b.test 200 OK}. */
  @Override
  public String summary() {
    StringBuilder text = new StringBuilder(method == null ? "?" : method);
    if (uri != null) {
      text.append(' ').append(uri);
    }
    if (status != null) {
      text.append(' ').append(status).append(reason == null ? "" : " " + reason);
    } else if (provisional != null) {
      Provisional last = provisional.get(provisional.size() - 1);
      text.append(' ').append(last.status).append(last.reason == null ? "" : " " + last.reason);
    } else if (!"ACK".equals(method)) {
      text.append(" unanswered");
    }
    return text.toString();
  }
}

package io.weft.protocol.app.kerberos;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;
import java.util.List;

/**
 * A request with its reply or error, or one of them where the other was not seen; over TCP, too.
 *
 * @param operation {@code AS-REQ}, {@code TGS-REQ} or {@code AP-REQ}; of the answer where there is
 *     no request
 * @param result {@code AS-REP}, {@code KRB-ERROR}; null where none was seen
 * @param client who asks, with slashes between the parts of the name; null where it is encrypted
 * @param service what the ticket is for: {@code krbtgt/EXAMPLE.TEST}; null where none is named
 * @param realm of the service, or of the client where none is named
 * @param ciphers that the client can use, at most 16, as names or numbers; null without a request
 * @param ticketCipher of the ticket that was given, or shown; null for none
 * @param till when the ticket is wanted to end; null where the request does not say
 * @param errorCode 0 to 127; null where the answer is no error
 * @param error its name (RFC 4120 section 7.5.9); null where there is none
 * @param errorText what the server says about it; null for nothing
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 */
public record KerberosExchange(
    String operation,
    String result,
    String client,
    String service,
    String realm,
    List<String> ciphers,
    String ticketCipher,
    Moment till,
    Integer errorCode,
    String error,
    String errorText,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries)
    implements DatagramExchange {
  public KerberosExchange {
    Exchanges.start(request, response); // one of them is there
    ciphers = ciphers == null ? null : List.copyOf(ciphers);
  }

  @Override
  public Protocol protocol() {
    return Kerberos.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY
        + MemorySize.of(client)
        + MemorySize.of(service)
        + MemorySize.of(realm)
        + MemorySize.of(errorText)
        + (ciphers == null ? 0 : ciphers.size() * 8);
  }

  /** {@code AS-REQ alice krbtgt/EXAMPLE.TEST AS-REP}. */
  @Override
  public String summary() {
    String answer = error == null ? result : error;
    return operation
        + (client == null ? "" : ' ' + client)
        + (service == null ? "" : ' ' + service)
        + (response == null ? " unanswered" : ' ' + answer);
  }
}

package io.weft.protocol.app.stun;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;

/**
 * A request with its response, one of the two where the other was not seen, or an indication.
 *
 * @param method {@code Binding}; the number where it has no name
 * @param result {@code success}, {@code error} or {@code indication}; null where no response was
 *     seen
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param mappedAddress the sender's address and port, as the server sees them; null where the
 *     response has none
 */
public record StunExchange(
    String method,
    String result,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    String mappedAddress)
    implements DatagramExchange {
  public StunExchange {
    Exchanges.start(request, response); // one of them is there
  }

  @Override
  public Protocol protocol() {
    return Stun.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY + MemorySize.of(mappedAddress);
  }

  @Override
  public String summary() {
    return method
        + ' '
        + (mappedAddress != null ? mappedAddress : result != null ? result : "unanswered");
  }
}

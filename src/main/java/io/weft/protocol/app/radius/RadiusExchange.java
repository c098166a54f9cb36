package io.weft.protocol.app.radius;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;

/**
 * A request with its response, or one of them where the other was not seen.
 *
 * @param id 0 to 255
 * @param code of the request, or of the response where there is no request; the number where it has
 *     no name
 * @param result code of the response; null where none was seen
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param userName who is to be let in; null where the request does not say
 * @param nasAddress address of the server that asks; null where the request does not say
 * @param replyMessage text for the user; null where the response has none
 */
public record RadiusExchange(
    int id,
    String code,
    String result,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    String userName,
    String nasAddress,
    String replyMessage)
    implements DatagramExchange {
  public RadiusExchange {
    Exchanges.start(request, response); // one of them is there
  }

  @Override
  public Protocol protocol() {
    return Radius.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY
        + MemorySize.of(userName)
        + MemorySize.of(nasAddress)
        + MemorySize.of(replyMessage);
  }

  @Override
  public String summary() {
    return code
        + (userName == null ? "" : ' ' + userName)
        + (result == null ? " unanswered" : ' ' + result);
  }
}

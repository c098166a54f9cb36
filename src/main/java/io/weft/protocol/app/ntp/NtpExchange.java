package io.weft.protocol.app.ntp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;

/**
 * A client's request for the time with its answer, or one of the two where the other was not seen.
 * A message of another mode is an exchange alone.
 *
 * @param version of NTP, 0 to 7
 * @param mode of the request, or of the response where there is no request
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param stratum of the server, 0 to 255; null without a response
 * @param referenceId of the server's source: an address, or letters where the stratum is 0 or 1;
 *     null without a response
 */
public record NtpExchange(
    int version,
    String mode,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    Integer stratum,
    String referenceId)
    implements DatagramExchange {
  public NtpExchange {
    Exchanges.start(request, response); // one of them is there
  }

  @Override
  public Protocol protocol() {
    return Ntp.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY + MemorySize.of(referenceId);
  }

  @Override
  public String summary() {
    return response == null
        ? mode + (request != null && mode.equals("client") ? " unanswered" : "")
        : "stratum " + stratum + " from " + referenceId;
  }
}

package io.weft.protocol.app.snmp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;
import java.util.List;

/**
 * A request with its response, one of them where the other was not seen, or a trap.
 *
 * @param version 1, 2c, 2u or 3
 * @param community the password of versions 1 and 2c; null in version 3
 * @param user of version 3; null where neither message names one
 * @param operation kind of the request, or of the message that stands alone
 * @param requestId which the response repeats; null where it cannot be read
 * @param result kind of the response; null where none was seen
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param errorStatus 0 for no error; null without a response that can be read
 * @param names of the objects asked for, at most 16, as numbers; null for none
 */
public record SnmpExchange(
    String version,
    String community,
    String user,
    String operation,
    Long requestId,
    String result,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    Integer errorStatus,
    List<String> names)
    implements DatagramExchange {
  public SnmpExchange {
    Exchanges.start(request, response); // one of them is there
    names = names == null ? null : List.copyOf(names);
  }

  @Override
  public Protocol protocol() {
    return Snmp.PROTOCOL;
  }

  @Override
  public int memory() {
    int texts = names == null ? 0 : names.stream().mapToInt(MemorySize::of).sum();
    return Exchanges.MEMORY + MemorySize.of(community) + MemorySize.of(user) + texts;
  }

  @Override
  public String summary() {
    StringBuilder text = new StringBuilder(operation);
    if (names != null) {
      text.append(' ').append(names.get(0));
    }
    if (request != null && response == null && !operation.endsWith("trap")) {
      text.append(" unanswered");
    } else if (errorStatus != null && errorStatus != 0) {
      text.append(" error ").append(errorStatus);
    }
    return text.toString();
  }
}

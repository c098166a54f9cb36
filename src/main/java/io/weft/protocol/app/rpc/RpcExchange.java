package io.weft.protocol.app.rpc;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;
import java.util.Objects;

/**
 * A call with its reply. A value that is not known is null.
 *
 * @param program its name, or its number where it has none
 * @param version of the program
 * @param procedure its name, or {@code proc-} and its number where it has none
 * @param status how the call went: {@code success}, or what was wrong with it
 * @param request the call
 * @param response null where none was seen
 * @param rtt time from the call to the reply
 * @param retries how often the call was sent again; null for never
 */
public record RpcExchange(
    String program,
    long version,
    String procedure,
    String status,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries)
    implements DatagramExchange {
  public RpcExchange {
    Objects.requireNonNull(request, "request"); // nothing else tells a reply from other bytes
  }

  @Override
  public Protocol protocol() {
    return Rpc.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY + MemorySize.of(program) + MemorySize.of(procedure);
  }

  @Override
  public String summary() {
    String what = program + " v" + version + ' ' + procedure;
    return what + (response == null ? " unanswered" : ' ' + status);
  }
}

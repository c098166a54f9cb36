package io.weft.protocol.app.syslog;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.Exchanges;
import java.util.Objects;

/**
 * A message, which nobody answers.
 *
 * @param facility {@code daemon}; the number where it has no name; null without a priority
 * @param severity {@code warning}; null without a priority
 * @param message the text behind the priority, of which the first 1,024 bytes are kept
 * @param request the message's datagram
 */
public record SyslogExchange(String facility, String severity, String message, Datagram request)
    implements Exchange {
  public SyslogExchange {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(request, "request");
  }

  @Override
  public Protocol protocol() {
    return Syslog.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return request.time().nanos();
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY + MemorySize.of(message);
  }

  @Override
  public String summary() {
    return severity == null ? message : severity + ": " + message;
  }
}

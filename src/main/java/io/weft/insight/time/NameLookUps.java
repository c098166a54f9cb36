package io.weft.insight.time;

import io.weft.bytes.IpAddress;
import io.weft.flow.Flow;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.dns.DnsRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers who asked for which name, and which addresses the answers gave. */
final class NameLookUps {
  /** Answers beyond these push out the oldest: a connection follows its look-up closely. */
  private static final int MOST = 4096;

  /**
   * A connection that begins later than this behind the answer did not wait for it. Browsers
   * connect at once, but keep a name's address for a minute for the next connection.
   */
  private static final long CLOSE_NANOS = 1_000_000_000;

  private static final int BYTES_EACH = 250;
  private static final String UNKNOWN_CLIENT = "";

  private final Map<String, LookUp> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LookUp> eldest) {
          return size() > MOST;
        }
      };

  long memory() {
    return (long) BYTES_EACH * byAddress.size();
  }

  /** Takes a question with its answer. */
  void onExchange(Flow flow, DnsExchange exchange, long packet) {
    if (exchange.query() == null || exchange.response() == null || exchange.name() == null) {
      return;
    }
    LookUp found =
        new LookUp(
            exchange.name(),
            exchange.query().time().nanos(),
            Math.max(exchange.query().time().nanos(), exchange.response().time().nanos()),
            exchange.query().packet(),
            packet,
            exchange.query().retries() + 1);
    for (DnsRecord answer : exchange.response().answers()) {
      if (answer.type().equals("A") || answer.type().equals("AAAA")) {
        put(flow.client().toString(), answer.data(), found);
        put(UNKNOWN_CLIENT, answer.data(), found);
      }
    }
  }

  private void put(String client, String address, LookUp found) {
    String key = client + ' ' + address;
    LookUp before = byAddress.remove(key);
    boolean isSame = before != null && before.endNanos() == found.endNanos();
    byAddress.put(key, isSame ? before : found);
  }

  /** The look-up that a connection waited for; null where none was seen shortly before it. */
  LookUp before(IpAddress client, IpAddress server, long startNanos) {
    LookUp found = byAddress.get(client + " " + server);
    if (found == null) {
      found = byAddress.get(UNKNOWN_CLIENT + ' ' + server);
    }
    boolean isClose =
        found != null
            && found.endNanos() <= startNanos
            && startNanos - found.endNanos() <= CLOSE_NANOS;
    return isClose ? found : null;
  }
}

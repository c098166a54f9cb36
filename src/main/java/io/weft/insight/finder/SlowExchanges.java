package io.weft.insight.finder;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.SlowExchange;
import io.weft.insight.SlowExchange.Part;
import io.weft.insight.SlowExchange.PartKind;
import io.weft.insight.proof.Paths;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the exchanges that took longest. */
public final class SlowExchanges implements FlowListener {
  private static final Comparator<SlowExchange> SLOWEST_FIRST =
      Comparator.comparingLong(SlowExchange::nanos)
          .reversed()
          .thenComparingLong(SlowExchange::firstPacket);

  private final int most;
  private final List<SlowExchange> slowest = new ArrayList<>();

  /**
   * @param most how many are kept
   */
  public SlowExchanges(int most) {
    this.most = most;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    SlowExchange timed = timed(flow, exchange);
    if (timed == null || timed.nanos() <= 0) {
      return;
    }
    slowest.add(timed);
    slowest.sort(SLOWEST_FIRST);
    if (slowest.size() > most) {
      slowest.remove(most);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    long path = Paths.toServer(record);
    if (path == TcpRecord.UNKNOWN) {
      return;
    }
    slowest.replaceAll(each -> each.flow().equals(record.name()) ? withPath(each, path) : each);
  }

  /** The slowest first. */
  public List<SlowExchange> slowest() {
    return List.copyOf(slowest);
  }

  private static SlowExchange timed(Flow flow, Exchange exchange) {
    if (exchange instanceof HttpExchange http) {
      return http(flow, http);
    }
    if (exchange instanceof DnsExchange dns && dns.query() != null && dns.response() != null) {
      long nanos = dns.response().time().nanos() - dns.query().time().nanos();
      return one(flow, dns, dns.query().packet(), PartKind.WAITING, nanos);
    }
    if (exchange instanceof TlsExchange tls && tls.handshake() != null) {
      Long packet = tls.client().packet();
      return one(
          flow, tls, packet == null ? 0 : packet, PartKind.HANDSHAKE, tls.handshake().nanos());
    }
    return null;
  }

  private static SlowExchange one(
      Flow flow, Exchange exchange, long packet, PartKind kind, long nanos) {
    return new SlowExchange(
        flow.name(),
        exchange,
        new Moment(exchange.startNanos()),
        packet,
        List.of(new Part(kind, new Span(Math.max(0, nanos)))));
  }

  private static SlowExchange http(Flow flow, HttpExchange http) {
    if (http.waiting() == null) {
      return null;
    }
    HttpExchange.Transfer request = http.request().transfer();
    HttpExchange.Transfer response = http.response().transfer();
    return new SlowExchange(
        flow.name(),
        http,
        request.start(),
        request.packet(),
        List.of(
            part(PartKind.REQUEST, request.end().nanos() - request.start().nanos()),
            part(PartKind.WAITING, http.waiting().nanos()),
            part(PartKind.TRANSFER, response.end().nanos() - response.start().nanos())));
  }

  private static Part part(PartKind kind, long nanos) {
    return new Part(kind, new Span(Math.max(0, nanos)));
  }

  /** Tells the way to the server and back from the server's own time. */
  private static SlowExchange withPath(SlowExchange exchange, long path) {
    List<Part> parts = new ArrayList<>();
    for (Part part : exchange.parts()) {
      if (part.kind() == PartKind.WAITING) {
        long nanos = part.time().nanos();
        long way = Math.min(path, nanos);
        parts.add(part(PartKind.PATH, way));
        parts.add(part(PartKind.SERVER, nanos - way));
      } else {
        parts.add(part);
      }
    }
    return new SlowExchange(
        exchange.flow(), exchange.exchange(), exchange.start(), exchange.firstPacket(), parts);
  }
}

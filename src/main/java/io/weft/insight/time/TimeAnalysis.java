package io.weft.insight.time;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.TcpSegment;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;
import java.util.IdentityHashMap;

/**
 * Listens to flows, and tells of each TCP connection and each exchange where its time went. The
 * flows' segments must be analysed ({@code FlowConfig.Features.analysis}), or losses are not seen.
 */
public final class TimeAnalysis implements FlowListener {
  private static final int BYTES_EACH = 64;

  private final TimeSink sink;
  private final boolean wantsExchanges;
  private final IdentityHashMap<Flow, ConnectionDivider> open = new IdentityHashMap<>();
  private final NameLookUps names = new NameLookUps();

  /** The flow of the last segment: the next is mostly of the same. */
  private Flow lastFlow;

  private ConnectionDivider last;
  private long kept;

  public TimeAnalysis(TimeSink sink) {
    this.sink = sink;
    wantsExchanges = sink.wantsExchanges();
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (flow != lastFlow) {
      last = open.get(flow);
      lastFlow = flow;
      if (last == null) {
        last = new ConnectionDivider(arrival, wantsExchanges);
        open.put(flow, last);
        kept += last.memory();
      }
    }
    long before = last.memory();
    last.onSegment(segment, arrival);
    kept += last.memory() - before;
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    ConnectionDivider divider = open.get(flow);
    if (divider != null) {
      divider.reverse();
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (exchange instanceof DnsExchange question) {
      names.onExchange(flow, question, arrival.number());
    }
    if (exchange instanceof TlsExchange) {
      return; // the handshake is a part of the connection; what it carries tells of its exchanges
    }
    ConnectionDivider divider = open.get(flow);
    if (!wantsExchanges) {
      if (divider != null) {
        divider.settle(); // so that the connection is divided alike
        divider.turns().onExchange();
      }
      return;
    }
    long start = exchange.startNanos();
    long end = Math.max(start, endOf(exchange, arrival));
    TimeDivision division;
    if (divider != null) {
      long before = divider.memory();
      divider.settle();
      division = divider.log().divide(start, end, 0, 0);
      divider.turns().onExchange(exchange.protocol().name(), exchange.summary(), division);
      kept += divider.memory() - before;
    } else {
      IntervalLog log = new IntervalLog(start, arrival.number());
      log.name(end, TimeCause.SERVER_THINK, Direction.FROM_SERVER, Sureness.LOW, arrival.number());
      division = log.divide(start, end, 0, 0);
    }
    sink.onExchange(flow, exchange, division);
  }

  private static long endOf(Exchange exchange, Arrival arrival) {
    if (exchange instanceof HttpExchange http) {
      return http.response() == null
          ? http.request().transfer().end().nanos()
          : http.response().transfer().end().nanos();
    }
    if (exchange instanceof DnsExchange question) {
      return question.response() == null
          ? lastOf(question.query()).nanos()
          : question.response().time().nanos();
    }
    return arrival.nanos();
  }

  private static Moment lastOf(DnsExchange.Query query) {
    return query.last() == null ? query.time() : query.last().time();
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    ConnectionDivider divider = open.remove(flow);
    if (lastFlow == flow) {
      lastFlow = null;
      last = null;
    }
    if (divider == null) {
      return;
    }
    kept -= divider.memory();
    sink.onConnection(flow, record, tell(record, divider));
  }

  /** Forgets a flow that has left, and of which nothing is to be told. */
  public void forget(Flow flow) {
    ConnectionDivider divider = open.remove(flow);
    if (divider != null) {
      kept -= divider.memory();
    }
    if (lastFlow == flow) {
      lastFlow = null;
      last = null;
    }
  }

  private ConnectionTime tell(FlowRecord record, ConnectionDivider divider) {
    long start = Math.min(record.times().startNanos(), divider.log().start());
    divider.log().beginAt(start);
    divider.finish(record.times().endNanos(), record.times().lastPacket());
    TlsExchange tls = tlsOf(record);
    boolean hasTls = tls != null && tls.handshake() != null;
    long tlsFrom = hasTls ? tls.startNanos() : 0;
    long tlsTo = hasTls ? tlsFrom + tls.handshake().nanos() : 0;
    TimeDivision division = divider.log().divide(start, record.times().endNanos(), tlsFrom, tlsTo);
    TcpRecord.Handshake handshake = record.tcp() == null ? null : record.tcp().handshake();
    Position position = Position.of(divider.clientRtt(), divider.serverRtt(), handshake != null);
    return new ConnectionTime(
        record.name(),
        position.at(),
        position.sure(),
        divider.clientRtt(),
        divider.serverRtt(),
        names.before(record.client().ip(), record.server().ip(), start),
        division,
        divider.turns().slowest(),
        divider.turns().count(),
        divider.cap());
  }

  private static TlsExchange tlsOf(FlowRecord record) {
    for (FlowRecord.Exchanges each : record.exchanges()) {
      for (Exchange exchange : each.first()) {
        if (exchange instanceof TlsExchange tls) {
          return tls;
        }
      }
    }
    return null;
  }

  /** Connections that are not over. */
  int openConnections() {
    return open.size();
  }

  @Override
  public long keptBytes() {
    return kept + names.memory() + (long) BYTES_EACH * open.size();
  }

  /** Where the capture was taken. */
  private record Position(CapturePosition at, Sureness sure) {
    /** Round trips shorter than this are inside one machine or one room. */
    private static final long SHORT_NANOS = 1_000_000;

    static Position of(long client, long server, boolean hasHandshake) {
      if (client < 0 || server < 0) {
        return new Position(CapturePosition.UNKNOWN, Sureness.LOW);
      }
      Sureness sure = hasHandshake ? Sureness.HIGH : Sureness.MEDIUM;
      if (isNear(client, server)) {
        return new Position(CapturePosition.CLIENT_SIDE, sure);
      }
      if (isNear(server, client)) {
        return new Position(CapturePosition.SERVER_SIDE, sure);
      }
      return client + server < SHORT_NANOS
          ? new Position(CapturePosition.UNKNOWN, Sureness.LOW)
          : new Position(CapturePosition.BETWEEN, Sureness.MEDIUM);
    }

    private static boolean isNear(long near, long far) {
      return near < (near + far) * Thresholds.NEAR_PART || (near < SHORT_NANOS && near * 10 < far);
    }
  }
}

package io.weft.insight.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.MainPart;
import io.weft.insight.proof.Paths;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.proof.Waits;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeCause;
import io.weft.protocol.app.http.HttpExchange;
import java.util.function.Consumer;

/**
 * Servers that take long to answer, measured against their other answers. The round trip from the
 * capture to the server is subtracted: the least that any connection to the server saw. Where
 * requests and answers are not read, or no answer stands out, a connection that waited for the
 * server most of its time tells of it.
 */
final class SlowServerFinder implements Finder {
  /** A user's thought is not interrupted up to a second (Miller 1968, Nielsen 1993). */
  private static final long SLOW_NANOS = 1_000_000_000L;

  /** Below this nobody notices, however much slower than the others an answer is. */
  private static final long NOTICED_NANOS = 200_000_000L;

  /** An answer so many times slower than the median is no ordinary scatter. */
  private static final int TIMES_MEDIAN = 5;

  /** Fewer answers have no median worth the name. */
  private static final int MIN_ANSWERS = 5;

  private static final int SWITCHING_PROTOCOLS = 101;

  private final Ledger<Place, Server> servers = new Ledger<>(Server::new);

  private static final class Server {
    private final Waits waits = new Waits();
    private String name;
    private long leastRtt = Long.MAX_VALUE;
    private long slowest = -1;
    private String request;
    private FlowName flow;
    private long requestPacket;
    private long requestNanos;
    private long responsePacket;
    private long responseNanos;
    private long waited;

    /** Of the connections that it made slow, the one that it made slowest; null for none. */
    private Finding connection;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (!(exchange instanceof HttpExchange http) || http.waiting() == null) {
      return;
    }
    if (http.response().status() == SWITCHING_PROTOCOLS
        || http.request().method().equals("CONNECT")) {
      return; // what is answered is the end of the tunnel, or waits for whatever comes
    }
    long nanos = http.waiting().nanos();
    servers.with(
        Place.server(flow),
        server -> {
          server.waits.add(nanos);
          server.waited += nanos;
          if (http.request().host() != null) {
            server.name = http.request().host();
          }
          if (nanos > server.slowest) {
            server.slowest = nanos;
            server.request = http.summary();
            server.flow = flow.name();
            server.requestPacket = http.request().transfer().packet();
            server.requestNanos = http.request().transfer().start().nanos();
            server.responsePacket = http.response().transfer().packet();
            server.responseNanos = http.response().transfer().start().nanos();
          }
        });
  }

  @Override
  public void onConnection(Flow flow, FlowRecord record, ConnectionTime time) {
    long rtt = Paths.toServer(record, time);
    Server known = servers.get(Place.server(record));
    if (known != null && rtt != TcpRecord.UNKNOWN) {
      known.leastRtt = Math.min(known.leastRtt, rtt);
    }
    MainPart main = MainPart.of(time, TimeCause.SERVER_THINK);
    if (main != null) {
      Finding finding = ofConnection(record, main);
      servers.with(
          Place.server(record),
          server -> {
            if (server.connection == null
                || Finding.WORST_FIRST.compare(finding, server.connection) < 0) {
              server.connection = finding;
            }
          });
    }
  }

  private static Finding ofConnection(FlowRecord record, MainPart main) {
    Proof proof = new Proof();
    main.prove(proof, record.name());
    Span cost = new Span(main.part().nanos());
    return new Finding(
        FindingKind.SLOW_SERVER,
        Severity.NOTE,
        Message.of(
            "slow-server.connection",
            Place.text(record.server()),
            cost,
            main.share(),
            Place.text(record.client())),
        proof.packets(),
        cost,
        Message.of("slow-server.connection.next", record.name().toString()),
        record.name(),
        1);
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    servers.all().forEach((place, server) -> report(place, server, findings));
  }

  private static void report(Place place, Server server, Consumer<Finding> findings) {
    long rtt = server.leastRtt == Long.MAX_VALUE ? 0 : server.leastRtt;
    long slowest = Math.max(0, server.slowest - rtt);
    long median = Math.min(slowest, Math.max(0, server.waits.median() - rtt));
    long answers = server.waits.count();
    String name = Place.text(place, server.name);
    if (median >= SLOW_NANOS / 2 || (answers < MIN_ANSWERS && slowest >= SLOW_NANOS)) {
      add(
          server,
          place,
          slowest >= SLOW_NANOS ? Severity.WARNING : Severity.NOTE,
          Message.of(
              "slow-server", name, answers, new Span(median), server.request, new Span(slowest)),
          Math.max(0, server.waited - rtt * answers),
          answers,
          findings);
      return;
    }
    long border = Math.max(NOTICED_NANOS, TIMES_MEDIAN * median);
    if (answers >= MIN_ANSWERS && slowest > border) {
      long slow = Math.max(1, server.waits.above(border + rtt));
      add(
          server,
          place,
          slowest >= SLOW_NANOS ? Severity.WARNING : Severity.NOTE,
          Message.of(
              "slow-server.some",
              name,
              slow,
              answers,
              new Span(border),
              new Span(median),
              server.request,
              new Span(slowest)),
          slowest - median,
          slow,
          findings);
    } else if (server.connection != null) {
      findings.accept(server.connection);
    }
  }

  private static void add(
      Server server,
      Place place,
      Severity severity,
      Message sentence,
      long cost,
      long cases,
      Consumer<Finding> findings) {
    Proof proof = new Proof();
    proof.add(server.flow, server.requestPacket, server.requestNanos);
    proof.add(server.flow, server.responsePacket, server.responseNanos);
    findings.accept(
        new Finding(
            FindingKind.SLOW_SERVER,
            severity,
            sentence,
            proof.packets(),
            new Span(cost),
            Message.of("slow-server.next", place.toString()),
            server.flow,
            cases));
  }
}

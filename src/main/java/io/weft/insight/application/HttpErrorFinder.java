package io.weft.insight.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.protocol.app.http.HttpExchange;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Requests that a server answers with an error. */
final class HttpErrorFinder implements Finder {
  /** RFC 9110, section 15.5: from here on the client is to blame, as the server sees it. */
  private static final int CLIENT_ERROR = 400;

  private static final int SERVER_ERROR = 500;

  /** An authentication begins with this answer, so it is no error by itself. */
  private static final int UNAUTHORIZED = 401;

  private static final int PROXY_AUTHENTICATION = 407;

  private final Ledger<Place, Server> servers = new Ledger<>(Server::new);

  private static final class Server {
    private final Proof proof = new Proof();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private String name;
    private String request;
    private long answers;
    private long errors;
    private boolean isServers;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (exchange instanceof HttpExchange http && http.response() != null) {
      servers.with(Place.server(flow), server -> add(server, flow, http));
    }
  }

  private static void add(Server server, Flow flow, HttpExchange http) {
    int status = http.response().status();
    server.answers++;
    if (status < CLIENT_ERROR || status == UNAUTHORIZED || status == PROXY_AUTHENTICATION) {
      return;
    }
    server.errors++;
    server.statuses.merge(status, 1L, Long::sum); // three digits: at most 600 of them
    boolean isServers = status >= SERVER_ERROR;
    if (server.request == null || (isServers && !server.isServers)) {
      server.request = http.summary();
    }
    server.isServers |= isServers;
    if (http.request() != null && http.request().host() != null) {
      server.name = http.request().host();
    }
    server.proof.add(
        flow.name(),
        http.response().transfer().packet(),
        http.response().transfer().start().nanos());
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    servers
        .all()
        .forEach(
            (place, server) -> {
              if (server.errors > 0) {
                findings.accept(finding(place, server));
              }
            });
  }

  private static Finding finding(Place place, Server server) {
    String statuses =
        server.statuses.entrySet().stream()
            .map(each -> each.getKey() + " × " + each.getValue())
            .collect(Collectors.joining(", "));
    return new Finding(
        FindingKind.HTTP_ERRORS,
        server.isServers ? Severity.WARNING : Severity.NOTE,
        Message.of(
            "http-errors",
            Place.text(place, server.name),
            server.errors,
            server.answers,
            statuses,
            server.request),
        server.proof.packets(),
        null,
        Message.of("http-errors.next", place.toString()),
        server.proof.flow(),
        server.errors);
  }
}

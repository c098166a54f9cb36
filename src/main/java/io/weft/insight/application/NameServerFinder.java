package io.weft.insight.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Proof;
import io.weft.insight.proof.Waits;
import io.weft.protocol.app.dns.DnsExchange;
import java.util.function.Consumer;

/** Name servers that are slow, fail, or do not answer. */
final class NameServerFinder implements Finder {
  /** Resolvers that must ask others need 20 to 200 ms; what takes longer waits for a repetition. */
  private static final long SLOW_NANOS = 500_000_000L;

  /** A page waits for the name before all else, so a second is noticed in any case. */
  private static final long VERY_SLOW_NANOS = 1_000_000_000L;

  /** Clients wait for one to five seconds before they ask again. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private static final int SERVER_FAILURE = 2;
  private static final int REFUSED = 5;

  private final Ledger<IpAddress, Server> servers = new Ledger<>(Server::new);

  private static final class Server {
    private final Proof slowProof = new Proof();
    private final Proof failedProof = new Proof();
    private final Proof silentProof = new Proof();
    private final Waits waits = new Waits();
    private long questions;
    private long slow;
    private long slowNanos;
    private long slowest;
    private String slowestName;
    private long failed;
    private String failedName;
    private String failure;
    private long silent;
    private long repeats;
    private String silentName;
    private long lastSilentNanos;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    // A group is no server: whoever of it knows the name answers, or nobody.
    if (exchange instanceof DnsExchange dns
        && dns.service().equals("dns")
        && dns.query() != null
        && !flow.server().isMulticast()) {
      servers.with(flow.server(), server -> add(server, flow, dns));
    }
  }

  private static void add(Server server, Flow flow, DnsExchange dns) {
    DnsExchange.Query query = dns.query();
    DnsExchange.Response response = dns.response();
    String name = dns.name() == null ? "?" : dns.name();
    server.questions++;
    if (response == null) {
      server.silent++;
      server.repeats += query.retries();
      server.silentName = name;
      server.lastSilentNanos = Math.max(server.lastSilentNanos, query.time().nanos());
      server.silentProof.add(flow.name(), query.packet(), query.time().nanos());
      return;
    }
    long waited = response.time().nanos() - query.time().nanos();
    server.waits.add(waited);
    if (waited >= SLOW_NANOS) {
      server.slow++;
      server.slowNanos += waited;
      if (waited > server.slowest) {
        server.slowest = waited;
        server.slowestName = name;
      }
      server.slowProof.add(flow.name(), query.packet(), query.time().nanos());
      server.slowProof.add(flow.name(), response.packet(), response.time().nanos());
    }
    if (response.code() == SERVER_FAILURE || response.code() == REFUSED) {
      server.failed++;
      server.failedName = name;
      server.failure = response.codeName();
      server.failedProof.add(flow.name(), response.packet(), response.time().nanos());
    }
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    servers.all().forEach((ip, server) -> report(ip.toString(), server, state, findings));
  }

  private static void report(
      String ip, Server server, CaptureState state, Consumer<Finding> findings) {
    boolean mayStillCome =
        server.repeats == 0 && state.latestNanos() - server.lastSilentNanos < PATIENCE_NANOS;
    if (server.silent > 0 && !(mayStillCome && server.silent == 1)) {
      findings.accept(
          new Finding(
              FindingKind.SILENT_NAME_SERVER,
              server.silent == server.questions ? Severity.ERROR : Severity.WARNING,
              silence(ip, server),
              server.silentProof.packets(),
              null,
              Message.of("silent-name-server.next", ip),
              server.silentProof.flow(),
              server.silent));
    }
    if (server.failed > 0) {
      findings.accept(
          new Finding(
              FindingKind.FAILING_NAME_SERVER,
              Severity.WARNING,
              Message.of(
                  "failing-name-server",
                  ip,
                  server.failed,
                  server.questions,
                  server.failure,
                  server.failedName),
              server.failedProof.packets(),
              null,
              Message.of("failing-name-server.next", ip),
              server.failedProof.flow(),
              server.failed));
    }
    if (server.slow > 0) {
      findings.accept(
          new Finding(
              FindingKind.SLOW_NAME_SERVER,
              server.slowest >= VERY_SLOW_NANOS ? Severity.WARNING : Severity.NOTE,
              Message.of(
                  "slow-name-server",
                  ip,
                  server.slow,
                  server.questions,
                  new Span(SLOW_NANOS),
                  server.slowestName,
                  new Span(server.slowest),
                  new Span(Math.min(server.waits.median(), server.slowest))),
              server.slowProof.packets(),
              new Span(server.slowNanos),
              Message.of("slow-name-server.next", ip),
              server.slowProof.flow(),
              server.slow));
    }
  }

  private static Message silence(String ip, Server server) {
    return server.repeats == 0
        ? Message.of("silent-name-server", ip, server.silent, server.questions, server.silentName)
        : Message.of(
            "silent-name-server.repeated",
            ip,
            server.silent,
            server.questions,
            server.silentName,
            server.repeats);
  }
}

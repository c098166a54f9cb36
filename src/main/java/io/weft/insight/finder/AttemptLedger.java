package io.weft.insight.finder;

import static java.util.stream.Collectors.joining;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Counts what became of attempts to connect, by server and by client. */
final class AttemptLedger implements FlowListener {
  /** More targets of one client than tell a scan; beyond them it is one in any case. */
  private static final int MAX_TARGETS = 1024;

  /** More clients of one server than tell a flood from many. */
  private static final int MAX_CLIENTS = 256;

  /** A sentence names no more of them. */
  private static final int MAX_NAMED = 3;

  private final Ledger<Place, Server> servers = new Ledger<>(Server::new);
  private final Ledger<IpAddress, Client> clients = new Ledger<>(Client::new);

  /** What became of an attempt. */
  enum Outcome {
    ANSWERED,
    /** No packet of the server was seen, and no ICMP error. */
    UNANSWERED,
    REFUSED,
    /** An ICMP error says why. */
    REPORTED,
    /** The server answered the SYN, and nothing of the client followed but perhaps a reset. */
    HALF_OPEN
  }

  /** The attempts at one place. */
  static final class Server {
    private final Set<IpAddress> clients = new LinkedHashSet<>();
    private final Proof unansweredProof = new Proof();
    private final Proof refusedProof = new Proof();
    private String name;
    private long answered;
    private long unanswered;
    private long refused;
    private long halfOpen;
    private long repeatedSyns;
    private long waitedNanos;
    private long lastSynNanos;

    String name() {
      return name;
    }

    long attempts() {
      return answered + unanswered + refused + halfOpen;
    }

    long answered() {
      return answered;
    }

    long unanswered() {
      return unanswered;
    }

    long refused() {
      return refused;
    }

    long halfOpen() {
      return halfOpen;
    }

    /** SYNs that were sent once more and not answered either. */
    long repeatedSyns() {
      return repeatedSyns;
    }

    /** From the first to the last SYN of attempts that were not answered. */
    long waitedNanos() {
      return waitedNanos;
    }

    long lastSynNanos() {
      return lastSynNanos;
    }

    /** Clients whose attempts were not answered or refused, as far as they were counted. */
    Set<IpAddress> clients() {
      return clients;
    }

    /** The first of them: {@code 10.0.0.1, 10.0.0.2, 10.0.0.3 …}. */
    String clientNames() {
      String names =
          clients.stream().limit(MAX_NAMED).map(IpAddress::toString).collect(joining(", "));
      return clients.size() > MAX_NAMED ? names + " …" : names;
    }

    Proof unansweredProof() {
      return unansweredProof;
    }

    Proof refusedProof() {
      return refusedProof;
    }
  }

  /** The attempts of one client. */
  static final class Client {
    private final Set<IpAddress> hosts = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>();
    private final Proof proof = new Proof();
    private long failed;
    private long whole;

    /** Hosts of attempts that led to nothing, as far as they were counted. */
    Set<IpAddress> hosts() {
      return hosts;
    }

    /** Ports of attempts that led to nothing, as far as they were counted. */
    Set<Integer> ports() {
      return ports;
    }

    Proof proof() {
      return proof;
    }

    long failed() {
      return failed;
    }

    /** Connections that carried something. */
    long whole() {
      return whole;
    }
  }

  Ledger<Place, Server> servers() {
    return servers;
  }

  Ledger<IpAddress, Client> clients() {
    return clients;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp == null || tcp.midstream() || record.identity().continued()) {
      return;
    }
    Outcome outcome = outcome(record);
    if (outcome == null) {
      return;
    }
    servers.with(Place.server(record), server -> add(server, record, outcome));
    clients.with(record.client().ip(), client -> add(client, record, outcome));
  }

  private static Outcome outcome(FlowRecord record) {
    TcpRecord tcp = record.tcp();
    EndpointRecord client = record.client();
    EndpointRecord server = record.server();
    if (server.volume().packets() == 0) {
      boolean isAttempt = tcp.handshake() != null && client.volume().payloadBytes() == 0;
      if (!isAttempt || record.outcome().history().indexOf('A') >= 0) {
        return null; // what the server sent was not captured
      }
      return record.icmp() != null ? Outcome.REPORTED : Outcome.UNANSWERED;
    }
    return switch (record.outcome().connState()) {
      case REJ -> Outcome.REFUSED;
      case OTH, SHR, RSTRH -> null;
      default -> {
        boolean isEmpty =
            client.volume().payloadBytes() == 0 && server.volume().payloadBytes() == 0;
        String history = record.outcome().history();
        boolean isHalfOpen = history.equals("Sh") || history.equals("ShR");
        yield isEmpty && isHalfOpen ? Outcome.HALF_OPEN : Outcome.ANSWERED;
      }
    };
  }

  private static void add(Server server, FlowRecord record, Outcome outcome) {
    if (record.server().name() != null) {
      server.name = record.server().name().text();
    }
    switch (outcome) {
      case ANSWERED -> server.answered++;
      case HALF_OPEN -> server.halfOpen++;
      case REFUSED -> {
        server.refused++;
        server.refusedProof.addClose(record);
      }
      case UNANSWERED -> {
        server.unanswered++;
        server.repeatedSyns += Math.max(0, record.tcp().handshake().synCount() - 1);
        server.waitedNanos += record.durationNanos();
        server.lastSynNanos = Math.max(server.lastSynNanos, record.times().endNanos());
        server.unansweredProof.addFirst(record);
      }
      case REPORTED -> {
        return;
      }
    }
    if (outcome != Outcome.ANSWERED && server.clients.size() < MAX_CLIENTS) {
      server.clients.add(record.client().ip());
    }
  }

  private static void add(Client client, FlowRecord record, Outcome outcome) {
    if (outcome == Outcome.ANSWERED) {
      client.whole++;
      return;
    }
    client.failed++;
    client.proof.addFirst(record);
    if (client.hosts.size() < MAX_TARGETS) {
      client.hosts.add(record.server().ip());
    }
    if (client.ports.size() < MAX_TARGETS) {
      client.ports.add(record.server().port());
    }
  }
}

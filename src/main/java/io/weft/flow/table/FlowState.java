package io.weft.flow.table;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.List;

/** What is known of a flow beyond addresses and counts: its application and the exchanges seen. */
public abstract class FlowState {
  private static final int KEPT_EXCHANGES = 64;

  /** Estimated memory of an empty list of exchanges, in bytes. */
  private static final int LOG = 112;

  /** Estimated memory of one place on such a list, in bytes. */
  private static final int PLACE = 8;

  /** Estimated memory of what is known about the application, in bytes. */
  private static final int APPLICATION = 24;

  /** Estimated memory of a name without its text, in bytes. */
  private static final int NAME = 24;

  private FlowRecord.Application application;
  private EndpointRecord.Name serverName;
  private boolean serverNameAsked;
  private List<Log> logs = List.of();
  private int bytes;

  /**
   * @param bytes estimated memory of the new state, without the application and the exchanges
   */
  protected FlowState(int bytes) {
    this.bytes = bytes + APPLICATION;
  }

  /** Estimated memory of the state, in bytes. */
  final int bytes() {
    return bytes;
  }

  /**
   * Changes the estimate of this state alone. {@link FlowMemory} calls it, which keeps the sum over
   * all flows; others only do while the flow is not in the table yet.
   */
  public final void weigh(int by) {
    bytes += by;
  }

  /** Is this the state of a TCP connection? The number of connections has a bound of its own. */
  public boolean isConnection() {
    return false;
  }

  /**
   * Names the application. The protocol that is found first stays the application, because the
   * exchanges show which protocols it hands over to. Only a protocol that it carries inside itself,
   * as a proxy does, takes its place, or one whose ports it shares ({@link #unname}).
   *
   * @param over the protocols that carry it, outermost first
   */
  public final void application(Protocol protocol, String detectedBy, List<Protocol> over) {
    if (application == null || over.size() > application.over().size()) {
      application = new FlowRecord.Application(protocol.name(), detectedBy, names(over));
    }
  }

  /** What was found so far only shares the flow with what comes now, and names it. */
  protected final void unname() {
    application = null;
  }

  private static List<String> names(List<Protocol> protocols) {
    return protocols.isEmpty() ? List.of() : protocols.stream().map(Protocol::name).toList();
  }

  /** What is spoken in the flow; null where that is unknown. */
  public final FlowRecord.Application application() {
    return application;
  }

  /** Takes a name of the server; the first one stays. */
  public final void serverName(String name, String source, boolean asked, FlowMemory memory) {
    if (serverName == null) {
      serverNameAsked = asked;
      serverName = new EndpointRecord.Name(name, source);
      memory.grow(this, NAME + MemorySize.of(name));
    }
  }

  /** Did the client ask for the server by {@link #serverName}? */
  public final boolean isServerNameAsked() {
    return serverNameAsked;
  }

  /** What the server is called inside the flow, or null. */
  public final EndpointRecord.Name serverName() {
    return serverName;
  }

  /**
   * Ends the state because the flow or the capture is over: what still waits is handed out.
   *
   * @param packet number of the packet at which it is known to be over
   * @param nanos that packet's time, in nanoseconds since the epoch
   */
  public abstract void finish(long packet, long nanos);

  /** What must stay known of the flow when its record has left, or null. */
  public FlowState remains() {
    return null;
  }

  /** Gives back what was reserved for the flow; may be called again. */
  public void release() {}

  /** Counts what had to be given up of the flow, when its record leaves. */
  public void count(Losses losses) {}

  /** Takes an exchange. The first 64 of each protocol are kept; all are counted. */
  public final void add(Exchange exchange, FlowMemory memory) {
    Log log = log(exchange.protocol(), memory);
    log.count++;
    if (log.first.size() < KEPT_EXCHANGES) {
      log.first.add(exchange);
      memory.grow(this, exchange.memory() + PLACE);
    }
  }

  /** Puts an exchange in the place of one that is kept; nothing happens where it is not. */
  public final void replace(Exchange kept, Exchange later, FlowMemory memory) {
    for (Log log : logs) {
      if (log.protocol == kept.protocol() && log.replace(kept, later)) {
        memory.grow(this, later.memory() - kept.memory());
      }
    }
  }

  private Log log(Protocol protocol, FlowMemory memory) {
    for (Log log : logs) {
      if (log.protocol == protocol) {
        return log;
      }
    }
    if (logs.isEmpty()) {
      logs = new ArrayList<>(1);
    }
    Log log = new Log(protocol);
    logs.add(log);
    memory.grow(this, LOG);
    return log;
  }

  /** The exchanges so far, one list for each protocol; empty where there were none. */
  public final List<FlowRecord.Exchanges> exchanges() {
    if (logs.isEmpty()) {
      return List.of();
    }
    List<FlowRecord.Exchanges> all = new ArrayList<>(logs.size());
    for (Log log : logs) {
      all.add(new FlowRecord.Exchanges(log.protocol.name(), List.copyOf(log.first), log.count));
    }
    return all;
  }

  private static final class Log {
    final Protocol protocol;
    final List<Exchange> first = new ArrayList<>(2);
    long count;

    Log(Protocol protocol) {
      this.protocol = protocol;
    }

    /** Begins with the newest: what is replaced has mostly been added just before. */
    boolean replace(Exchange kept, Exchange later) {
      for (int i = first.size() - 1; i >= 0; i--) {
        if (first.get(i) == kept) {
          first.set(i, later);
          return true;
        }
      }
      return false;
    }
  }
}

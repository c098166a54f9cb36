package io.weft.flow.table;

import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.List;

/** What is known of a flow beyond addresses and counts: its application and the exchanges seen. */
public abstract class FlowState {
  private static final int KEPT_EXCHANGES = 64;

  /** Bytes of a list of exchanges, but for those on it. */
  private static final int LOG = 112;

  /** Bytes of the place of an exchange on a list. */
  private static final int PLACE = 8;

  /** Bytes of what is known of the application. */
  private static final int APPLICATION = 24;

  private FlowRecord.Application application;
  private List<Log> logs = List.of();
  private int bytes;

  /**
   * @param bytes of memory that the state takes at first, estimated
   */
  protected FlowState(int bytes) {
    this.bytes = bytes + APPLICATION;
  }

  /** Of memory that is kept here, estimated. */
  final int bytes() {
    return bytes;
  }

  /** To be called by {@link FlowMemory}, or while the flow is not yet kept. */
  public final void weigh(int by) {
    bytes += by;
  }

  /** Does it hold the state of a TCP connection? Their number is bounded on its own. */
  public boolean isConnection() {
    return false;
  }

  /**
   * Names the application. The first to be found out stays, as what it hands over to is told by the
   * exchanges; but one that it carries inside takes its place.
   *
   * @param over the protocols that carry it, outermost first
   */
  public final void application(Protocol protocol, String detectedBy, List<Protocol> over) {
    if (application == null || over.size() > application.over().size()) {
      application =
          new FlowRecord.Application(
              protocol.name(), detectedBy, over.stream().map(Protocol::name).toList());
    }
  }

  /** Null where unknown. */
  public final FlowRecord.Application application() {
    return application;
  }

  /**
   * The flow is over, or the capture: what is still held comes out.
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

  /** Takes an exchange; the first ones of each protocol are kept, all are counted. */
  public final void add(Exchange exchange, FlowMemory memory) {
    Log log = log(exchange.protocol(), memory);
    log.count++;
    if (log.first.size() < KEPT_EXCHANGES) {
      log.first.add(exchange);
      memory.grow(this, exchange.memory() + PLACE);
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

  /** One list a protocol; empty where there is none. */
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
  }
}

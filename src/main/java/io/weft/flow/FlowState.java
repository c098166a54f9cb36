package io.weft.flow;

import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import java.util.ArrayList;
import java.util.List;

/** What is known of a flow beyond addresses and counts: its application and the exchanges seen. */
abstract class FlowState {
  static final int KEPT_EXCHANGES = 64;

  /** A list of exchanges, but for those on it. */
  private static final int LOG = 112;

  /** The place of an exchange on a list. */
  private static final int PLACE = 8;

  /** What is known of the application. */
  private static final int APPLICATION = 24;

  private FlowRecord.Application application;
  private List<Log> logs = List.of();
  private int bytes;

  /** The part of them that the application's dissector took when it was weighed last. */
  private int dissectorBytes;

  /**
   * @param bytes of memory that the state takes at first, estimated
   */
  FlowState(int bytes) {
    this.bytes = bytes + APPLICATION;
  }

  /** Of memory that is kept here, estimated. */
  final int bytes() {
    return bytes;
  }

  /**
   * The application's dissector has read, and may keep more now, or less.
   *
   * @param now bytes of memory that it takes, with all that is kept for it
   */
  final void weigh(int now, FlowMemory memory) {
    if (now != dissectorBytes) {
      memory.grow(this, now - dissectorBytes);
      dissectorBytes = now;
    }
  }

  /** To be called by {@link FlowMemory}, or while the flow is not yet kept. */
  final void grow(int by) {
    bytes += by;
  }

  /**
   * Names the application; the first to be found out stays, as what it carries is told by the
   * exchanges.
   */
  void application(Protocol protocol, String detectedBy) {
    if (application == null) {
      application = new FlowRecord.Application(protocol, detectedBy);
    }
  }

  /** The flow is over at this packet, or the capture: what is still held comes out. */
  abstract void finish(long packet, long nanos);

  /** What must stay known of the flow when its record has left, or null. */
  FlowState remains() {
    return null;
  }

  /** Gives back what was reserved for the flow; may be called again. */
  void release() {}

  FlowRecord.Application application() {
    return application;
  }

  void add(Exchange exchange, FlowMemory memory) {
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

  List<FlowRecord.Exchanges> exchanges() {
    if (logs.isEmpty()) {
      return List.of();
    }
    List<FlowRecord.Exchanges> all = new ArrayList<>(logs.size());
    for (Log log : logs) {
      all.add(new FlowRecord.Exchanges(log.protocol, List.copyOf(log.first), log.count));
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

package io.weft.report.text;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;

/** What tables show of a flow, as texts that are safe on a terminal. */
public final class FlowCells {
  private FlowCells() {}

  /** Name or address, and port. */
  public static String end(EndpointRecord end) {
    boolean named = end.name() != null;
    String host = named ? SafeText.escape(end.name().text()) : end.ip().toString();
    if (end.port() < 0) {
      return host;
    }
    return end.ip().ipv6() && !named ? "[" + host + "]:" + end.port() : host + ":" + end.port();
  }

  /** {@code curl:1204 → nginx:77}, or the one of them that is known; null where neither is. */
  public static String processes(FlowRecord flow) {
    String client = process(flow.client().process());
    String server = process(flow.server().process());
    if (client == null) {
      return server == null ? null : "→ " + server;
    }
    return server == null ? client : client + " → " + server;
  }

  private static String process(EndpointRecord.LocalProcess process) {
    return process == null ? null : SafeText.escape(process.name()) + ":" + process.pid();
  }

  /** Null where unknown. */
  public static String application(FlowRecord flow) {
    return flow.application() == null ? null : flow.application().protocol();
  }

  /** Of the handshake; null where unknown. */
  public static String rtt(FlowRecord flow) {
    TcpRecord.Handshake handshake = flow.tcp() == null ? null : flow.tcp().handshake();
    return handshake == null || handshake.rttNanos() == TcpRecord.UNKNOWN
        ? null
        : Units.duration(handshake.rttNanos());
  }
}

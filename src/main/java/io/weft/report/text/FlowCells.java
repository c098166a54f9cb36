package io.weft.report.text;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;

/** The texts of the cells that tables of flows share. All of them are safe on a terminal. */
public final class FlowCells {
  private FlowCells() {}

  /**
   * The name of an end, or else its address, and its port, where it has one.
   *
   * @param names whether a name may stand for the address
   */
  public static String end(EndpointRecord end, boolean names) {
    boolean named = names && end.name() != null;
    String host = named ? SafeText.escape(end.name().text()) : end.ip().toString();
    if (end.port() < 0) {
      return host;
    }
    return end.ip().ipv6() && !named ? "[" + host + "]:" + end.port() : host + ":" + end.port();
  }

  /**
   * The processes at both ends, such as {@code curl:1204 → nginx:77}; {@code curl:1204} or {@code →
   * nginx:77} where one of them is known; null where neither is.
   */
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

  /** The name of the application protocol; null where it is unknown. */
  public static String application(FlowRecord flow) {
    return flow.application() == null ? null : flow.application().protocol();
  }

  /** The round-trip time of the handshake; null where it is unknown. */
  public static String rtt(FlowRecord flow) {
    TcpRecord.Handshake handshake = flow.tcp() == null ? null : flow.tcp().handshake();
    return handshake == null || handshake.rttNanos() == TcpRecord.UNKNOWN
        ? null
        : Units.duration(handshake.rttNanos());
  }
}

package io.weft.report.text;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what flows can be sorted. */
public enum FlowOrder {
  BYTES,
  PACKETS,
  PAYLOAD,
  DURATION,
  RTT,
  RETRANSMISSIONS,
  MISSING,
  START,
  END;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order of that name, or null. */
  public static FlowOrder of(String name) {
    for (FlowOrder order : values()) {
      if (order.toString().equals(name)) {
        return order;
      }
    }
    return null;
  }

  /** All names, with commas between them. */
  public static String names() {
    return Arrays.stream(values()).map(FlowOrder::toString).collect(Collectors.joining(", "));
  }

  /** The flow with the least key stands first: times go up, everything else comes down. */
  long key(FlowRecord flow) {
    return switch (this) {
      case BYTES -> -flow.bytes();
      case PACKETS -> -flow.packets();
      case PAYLOAD ->
          -flow.client().volume().payloadBytes() - flow.server().volume().payloadBytes();
      case DURATION -> -flow.durationNanos();
      case RTT -> -rtt(flow);
      case RETRANSMISSIONS -> -retransmissions(flow.client()) - retransmissions(flow.server());
      case MISSING -> -missing(flow.client()) - missing(flow.server());
      case START -> flow.times().startNanos();
      case END -> flow.times().endNanos();
    };
  }

  private static long rtt(FlowRecord flow) {
    TcpRecord.Handshake handshake = flow.tcp() == null ? null : flow.tcp().handshake();
    long rtt = handshake == null ? TcpRecord.UNKNOWN : handshake.rttNanos();
    return rtt == TcpRecord.UNKNOWN ? -1 : rtt;
  }

  private static long retransmissions(EndpointRecord end) {
    return end.stream() == null ? 0 : end.stream().retransmissions();
  }

  private static long missing(EndpointRecord end) {
    return end.stream() == null ? 0 : end.stream().missing().bytes();
  }
}

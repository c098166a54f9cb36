package io.weft.report.text;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An order of flows. Times ascend; all other values descend. */
public enum FlowOrder {
  /** By bytes of both directions, by the frames' lengths on the wire. */
  BYTES,
  /** By packets of both directions. */
  PACKETS,
  /** By bytes of transport payload, of both directions. */
  PAYLOAD,
  /** By the time from the first packet to the last. */
  DURATION,
  /** By the round-trip time of the handshake. */
  RTT,
  /** By TCP segments that held nothing new. */
  RETRANSMISSIONS,
  /** By bytes of the streams that are not in the capture. */
  MISSING,
  /** By the time of the first packet. */
  START,
  /** By the time of the last packet. */
  END;

  /** The name as the user types it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order with the name; null where there is none. */
  public static FlowOrder of(String name) {
    for (FlowOrder order : values()) {
      if (order.toString().equals(name)) {
        return order;
      }
    }
    return null;
  }

  /** All names, separated by commas. */
  public static String names() {
    return Arrays.stream(values()).map(FlowOrder::toString).collect(Collectors.joining(", "));
  }

  /** The key by which flows are sorted, from the least to the greatest. */
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
    return end.stream() == null ? 0 : end.stream().segments().repeated();
  }

  private static long missing(EndpointRecord end) {
    return end.stream() == null ? 0 : end.stream().missing().bytes();
  }
}

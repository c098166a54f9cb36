package io.weft.report.html;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.SelectiveSink;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Reads a TCP segment from the fields of its layer, what the analysis says of it included. */
final class SegmentFields extends SelectiveSink {
  /** Takes a number into the segment. */
  @FunctionalInterface
  private interface Setter {
    void set(Segment segment, long value);
  }

  private static final String TCP = "tcp";
  private static final int FLAGS = 0x1F;

  // Where the headers of IPv4 (RFC 791) and IPv6 (RFC 8200) have the source address.
  private static final int IPV4_SOURCE = 12;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_SOURCE = 8;
  private static final int IPV6_BYTES = 16;

  private static final Map<String, Setter> SETTERS = setters();

  private final IdentityHashMap<Field, Setter> wanted = new IdentityHashMap<>();
  private final Segment segment = new Segment();
  private final Protocol protocol;
  private final LayerFields walk;
  private int layerRead;

  /**
   * @param chain that dissects the packets
   */
  SegmentFields(Chain chain) {
    protocol =
        chain.protocols().stream()
            .filter(each -> each.name().equals(TCP))
            .findFirst()
            .orElseThrow();
    walk = chain.layerFields(protocol);
    for (Field field : walk.declared()) {
      Setter setter = SETTERS.get(field.name());
      if (setter != null) {
        wanted.put(field, setter);
        for (Field group = field.parent(); group != null; group = group.parent()) {
          wanted.putIfAbsent(group, (into, value) -> {});
        }
      }
    }
  }

  private static Map<String, Setter> setters() {
    Map<String, Setter> all = new HashMap<>();
    all.put("tcp.stream", (into, value) -> into.stream = value);
    all.put("tcp.srcport", (into, value) -> into.sourcePort = (int) value);
    all.put("tcp.seq", (into, value) -> into.sequence = (int) value);
    all.put("tcp.len", (into, value) -> into.length = (int) value);
    all.put("tcp.ack", (into, value) -> into.acknowledgment = (int) value);
    all.put("tcp.flags", (into, value) -> into.flags = (int) value & FLAGS);
    all.put("tcp.window_size", (into, value) -> into.window = value);
    all.put(
        "tcp.window_size_scalefactor",
        (into, value) -> into.marks |= (int) value == -1 ? Segment.UNSCALED : 0);
    all.put("tcp.analysis.bytes_in_flight", (into, value) -> into.inFlight = value);
    all.put("tcp.analysis.ack_rtt", (into, value) -> into.rttNanos = value);
    all.put("tcp.options.sack_le", (into, value) -> edge(into, (int) value, true));
    all.put("tcp.options.sack_re", (into, value) -> edge(into, (int) value, false));
    mark(all, "weft.retransmission", Segment.RESENT);
    mark(all, "weft.out_of_order", Segment.OVERTAKEN);
    mark(all, "weft.spurious_retransmission", Segment.NEEDLESS);
    mark(all, "weft.duplicate", Segment.COPY);
    mark(all, "tcp.analysis.zero_window", Segment.ZERO_WINDOW);
    mark(all, "tcp.analysis.keep_alive", Segment.KEEP_ALIVE);
    mark(all, "tcp.analysis.keep_alive_ack", Segment.KEEP_ALIVE);
    mark(all, "tcp.analysis.zero_window_probe", Segment.PROBE);
    mark(all, "tcp.analysis.zero_window_probe_ack", Segment.PROBE);
    mark(all, "tcp.analysis.lost_segment", Segment.AFTER_GAP);
    mark(all, "tcp.analysis.window_full", Segment.FILLS_WINDOW);
    mark(all, "tcp.analysis.duplicate_ack", Segment.SAME_ACK);
    mark(all, "tcp.analysis.fast_retransmission", Segment.FAST);
    mark(all, "tcp.analysis.ack_lost_segment", Segment.ACKS_UNSEEN);
    all.put("weft.loss_side", (into, value) -> {});
    return Map.copyOf(all);
  }

  private static void mark(Map<String, Setter> all, String name, int mark) {
    all.put(name, (into, value) -> into.marks |= value != 0 ? mark : 0);
  }

  private static void edge(Segment into, int value, boolean isLeft) {
    int range = isLeft ? into.leftEdges++ : into.sacks++;
    if (range < Segment.MAX_SACKS) {
      into.sackEdges[2 * range + (isLeft ? 0 : 1)] = value;
    }
  }

  /**
   * The segment of a TCP connection in a packet.
   *
   * @param stream number of the connection
   * @return valid until the next call; null where the packet has none
   */
  Segment read(Packet packet, long stream) {
    for (int layer = packet.find(protocol, 0);
        layer >= 0 && layer < packet.quotedFrom();
        layer = packet.find(protocol, layer + 1)) {
      segment.clear();
      walk.read(packet, layer, this);
      if (segment.stream == stream) {
        layerRead = layer;
        segment.sacks = Math.min(segment.sacks, Segment.MAX_SACKS);
        return segment;
      }
    }
    return null;
  }

  /** The address that the segment read last came from; null where that cannot be told. */
  IpAddress source(Packet packet) {
    for (int layer = layerRead - 1; layer >= 0; layer--) {
      boolean isIpv6 = packet.protocol(layer).name().equals("ipv6");
      if (isIpv6 || packet.protocol(layer).name().equals("ip")) {
        int at = packet.start(layer) + (isIpv6 ? IPV6_SOURCE : IPV4_SOURCE);
        return IpAddress.of(
            Arrays.copyOfRange(packet.bytes(layer), at, at + (isIpv6 ? IPV6_BYTES : IPV4_BYTES)));
      }
    }
    return null;
  }

  private void set(Field field, long value) {
    wanted.get(field).set(segment, value);
  }

  @Override
  public boolean wants(Field field) {
    return wanted.containsKey(field);
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    if (wants(field)) {
      set(field, value);
    }
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    if (wants(field)) {
      set(field, value ? 1 : 0);
    }
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    if (wants(field)) {
      set(field, nanos);
    }
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    if (wants(field) && "sender".contentEquals(value)) {
      segment.marks |= Segment.LOST_BEFORE;
    }
  }
}

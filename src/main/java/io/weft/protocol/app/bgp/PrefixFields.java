package io.weft.protocol.app.bgp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * The fields of reachable and withdrawn prefixes: those of IPv4 at the end of UPDATE and those of
 * the multiprotocol attributes (RFC 4760), with labels (RFC 8277) and route distinguishers (RFC
 * 4364). Whether each has a path identifier (RFC 7911) is guessed from the bytes, as Wireshark
 * does: the capability that says so may lie before the capture.
 */
final class PrefixFields {
  static final int IPV4 = 1;
  static final int IPV6 = 2;
  private static final int LABELED = 4;
  private static final int MULTICAST_VPN = 5;
  private static final int MULTICAST_TREES = 66;
  private static final int VPN_UNICAST = 128;
  private static final int VPN_MULTICAST = 129;
  private static final int ROUTE_TARGETS = 132;
  private static final int FLOW_SPEC = 133;
  private static final int FLOW_SPEC_VPN = 134;

  private static final int LAYER_2 = 25;
  private static final int VPLS = 65;
  private static final int EVPN = 70;

  static final int DISTINGUISHER = 8;
  private static final int LABEL = 3;
  private static final int LABEL_BITS = LABEL * Byte.SIZE;
  private static final int WITHDRAWN_LABEL = 0x80_0000;
  private static final int PATH = 4;

  private static final Field PATH_ID = Field.u32("bgp.nlri_path_id", "NLRI path id").repeating();
  private static final Field LENGTH = Field.u8("bgp.prefix_length", "Prefix Length").repeating();
  private static final Field LABELS = Field.text("bgp.label_stack", "Label Stack").repeating();
  private static final Field RD = Field.text("bgp.rd", "Route Distinguisher").repeating();
  private static final Field PREFIX = Field.ipv4("bgp.nlri_prefix", "NLRI prefix").repeating();
  private static final Field WITHDRAWN =
      Field.ipv4("bgp.withdrawn_prefix", "Withdrawn prefix").repeating();
  private static final Field REACH_4 =
      Field.ipv4("bgp.mp_reach_nlri_ipv4_prefix", "MP Reach NLRI IPv4 prefix").repeating();
  private static final Field UNREACH_4 =
      Field.ipv4("bgp.mp_unreach_nlri_ipv4_prefix", "MP Unreach NLRI IPv4 prefix").repeating();
  private static final Field REACH_6 =
      Field.ipv6("bgp.mp_reach_nlri_ipv6_prefix", "MP Reach NLRI IPv6 prefix").repeating();
  private static final Field UNREACH_6 =
      Field.ipv6("bgp.mp_unreach_nlri_ipv6_prefix", "MP Unreach NLRI IPv6 prefix").repeating();
  private static final Field INVALID =
      Field.presence("bgp.prefix_length.invalid", "Prefix length is invalid").repeating();

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              EvpnFields.DECLARED,
              LabelFields.DECLARED,
              MulticastFields.DECLARED,
              VplsFields.DECLARED,
              RouteTargetFields.DECLARED,
              FlowSpecFields.DECLARED),
          PATH_ID,
          LENGTH,
          LABELS,
          RD,
          PREFIX,
          WITHDRAWN,
          REACH_4,
          UNREACH_4,
          REACH_6,
          UNREACH_6,
          INVALID);

  private PrefixFields() {}

  /** What a prefix of a family has before its address. */
  private static boolean hasLabel(int safi) {
    return safi == LABELED || hasDistinguisher(safi);
  }

  static boolean hasDistinguisher(int safi) {
    return safi == VPN_UNICAST || safi == VPN_MULTICAST;
  }

  /** Reads prefixes of IPv4 that are no longer reachable; false where one has no sense. */
  static boolean readWithdrawn(byte[] bytes, int from, int end, FieldSink sink) {
    return read(WITHDRAWN, 0, bytes, from, end, sink);
  }

  /** Reads reachable prefixes of IPv4; false where one has no sense. */
  static boolean readReachable(byte[] bytes, int from, int end, FieldSink sink) {
    return read(PREFIX, 0, bytes, from, end, sink);
  }

  /** Reads the prefixes of a multiprotocol attribute; those of other families are passed over. */
  static void read(
      int afi, int safi, boolean isReach, byte[] bytes, int from, int end, FieldSink sink) {
    boolean isIp = afi == IPV4 || afi == IPV6;
    if (isIp && safi > LABELED && !hasDistinguisher(safi)) {
      special(afi == IPV6, safi, bytes, from, end, sink);
      return;
    }
    if (afi == LAYER_2) {
      switch (safi) {
        case VPLS -> VplsFields.read(bytes, from, end, sink);
        case EVPN -> EvpnFields.read(bytes, from, end, sink);
        default -> {} // Nothing is known of others.
      }
      return;
    }
    if (afi == IPV4) {
      read(isReach ? REACH_4 : UNREACH_4, safi, bytes, from, end, sink);
    } else if (afi == IPV6) {
      read(isReach ? REACH_6 : UNREACH_6, safi, bytes, from, end, sink);
    }
  }

  /** Reads what is reachable but no prefix. */
  private static void special(
      boolean isLong, int safi, byte[] bytes, int from, int end, FieldSink sink) {
    switch (safi) {
      case MULTICAST_VPN ->
          MulticastFields.read(isLong ? 2 * Long.BYTES : Integer.BYTES, bytes, from, end, sink);
      case MULTICAST_TREES -> MulticastFields.trees(bytes, from, end, sink);
      case ROUTE_TARGETS -> RouteTargetFields.read(bytes, from, end, sink);
      case FLOW_SPEC, FLOW_SPEC_VPN ->
          FlowSpecFields.read(isLong, safi == FLOW_SPEC_VPN, bytes, from, end, sink);
      default -> {} // Nothing is known of others.
    }
  }

  private static boolean read(
      Field prefix, int safi, byte[] bytes, int from, int end, FieldSink sink) {
    int most = hasLabel(safi) ? 255 : prefix.bits();
    boolean hasPath = isWithPaths(bytes, from, end, most);
    int at = from;
    while (at < end) {
      int length = at + (hasPath ? PATH : 0);
      if (length >= end) {
        return false;
      }
      if (hasPath) {
        Marks.number(PATH_ID, BigEndian.u32(bytes, at), at, PATH, sink);
      }
      int next = prefix(prefix, safi, bytes, length, end, sink);
      if (next <= at) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Reads one prefix; -1 where it has no sense or is cut. */
  private static int prefix(
      Field field, int safi, byte[] bytes, int length, int end, FieldSink sink) {
    int all = BigEndian.u8(bytes, length);
    int bits = all;
    int at = length + 1;
    int labels = at;
    if (hasLabel(safi)) {
      at = behindLabels(bytes, at, end);
      if (at < 0) {
        return -1;
      }
      bits -= at - labels == 0 ? LABEL_BITS : (at - labels) * Byte.SIZE;
    }
    int distinguisher = at;
    if (hasDistinguisher(safi)) {
      bits -= DISTINGUISHER * Byte.SIZE;
      at += DISTINGUISHER;
    }
    if (bits < 0 || (bits > field.bits() && distinguisher == length + 1)) {
      Marks.mark(INVALID, length, 1, sink);
      return -1;
    }
    Marks.number(LENGTH, all, length, 1, sink);
    int last = at + (bits + Byte.SIZE - 1) / Byte.SIZE;
    if (distinguisher > labels) {
      labels(LABELS, bytes, labels, distinguisher, sink);
    }
    if (at > distinguisher && at <= end) {
      distinguisher(RD, bytes, distinguisher, sink);
    }
    if (bits > field.bits()) {
      Marks.mark(INVALID, length, 1, sink);
      return -1;
    }
    if (last > end) {
      return -1;
    }
    address(field, bits, bytes, at, last, sink);
    return last;
  }

  static void address(Field field, int bits, byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 16; i++) {
      int value = from + i < end ? BigEndian.u8(bytes, from + i) : 0;
      if (i == bits / Byte.SIZE) {
        value &= 0xFF00 >> bits % Byte.SIZE;
      }
      if (i < 8) {
        high = high << Byte.SIZE | (value & 0xFF);
      } else {
        low = low << Byte.SIZE | (value & 0xFF);
      }
    }
    if (field.type() == Field.Type.IPV4) {
      sink.ipv4(field, (int) (high >>> Integer.SIZE), from, end - from);
    } else {
      sink.ipv6(field, high, low, from, end - from);
    }
  }

  /** Where the stack of labels ends, by its last bit; -1 where it is cut. */
  private static int behindLabels(byte[] bytes, int from, int end) {
    int at = from;
    while (end - at >= LABEL) {
      int label = BigEndian.u24(bytes, at);
      boolean isWithdrawn = at == from && (label == 0 || label == WITHDRAWN_LABEL);
      at += LABEL;
      if (isWithdrawn || (label & 1) != 0) {
        return at;
      }
    }
    return -1;
  }

  static void labels(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    StringBuilder text = sink.scratch();
    for (int at = from; at < end; at += LABEL) {
      int label = BigEndian.u24(bytes, at);
      if (label == 0 || label == WITHDRAWN_LABEL) {
        text.append("0 (withdrawn)");
      } else {
        text.append(label >> 4).append((label & 1) == 0 ? "," : " (bottom)");
      }
    }
    sink.text(field, text, from, end - from);
  }

  static void length(int bits, int at, FieldSink sink) {
    Marks.number(LENGTH, bits, at, 1, sink);
  }

  /** Pushes a route distinguisher as text: an AS or an address, and a number. */
  static void distinguisher(Field field, byte[] bytes, int at, FieldSink sink) {
    distinguisher(field, BigEndian.u16(bytes, at), bytes, at, sink);
  }

  /** As above, of a type that stands elsewhere; the eight bytes of a route target are alike. */
  static void distinguisher(Field field, int type, byte[] bytes, int at, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    StringBuilder text = sink.scratch();
    switch (type) {
      case 0 ->
          text.append(BigEndian.u16(bytes, at + 2))
              .append(':')
              .append(BigEndian.u32(bytes, at + 4));
      case 1 -> {
        for (int i = 2; i < 6; i++) {
          text.append(BigEndian.u8(bytes, at + i)).append(i == 5 ? ':' : '.');
        }
        text.append(BigEndian.u16(bytes, at + 6));
      }
      case 2 ->
          text.append(BigEndian.u16(bytes, at + 2))
              .append('.')
              .append(BigEndian.u16(bytes, at + 4))
              .append(':')
              .append(BigEndian.u16(bytes, at + 6));
      default -> text.append("Unknown (").append(type).append(") RD type");
    }
    sink.text(field, text, at, DISTINGUISHER);
  }

  /**
   * Do the bytes make sense as prefixes with path identifiers, and not as prefixes without?
   *
   * @param most bits that a prefix may have
   */
  static boolean isWithPaths(byte[] bytes, int from, int end, int most) {
    return isSequence(bytes, from, end, most, PATH) && !isSequence(bytes, from, end, most, 0);
  }

  private static boolean isSequence(byte[] bytes, int from, int end, int most, int before) {
    int at = from + before;
    while (at < end) {
      int bits = BigEndian.u8(bytes, at);
      boolean isAll = before == 0 && bits == 0 && end - from > 1;
      int next = at + 1 + (bits + Byte.SIZE - 1) / Byte.SIZE;
      int unused = bits % Byte.SIZE == 0 ? 0 : 0xFF >> bits % Byte.SIZE;
      if (isAll || bits > most || next > end || (bytes[next - 1] & unused) != 0) {
        return false;
      }
      at = next + before;
    }
    return true;
  }
}

package io.weft.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** Joins the parts of a handshake that the edge of a capture has cut. */
final class HandshakeJoin {
  private final Members handshake;

  HandshakeJoin(Members handshake) {
    this.handshake = handshake;
  }

  Row of(Row before, Row after) {
    if (before == null || after == null) {
      return (Row) MemberRule.either(before, after);
    }
    Long syns = syns(before) + syns(after);
    Row seen = MemberRule.ofStructs(handshake.type(), before, after, HandshakeJoin::seen);
    return MemberRule.ofStructs(
        handshake.type(), seen, seen, (name, type, value, same) -> whole(seen, syns, name, value));
  }

  private Long syns(Row part) {
    Long several = handshake.number(part, "syn_count");
    return several != null ? several : handshake.value(part, "syn_ns") == null ? 0L : 1L;
  }

  /** The SYN is the last one before the SYN-ACK, and both are seen once. */
  private static Object seen(String name, DataType type, Object before, Object after) {
    return (name.equals("syn") || name.equals("syn_ns")) && after != null
        ? after
        : MemberRule.FIRST.of(name, type, before, after);
  }

  private Object whole(Row seen, Long syns, String name, Object value) {
    Long syn = handshake.number(seen, "syn_ns");
    Long synAck = handshake.number(seen, "syn_ack_ns");
    return switch (name) {
      case "syn_count" -> syns > 1 ? syns : null;
      case "rtt" -> Members.seconds(syn, handshake.number(seen, "ack_ns"));
      case "server_rtt" -> Members.seconds(syn, synAck);
      case "client_rtt" -> Members.seconds(synAck, handshake.number(seen, "ack_ns"));
      case "mss", "window_scale" -> offeredByBoth(seen, name);
      case "sack", "timestamps" -> {
        Object[] offers = offeredByBoth(seen, name);
        yield offers == null ? null : offers[0].equals(true) && offers[1].equals(true);
      }
      default -> value;
    };
  }

  /** What client and server offer; null unless both do. */
  private Object[] offeredByBoth(Row seen, String name) {
    Row offered = handshake.struct(seen, "offered");
    if (offered == null) {
      return null;
    }
    Members ends = handshake.of("offered");
    Object client = ends.of("client").value(ends.struct(offered, "client"), name);
    Object server = ends.of("server").value(ends.struct(offered, "server"), name);
    return client == null || server == null ? null : new Object[] {client, server};
  }
}

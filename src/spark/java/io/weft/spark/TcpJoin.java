package io.weft.spark;

import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Joins what two parts of a connection tell of TCP. */
final class TcpJoin {
  private static final Set<String> GREATEST =
      Set.of("max_window_bytes", "max_bytes_in_flight", "longest_idle", "max");

  /** The values of the parts do not tell that of the whole. */
  private static final Set<String> UNKNOWN = Set.of("median", "p95", "payload_bytes_per_second");

  private final Members tcp;
  private final boolean isOpen;

  /**
   * @param isOpen was the connection open when the first part ended?
   */
  TcpJoin(Members tcp, boolean isOpen) {
    this.tcp = tcp;
    this.isOpen = isOpen;
  }

  Row of(Row before, Row after) {
    return MemberRule.ofStructs(
        tcp.type(),
        before,
        after,
        (name, type, first, second) ->
            switch (name) {
              case "handshake" -> new HandshakeJoin(tcp.of(name)).of((Row) first, (Row) second);
              case "close" -> close((Row) first, (Row) second);
              case "midstream" -> first;
              case "states" -> null; // where the second part began is not known
              case "client", "server" ->
                  MemberRule.ofStructs((StructType) type, first, second, TcpJoin::analysed);
              default -> MemberRule.SUMS.of(name, type, first, second);
            });
  }

  /** The first FIN begins the close; a reset of what is not closed yet is the close itself. */
  private Row close(Row before, Row after) {
    boolean isReset = after != null && "rst".equals(tcp.of("close").text(after, "how"));
    return before == null || (isOpen && isReset) ? after : before;
  }

  private static Object analysed(String name, DataType type, Object before, Object after) {
    if (UNKNOWN.contains(name)) {
      return null;
    }
    if (before != null && after != null) {
      if (GREATEST.contains(name)) {
        return compare(before, after) < 0 ? after : before;
      }
      if (name.equals("min")) {
        return compare(before, after) < 0 ? before : after;
      }
      if (name.equals("zero_window_duration")) {
        return (Double) before + (Double) after;
      }
    }
    return type instanceof StructType struct
        ? MemberRule.ofStructs(struct, before, after, TcpJoin::analysed)
        : MemberRule.SUMS.of(name, type, before, after);
  }

  @SuppressWarnings("unchecked") // both are of one member's type
  private static int compare(Object before, Object after) {
    return ((Comparable<Object>) before).compareTo(after);
  }
}

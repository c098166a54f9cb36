package io.weft.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes one row of two flows of which the second one continues the first one. */
final class PartJoin {
  /** Exchanges that a flow keeps. */
  private static final int MAX_EXCHANGES = 64;

  private static final String COUNT_SUFFIX = "_exchanges";

  /** Members of client and server that tell who they are, and not what they sent. */
  private static final Set<String> WHO = Set.of("port", "as_number", "process");

  private final Members flow;
  private final Members client;

  /**
   * @param flow the columns
   */
  PartJoin(Members flow) {
    this.flow = flow;
    client = flow.of("client");
  }

  Row of(Row before, Row later) {
    Row after = isSameWayRound(before, later) ? later : turned(flow, later);
    boolean endsLater = flow.number(after, "end_ns") >= flow.number(before, "end_ns");
    Long end = flow.number(endsLater ? after : before, "end_ns");
    JoinedHistory history =
        new JoinedHistory(flow.text(before, "history"), flow.text(after, "history"));
    return MemberRule.ofStructs(
        flow.type(),
        before,
        after,
        (name, type, first, second) ->
            switch (name) {
              case "client", "server" ->
                  MemberRule.ofStructs((StructType) type, first, second, PartJoin::ofEnd);
              case "end", "end_ns" -> endsLater ? second : first;
              case "duration" -> Members.seconds(flow.number(before, "start_ns"), end);
              case "history" -> history.text();
              case "conn_state" -> state(history, before, after);
              case "tcp" ->
                  new TcpJoin(flow.of("tcp"), isOpen(before)).of((Row) first, (Row) second);
              case "final" -> second;
              // What comes behind a close does not open the connection again.
              case CaptureTable.CONTINUES_AFTER ->
                  isTcp(before) ? !history.connState().isOver() && (Boolean) second : second;
              case "continued", CaptureTable.BEGAN_BEFORE -> first;
              case CaptureTable.LOST ->
                  first == null || second == null
                      ? MemberRule.either(first, second)
                      : first + "; " + second;
              default -> other(name, type, before, after);
            });
  }

  private boolean isTcp(Row part) {
    return flow.text(part, "protocol").equals("tcp");
  }

  private boolean isOpen(Row part) {
    return (Boolean) flow.value(part, CaptureTable.CONTINUES_AFTER);
  }

  private boolean isSameWayRound(Row before, Row after) {
    Row first = flow.struct(before, "client");
    Row second = flow.struct(after, "client");
    return client.text(first, "ip").equals(client.text(second, "ip"))
        && (client.number(first, "port") == null
            || client.number(first, "port").equals(client.number(second, "port")));
  }

  /** The row as it is where client and server are the other way round. */
  private static Row turned(Members type, Row row) {
    Object[] values = new Object[type.names().size()];
    for (int i = 0; i < values.length; i++) {
      StructField field = type.type().fields()[i];
      String name = field.name();
      Object value =
          switch (name) {
            case "client" -> type.value(row, "server");
            case "server" -> type.value(row, "client");
            case "history" -> JoinedHistory.turned(type.text(row, name));
            case "by" -> "client".equals(type.text(row, name)) ? "server" : "client";
            default -> row.get(i);
          };
      values[i] =
          field.dataType() instanceof StructType struct && value != null
              ? turned(new Members(struct), (Row) value)
              : value;
    }
    return RowFactory.create(values);
  }

  /** Of what an end sent the counts add up. */
  private static Object ofEnd(String name, DataType type, Object before, Object after) {
    return WHO.contains(name)
        ? MemberRule.either(before, after)
        : MemberRule.SUMS.of(name, type, before, after);
  }

  private String state(JoinedHistory history, Row before, Row after) {
    String first = flow.text(before, "conn_state");
    return switch (flow.text(before, "protocol")) {
      case "tcp" -> history.connState().name();
      // UDP's tells only which ends have sent.
      case "udp" -> first.equals(flow.text(after, "conn_state")) ? first : "SF";
      default -> first;
    };
  }

  /** Exchanges and their numbers; of all else what the first part says. */
  private Object other(String name, DataType type, Row before, Row after) {
    Object first = flow.value(before, name);
    Object second = flow.value(after, name);
    if (name.endsWith(COUNT_SUFFIX)) {
      return MemberRule.sum(first, second);
    }
    if (first == null || second == null || !flow.has(name + COUNT_SUFFIX)) {
      return MemberRule.FIRST.of(name, type, first, second);
    }
    int slot = flow.names().indexOf(name);
    List<Object> all = new ArrayList<>(before.getList(slot));
    all.addAll(after.getList(slot));
    return all.subList(0, Math.min(all.size(), MAX_EXCHANGES)).toArray();
  }
}

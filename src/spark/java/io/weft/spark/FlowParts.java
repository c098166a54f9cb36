package io.weft.spark;

import io.weft.flow.ConnState;
import io.weft.flow.FlowConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Finds out which flows of the same addresses and ports, which come in the order of their
 * beginnings, are parts of one, and joins these.
 */
final class FlowParts implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  /**
   * Flows of the same addresses and ports that wait for their next part. They are few: those of
   * several VLANs or tunnels, and those that closed a moment ago.
   */
  private static final int MAX_WAITING = 64;

  private final StructType schema;

  FlowParts(StructType schema) {
    this.schema = schema;
  }

  @Override
  public Iterator<Row> call(String addresses, Iterator<Row> parts) {
    return new Wholes(new Members(schema), parts);
  }

  /** A flow as far as its parts are known, and the capture of the last of them. */
  private record Waiting(Row flow, String capture) {}

  /** The flows that the parts make. */
  private static final class Wholes implements Iterator<Row> {
    private static final FlowConfig.Timeouts TIMEOUTS = FlowConfig.defaults().timeouts();

    private final Members flow;
    private final Members end;
    private final PartJoin join;
    private final Iterator<Row> parts;

    /** The one that began last stands last. */
    private final List<Waiting> waiting = new ArrayList<>();

    private final Deque<Row> ready = new ArrayDeque<>();

    Wholes(Members flow, Iterator<Row> parts) {
      this.flow = flow;
      this.parts = parts;
      end = flow.of("client");
      join = new PartJoin(flow);
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && parts.hasNext()) {
        take(parts.next());
      }
      if (ready.isEmpty()) {
        waiting.forEach(whole -> ready.add(whole.flow));
        waiting.clear();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void take(Row part) {
      String capture = flow.text(part, CaptureTable.CAPTURE);
      Long start = flow.number(part, "start_ns");
      if (start == null) {
        ready.add(part); // nobody knows where it belongs
        return;
      }
      waiting.removeIf(whole -> isTooOld(whole.flow, start) && ready.add(whole.flow));
      for (int i = waiting.size() - 1; i >= 0; i--) {
        Waiting whole = waiting.get(i);
        if (!whole.capture.equals(capture) && isContinuedBy(whole.flow, part)) {
          waiting.set(i, new Waiting(join.of(whole.flow, part), capture));
          return;
        }
      }
      if (waiting.size() == MAX_WAITING) {
        ready.add(waiting.remove(0).flow);
      }
      waiting.add(new Waiting(part, capture));
    }

    private boolean isTooOld(Row before, long start) {
      return start - flow.number(before, "end_ns") > timeout(before).toNanos();
    }

    private boolean isContinuedBy(Row before, Row after) {
      return flow.number(after, "start_ns") >= flow.number(before, "end_ns")
          && (!isTcp(before)
              || Boolean.TRUE.equals(flow.value(after, CaptureTable.BEGAN_BEFORE))
              || hasOnlyBegun(before))
          && hasTagsOf(before, after);
    }

    private boolean isTcp(Row part) {
      return flow.text(part, "protocol").equals("tcp");
    }

    /** A SYN behind nothing but a handshake is that of the handshake, sent again. */
    private boolean hasOnlyBegun(Row before) {
      ConnState state = ConnState.valueOf(flow.text(before, "conn_state"));
      return (state == ConnState.S0 || state == ConnState.S1)
          && end.number(flow.struct(before, "client"), "stream_bytes") == 0
          && end.number(flow.struct(before, "server"), "stream_bytes") == 0;
    }

    /** Tags matter where they told flows apart in either capture. */
    private boolean hasTagsOf(Row before, Row after) {
      return (flow.value(before, "split_by") == null && flow.value(after, "split_by") == null)
          || (Objects.equals(flow.value(before, "vlan"), flow.value(after, "vlan"))
              && Objects.equals(
                  flow.value(before, "encapsulation"), flow.value(after, "encapsulation")));
    }

    /** How long one run would have waited for the next packet of the flow. */
    private Duration timeout(Row before) {
      boolean isOpen = (Boolean) flow.value(before, CaptureTable.CONTINUES_AFTER);
      if (!isTcp(before)) {
        return isOpen ? TIMEOUTS.other() : Duration.ofNanos(-1);
      }
      if (!isOpen) {
        return TIMEOUTS.closeLinger();
      }
      return flow.text(before, "conn_state").equals(ConnState.S0.name())
          ? TIMEOUTS.attempt()
          : TIMEOUTS.tcp();
    }
  }
}

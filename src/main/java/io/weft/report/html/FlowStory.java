package io.weft.report.html;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.List;

/** What the second pass keeps of a flow that the page shows whole. */
final class FlowStory {
  private final long originNanos;
  private final Excerpt excerpt;
  private SegmentTrack client = new SegmentTrack();
  private SegmentTrack server = new SegmentTrack();

  /** Null where it is not known. */
  private TimeAccount time;

  /**
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   */
  FlowStory(long originNanos) {
    this.originNanos = originNanos;
    excerpt = new Excerpt(originNanos);
  }

  Excerpt excerpt() {
    return excerpt;
  }

  static int side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? 0 : 1;
  }

  /** Adds a segment. */
  void segment(Flow flow, Segment segment, boolean isFromClient, Arrival arrival) {
    (isFromClient ? client : server).add(segment, arrival.number(), arrival.nanos());
  }

  /** Adds a datagram. */
  void datagram(Direction direction, int layer, Arrival arrival) {
    Packet packet = arrival.packet();
    excerpt.datagram(
        side(direction),
        packet.bytes(layer),
        packet.payload(layer),
        packet.limit(layer),
        arrival.number(),
        arrival.nanos());
  }

  /** Takes where the connection's time went. */
  void time(TimeAccount told) {
    time = told;
  }

  /** Client and server change their roles. */
  void reverse() {
    SegmentTrack kept = client;
    client = server;
    server = kept;
    excerpt.reverse();
  }

  /** Estimated memory, in bytes. */
  long memory() {
    return client.memory() + server.memory() + excerpt.memory();
  }

  /** All that is known, as a table: a row for each segment or run of segments. */
  ColumnBlock block(FlowRecord record) {
    List<SegmentTrack.Sided> all = SegmentTrack.merged(client, server);
    ColumnBlock block = new ColumnBlock(all.size());
    column(block, all, "side", each -> each.side());
    column(block, all, "nanos", each -> each.run().nanos() - originNanos);
    column(block, all, "lasts", each -> each.run().lastNanos() - each.run().nanos());
    column(block, all, "packet", each -> each.run().packet());
    column(block, all, "last_packet", each -> each.run().lastPacket());
    column(block, all, "count", each -> each.run().count());
    column(block, all, "sequence", each -> each.run().sequence());
    column(block, all, "length", each -> each.run().length());
    column(block, all, "first_ack", each -> each.run().firstAck());
    column(block, all, "ack", each -> each.run().ack());
    column(block, all, "window", each -> each.run().window());
    column(block, all, "in_flight", each -> each.run().inFlight());
    column(block, all, "rtt_least", each -> each.run().leastRtt());
    column(block, all, "rtt_most", each -> each.run().mostRtt());
    column(block, all, "flags", each -> each.run().flags());
    column(block, all, "marks", each -> each.run().marks());
    List<long[]> sacks = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      long[] edges = all.get(row).run().sacks();
      for (int i = 0; edges != null && i < edges.length; i += 2) {
        sacks.add(new long[] {row, edges[i], edges[i + 1]});
      }
    }
    if (time != null) {
      block.head("time", time);
    }
    return block
        .head("flow", record.name().toString())
        .head("record", record)
        .head("sacks", sacks)
        .head("turns", excerpt.turns())
        .head("turns_left_out", excerpt.leftOut())
        .head("segments_left_out", client.dropped() + server.dropped());
  }

  @FunctionalInterface
  private interface Value {
    long of(SegmentTrack.Sided each);
  }

  private static void column(
      ColumnBlock block, List<SegmentTrack.Sided> all, String name, Value value) {
    block.column(name, row -> value.of(all.get(row)));
  }
}

package io.weft.report.follow;

import io.weft.bytes.Utf8;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.report.Gaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Follows one stream and hands its turns to a printer as they end. Between the two sides the order
 * is that in which bytes become known: a segment that must wait for another comes behind it.
 *
 * <p>A turn is held until it ends, so that its packets and length can be told before its bytes, and
 * so that the side is right where client and server were guessed at first; one longer than {@link
 * #MAX_TURN} comes in several.
 *
 * <p>An output that takes no more ends the analysis by an {@link UncheckedIOException}.
 */
public final class StreamFollower implements FlowListener {
  /** Bytes. */
  static final int MAX_TURN = 1 << 20;

  private static final int MAX_GAPS = 1024;

  private final FlowName wanted;
  private final Set<Direction> sides;
  private final StreamPrinter printer;
  private final SegmentMap segments;

  private Turn turn = new Turn();
  private boolean open;
  private boolean begun;
  private boolean printed;
  private boolean found;
  private long startNanos;
  private long highest = -1;

  private Side client = new Side();
  private Side server = new Side();

  /**
   * @param sides whose bytes are printed
   * @param segments tell the printer which packets carried which bytes?
   */
  public StreamFollower(
      FlowName wanted, Set<Direction> sides, StreamPrinter printer, boolean segments) {
    this.wanted = wanted;
    this.sides = Set.copyOf(sides);
    this.printer = printer;
    this.segments = segments ? new SegmentMap(this::print) : null;
  }

  /** Was there any packet of the stream? */
  public boolean found() {
    return found;
  }

  /** Highest number of a stream of the same protocol; -1 where there was none. */
  public long highest() {
    return highest;
  }

  /** Bytes of what the side sent that are not in the capture. */
  public long missing(Direction side) {
    return side(side).gaps.bytes();
  }

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  private boolean isWanted(Flow flow) {
    return flow.stream() == wanted.stream() && flow.ipProtocol() == wanted.ipProtocol();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (flow.ipProtocol() == wanted.ipProtocol()) {
      highest = Math.max(highest, flow.stream());
    }
    if (!isWanted(flow)) {
      return;
    }
    if (!found) {
      found = true;
      startNanos = flow.startNanos();
    }
  }

  @Override
  public void onBytes(
      Flow flow, Direction side, long offset, byte[] bytes, int from, int to, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      if (segments != null) {
        segments.first(side, side(side).next, to - from, arrival);
      }
      if (open && turn.direction != side) {
        flush(flow);
      }
      append(flow, side, bytes, from, to, arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(Flow flow, Direction side, byte[] bytes, int from, int to, Arrival arrival)
      throws IOException {
    int at = from;
    do {
      if (!open) {
        begin(side, arrival);
      }
      turn.firstPacket = Math.min(turn.firstPacket, arrival.number());
      turn.lastPacket = Math.max(turn.lastPacket, arrival.number());
      int count = Math.min(to - at, MAX_TURN - turn.length);
      turn.append(bytes, at, count);
      side(side).next += count;
      at += count;
      if (turn.length == MAX_TURN) {
        flushFull(flow, arrival);
      }
    } while (at < to);
  }

  private void begin(Direction side, Arrival arrival) {
    open = true;
    turn.direction = side;
    turn.firstPacket = arrival.number();
    turn.lastPacket = arrival.number();
    turn.nanos = arrival.nanos();
    turn.elapsedNanos = arrival.nanos() - startNanos;
    turn.offset = side(side).next;
    turn.length = 0;
  }

  /** The turn goes on: a character that lies across the cut is left to the next piece. */
  private void flushFull(Flow flow, Arrival arrival) throws IOException {
    int left = Utf8.unfinished(turn.bytes, 0, MAX_TURN);
    turn.length -= left;
    flush(flow);
    if (left > 0) {
      Side side = side(turn.direction);
      side.next -= left;
      begin(turn.direction, arrival);
      turn.append(turn.bytes, MAX_TURN - left, left);
      side.next += left;
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction side, int layer, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    Packet packet = arrival.packet();
    int from = packet.payload(layer);
    int to = packet.limit(layer);
    int cut = packet.wireLimit(layer) - to;
    try {
      if (segments != null && to > from) {
        segments.first(side, side(side).next, to - from, arrival);
      }
      append(flow, side, packet.bytes(layer), from, to, arrival);
      if (open) {
        flush(flow);
      }
      if (cut > 0) {
        gap(flow, side, cut);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onGap(Flow flow, Direction side, long offset, long length, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      flush(flow);
      gap(flow, side, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void gap(Flow flow, Direction side, long length) throws IOException {
    flushSegments();
    Side of = side(side);
    of.gaps.add(of.next, length);
    if (sides.contains(side)) {
      title(flow);
      printer.gap(side, of.next, length);
      printed = true;
    }
    of.next += length;
  }

  @Override
  public void onRepeat(Flow flow, Direction side, long offset, int length, Arrival arrival) {
    if (segments == null || !isWanted(flow)) {
      return;
    }
    try {
      segments.repeat(side, offset, length, arrival, side(side).gaps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    Side before = client;
    client = server;
    server = before;
    if (segments != null) {
      segments.reverse();
    }
    if (open) {
      turn.direction = turn.direction.opposite();
    }
    try {
      if (printed) {
        printer.reversed();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      flush(flow);
      flushSegments();
      title(flow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the printing, behind the analysis. */
  public void finish() throws IOException {
    if (found) {
      printer.end(!printed);
    }
  }

  private void flush(Flow flow) throws IOException {
    if (open) {
      open = false;
      flushSegments();
      if (sides.contains(turn.direction)) {
        title(flow);
        printer.turn(turn);
        printed = true;
      }
    }
  }

  private void flushSegments() throws IOException {
    if (segments != null) {
      segments.flush();
    }
  }

  private void title(Flow flow) throws IOException {
    if (!begun) {
      begun = true;
      printer.begin(flow);
    }
  }

  private void print(SegmentRange segment) throws IOException {
    if (sides.contains(segment.side())) {
      printer.segment(segment);
      printed = true;
    }
  }

  private static final class Side {
    /** Of the next byte. */
    long next;

    final Gaps gaps = new Gaps(MAX_GAPS);
  }
}

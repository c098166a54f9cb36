package io.weft.report.follow;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Follows one stream and has its turns printed as they end. Between the two sides the order is that
 * in which bytes become known: a segment that must wait for another one comes behind it.
 *
 * <p>A failure of the printer ends the analysis by an {@link UncheckedIOException}.
 */
public final class StreamFollower implements FlowListener {
  private final FlowName wanted;
  private final StreamTurns turns;
  private boolean found;
  private long highest = -1;

  /**
   * @param wanted the stream, of TCP or UDP
   * @param sides whose bytes are printed
   * @param segments whether the printer is told which packets carried which bytes
   */
  public StreamFollower(
      FlowName wanted, Set<Direction> sides, StreamPrinter printer, boolean segments) {
    this.wanted = wanted;
    turns = new StreamTurns(sides, printer, segments);
  }

  /** Whether there was any packet of the stream. */
  public boolean found() {
    return found;
  }

  /** The highest number of a stream of the same protocol; -1 where there was none. */
  public long highest() {
    return highest;
  }

  /** Bytes of what the side sent that are not in the capture. */
  public long missing(Direction side) {
    return turns.missing(side);
  }

  private boolean isWanted(Flow flow) {
    return flow.stream() == wanted.stream() && flow.ipProtocol() == wanted.ipProtocol();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (flow.ipProtocol() == wanted.ipProtocol()) {
      highest = Math.max(highest, flow.stream());
    }
    if (isWanted(flow) && !found) {
      found = true;
      turns.startAt(flow.startNanos());
    }
  }

  @Override
  public void onBytes(
      Flow flow, Direction side, long offset, byte[] bytes, int from, int to, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      turns.bytes(flow, side, bytes, from, to, arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction side, int layer, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    Packet packet = arrival.packet();
    int to = packet.limit(layer);
    int cut = packet.wireLimit(layer) - to;
    try {
      turns.datagram(flow, side, packet.bytes(layer), packet.payload(layer), to, arrival);
      if (cut > 0) {
        turns.gap(flow, side, cut);
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
      turns.gap(flow, side, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onRepeat(Flow flow, Direction side, long offset, int length, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      turns.repeat(side, offset, length, arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      turns.reverse();
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
      turns.close(flow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the printing; to be called after the analysis. */
  public void finish() throws IOException {
    if (found) {
      turns.finish();
    }
  }
}

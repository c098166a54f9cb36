package io.weft.insight;

import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.flow.FlowName;
import java.util.List;

/**
 * An exchange, and where its time went as far as its own messages tell.
 *
 * @param firstPacket number of the packet with the first byte
 * @param parts in the order of time; together they are the whole
 */
public record SlowExchange(
    FlowName flow, Exchange exchange, Moment start, long firstPacket, List<Part> parts) {
  public SlowExchange {
    parts = List.copyOf(parts);
  }

  /** What the time of an exchange goes into. */
  public enum PartKind {
    /** The request is sent. */
    REQUEST,
    /** The way from the capture to the server and back. */
    PATH,
    /** The server has the request, and has not begun to answer. */
    SERVER,
    /** Between question and answer, where the way cannot be told from the server's own time. */
    WAITING,
    /** The answer is sent. */
    TRANSFER,
    /** Both sides agree on keys. */
    HANDSHAKE
  }

  /** A part of the time. */
  public record Part(PartKind kind, Span time) {}

  /** The whole time, in nanoseconds. */
  public long nanos() {
    long sum = 0;
    for (Part part : parts) {
      sum += part.time.nanos();
    }
    return sum;
  }
}

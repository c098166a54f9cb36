package io.weft.report.follow;

import io.weft.bytes.Utf8;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import io.weft.report.StreamGaps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides the bytes of one stream into turns and prints them.
 *
 * <p>A turn is kept in memory until it ends. So its packets and its length can be printed before
 * its bytes, and its side is right even where client and server were guessed at first. A turn that
 * is longer than {@link #MAX_TURN} is printed in several pieces.
 */
final class StreamTurns {
  /** In bytes. */
  static final int MAX_TURN = 1 << 20;

  private static final int MAX_GAPS = 1024;

  /**
   * So many encrypted bytes wait for the first that are decrypted; a handshake with large
   * certificates takes a tenth of it. In bytes.
   */
  private static final int MAX_HELD = 256 << 10;

  /** Memory of anything that waits, besides its bytes, estimated. */
  private static final int HELD = 100;

  private final Set<Direction> sides;
  private final StreamPrinter printer;

  /** Null where the printer is not told of segments. */
  private final SegmentMerger segments;

  private final Turn turn = new Turn();

  /** Whether {@link #turn} holds a turn that goes on. */
  private boolean open;

  private boolean begun;
  private boolean printed;
  private long startNanos;

  /** What is to be printed where nothing is decrypted; null where nothing waits for that. */
  private List<Held> held;

  private int heldBytes;
  private long missingFromClient;
  private long missingFromServer;

  private Side client = new Side();
  private Side server = new Side();

  /** Something that waits to be printed. */
  @FunctionalInterface
  private interface Held {
    void print() throws IOException;
  }

  /** What is known of one side's bytes. */
  private static final class Side {
    /** Offset of the next byte in the side's stream, where gaps count. */
    long next;

    final StreamGaps gaps = new StreamGaps(MAX_GAPS);
  }

  /**
   * @param sides whose bytes are printed
   * @param segments whether the printer is told which packets carried which bytes
   */
  StreamTurns(Set<Direction> sides, StreamPrinter printer, boolean segments) {
    this.sides = Set.copyOf(sides);
    this.printer = printer;
    this.segments = segments ? new SegmentMerger(this::print) : null;
  }

  /** Sets the time, in nanoseconds since the epoch, from which the times of turns count. */
  void startAt(long nanos) {
    startNanos = nanos;
  }

  /** Bytes of what the side sent that are not in the capture. */
  long missing(Direction side) {
    return side(side).gaps.bytes()
        + (side == Direction.FROM_CLIENT ? missingFromClient : missingFromServer);
  }

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  /** Adds the next bytes of a side's stream; ends the turn of the other side. */
  void bytes(Flow flow, Direction side, byte[] bytes, int from, int to, Arrival arrival)
      throws IOException {
    if (segments != null) {
      segments.first(side, side(side).next, to - from, arrival);
    }
    if (open && turn.direction != side) {
      endTurn(flow);
    }
    append(flow, side, bytes, from, to, arrival);
  }

  /** Adds a datagram, which is a turn of its own, even where it is empty. */
  void datagram(Flow flow, Direction side, byte[] bytes, int from, int to, Arrival arrival)
      throws IOException {
    if (segments != null && to > from) {
      segments.first(side, side(side).next, to - from, arrival);
    }
    append(flow, side, bytes, from, to, arrival);
    endTurn(flow);
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
        endPiece(flow, arrival);
      }
    } while (at < to);
  }

  // What is inside of the stream.

  /**
   * The bytes from these offsets on are encrypted.
   *
   * @param mayBeDecrypted whether they wait until some of what is inside has come
   */
  void encrypted(Flow flow, long clientOffset, long serverOffset, boolean mayBeDecrypted)
      throws IOException {
    Turn rest = cut(flow, clientOffset, serverOffset);
    if (mayBeDecrypted) {
      held = new ArrayList<>();
      heldBytes = 0;
    } else {
      shows(flow, Shown.ENCRYPTED);
    }
    if (rest != null) {
      open = true;
      turn.take(rest);
    }
  }

  /** What was encrypted has been decrypted: what follows is the text, which begins here. */
  void decrypted(Flow flow) throws IOException {
    if (held == null) {
      endTurn(flow);
    }
    held = null;
    descend();
    shows(flow, Shown.DECRYPTED);
  }

  /** What follows are messages, which began at these offsets in what has come so far. */
  void messages(Flow flow, long clientOffset, long serverOffset) throws IOException {
    cut(flow, clientOffset, serverOffset);
    descend();
  }

  /** What follows is what was sent, and nothing from inside it. */
  void asSent() throws IOException {
    descend();
    printer.shows(Shown.SENT);
  }

  /** What is printed from here on has offsets of its own. */
  private void descend() throws IOException {
    open = false;
    flushSegments();
    missingFromClient += client.gaps.bytes();
    missingFromServer += server.gaps.bytes();
    client = new Side();
    server = new Side();
  }

  /** A message has ended whose bytes, if it has any, have come. */
  void endMessage(Flow flow, Direction side, String message, Arrival arrival) throws IOException {
    if (!open || turn.direction != side) {
      endTurn(flow);
      begin(side, arrival);
    }
    turn.message = message;
    endTurn(flow);
  }

  /** A control frame came between the messages. */
  void control(Flow flow, Direction side, String kind, byte[] text, Arrival arrival)
      throws IOException {
    endTurn(flow);
    begin(side, arrival);
    turn.message = kind;
    turn.isControl = true;
    turn.append(text, 0, text.length);
    endTurn(flow);
  }

  /** Prints what waits to be decrypted as it is: nobody knows whether that will ever be. */
  void release(Flow flow) throws IOException {
    if (held != null) {
      List<Held> all = held;
      held = null;
      shows(flow, Shown.ENCRYPTED);
      for (Held each : all) {
        each.print();
      }
    }
  }

  private void shows(Flow flow, Shown bytes) throws IOException {
    beginPrinting(flow);
    printer.shows(bytes);
  }

  /** Ends the turn before these offsets, and gives what it had behind them; null for nothing. */
  private Turn cut(Flow flow, long clientOffset, long serverOffset) throws IOException {
    if (!open) {
      return null;
    }
    long offset = turn.direction == Direction.FROM_CLIENT ? clientOffset : serverOffset;
    int before = (int) Math.max(0, Math.min(turn.length, offset - turn.offset));
    Turn rest = before == turn.length ? null : turn.copy();
    turn.length = before;
    if (before == 0 && rest != null) {
      open = false;
      flushSegments();
    } else {
      endTurn(flow);
    }
    if (rest != null) {
      rest.dropFirst(before);
    }
    return rest;
  }

  private void begin(Direction side, Arrival arrival) {
    open = true;
    turn.message = null;
    turn.isControl = false;
    turn.direction = side;
    turn.firstPacket = arrival.number();
    turn.lastPacket = arrival.number();
    turn.nanos = arrival.nanos();
    turn.elapsedNanos = arrival.nanos() - startNanos;
    turn.offset = side(side).next;
    turn.length = 0;
  }

  /**
   * Prints a piece of a turn that goes on. The bytes of a character that is not complete at the end
   * of the piece become the beginning of the next one.
   */
  private void endPiece(Flow flow, Arrival arrival) throws IOException {
    int left = Utf8.unfinished(turn.bytes, 0, MAX_TURN);
    turn.length -= left;
    endTurn(flow);
    if (left > 0) {
      Side side = side(turn.direction);
      side.next -= left;
      begin(turn.direction, arrival);
      turn.append(turn.bytes, MAX_TURN - left, left);
      side.next += left;
    }
  }

  /** Adds a gap in a side's stream; ends the turn, whosever it is. */
  void gap(Flow flow, Direction side, long length) throws IOException {
    endTurn(flow);
    flushSegments();
    Side of = side(side);
    of.gaps.add(of.next, length);
    if (sides.contains(side)) {
      long offset = of.next;
      print(flow, () -> printer.gap(side, offset, length), 0);
    }
    of.next += length;
  }

  /** Notes a segment whose bytes had come before, or came too late for their gap. */
  void repeat(Direction side, long offset, int length, Arrival arrival) throws IOException {
    if (segments != null) {
      segments.repeat(side, offset, length, arrival, side(side).gaps);
    }
  }

  /** Client and server, which had been guessed, change places. */
  void reverse() throws IOException {
    Side before = client;
    client = server;
    server = before;
    if (segments != null) {
      segments.reverse();
    }
    if (open) {
      turn.direction = turn.direction.opposite();
    }
    if (printed) {
      printer.reversed();
    }
  }

  /** Ends the turn when the flow ends. */
  void close(Flow flow) throws IOException {
    endTurn(flow);
    flushSegments();
    if (held != null) {
      release(flow);
      printed = true;
    }
    beginPrinting(flow);
  }

  /** Ends the printing. */
  void finish() throws IOException {
    printer.end(!printed);
  }

  private void endTurn(Flow flow) throws IOException {
    if (open) {
      open = false;
      flushSegments();
      if (sides.contains(turn.direction)) {
        if (held == null) {
          print(flow, () -> printer.turn(turn), 0);
        } else {
          Turn copy = turn.copy();
          print(flow, () -> printer.turn(copy), copy.length);
        }
      }
    }
  }

  private void print(Flow flow, Held what, int bytes) throws IOException {
    if (held == null) {
      beginPrinting(flow);
      what.print();
      printed = true;
      return;
    }
    held.add(what);
    heldBytes += bytes + HELD;
    if (heldBytes > MAX_HELD) {
      release(flow);
      printed = true;
    }
  }

  private void flushSegments() throws IOException {
    if (segments != null) {
      segments.flush();
    }
  }

  private void beginPrinting(Flow flow) throws IOException {
    if (!begun) {
      begun = true;
      printer.begin(flow);
    }
  }

  private void print(SegmentRange segment) throws IOException {
    if (!sides.contains(segment.side())) {
      return;
    }
    if (held != null) {
      held.add(() -> printer.segment(segment));
      heldBytes += HELD;
      return;
    }
    printer.segment(segment);
    printed = true;
  }
}

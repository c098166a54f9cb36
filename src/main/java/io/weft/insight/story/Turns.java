package io.weft.insight.story;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.insight.Message;
import java.util.ArrayList;
import java.util.List;

/** Who sent how much, turn by turn, where no protocol tells what was said. */
final class Turns {
  /** As many as one reads; the rest is one step. */
  private static final int MAX_TURNS = 64;

  private final List<Turn> turns = new ArrayList<>();
  private Turn last;
  private long more;

  private static final class Turn {
    private final Direction direction;
    private final long firstPacket;
    private final long firstNanos;
    private long lastPacket;
    private long lastNanos;
    private long bytes;
    private long segments;

    Turn(Direction direction, long packet, long nanos) {
      this.direction = direction;
      firstPacket = packet;
      firstNanos = nanos;
    }
  }

  void add(Direction direction, long packet, long nanos, int length) {
    if (last == null || last.direction != direction) {
      if (turns.size() == MAX_TURNS) {
        more++;
        last = new Turn(direction, packet, nanos);
      } else {
        last = new Turn(direction, packet, nanos);
        turns.add(last);
      }
    }
    last.bytes += length;
    last.segments++;
    last.lastPacket = packet;
    last.lastNanos = nanos;
  }

  void tell(Steps steps, String layer) {
    for (Turn turn : turns) {
      steps.add(
          turn.firstNanos,
          turn.firstPacket,
          turn.lastPacket,
          turn.direction,
          layer,
          Message.of(
              "story.turn."
                  + (turn.direction == Direction.FROM_CLIENT ? "client" : "server")
                  + (turn.lastNanos == turn.firstNanos ? ".at-once" : ""),
              new Message.ByteCount(turn.bytes),
              turn.segments,
              new Span(turn.lastNanos - turn.firstNanos)));
    }
    if (more > 0) {
      steps.add(last.lastNanos, last.lastPacket, null, layer, Message.of("story.turn.more", more));
    }
  }
}

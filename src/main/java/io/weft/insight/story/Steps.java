package io.weft.insight.story;

import io.weft.dissect.Direction;
import io.weft.flow.SocketState;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.insight.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the steps of a story. */
final class Steps {
  private final List<StoryStep> steps = new ArrayList<>();
  private long omitted;

  /**
   * Adds a step that one packet shows, or none.
   *
   * @param packet its number; 0 for none
   * @param from who did it; null where both did, or none of them
   */
  void add(long nanos, long packet, Direction from, String layer, Message text) {
    add(nanos, packet, packet, from, layer, text);
  }

  /** Adds a step that several packets show, from the first to the last. */
  void add(long nanos, long packet, long lastPacket, Direction from, String layer, Message text) {
    if (steps.size() == StoryTeller.MAX_STEPS) {
      omitted++;
      return;
    }
    steps.add(new StoryStep(nanos, packet, lastPacket, from, layer, text, null, null));
  }

  /** Adds what stands before all else that the same packet shows. */
  void addFirst(long nanos, long packet, String layer, Message text) {
    steps.add(0, new StoryStep(nanos, packet, packet, null, layer, text, null, null));
  }

  /** What no packet shows comes behind what packets of the same time show. */
  private static long place(StoryStep step) {
    return step.lastPacket() == 0 ? Long.MAX_VALUE : step.lastPacket();
  }

  /**
   * The last packet before the next step that a packet shows: a step of many packets may go on
   * while others happen, and what they change is told with them.
   */
  private static long beforeNext(List<StoryStep> steps, int place) {
    for (int i = place + 1; i < steps.size(); i++) {
      long packet = steps.get(i).packet();
      if (packet > steps.get(place).packet()) {
        return packet - 1;
      }
    }
    return Long.MAX_VALUE;
  }

  long omitted() {
    return omitted;
  }

  /**
   * The steps in the order of time, with the states of the sockets behind each.
   *
   * @param states null where they are not known
   */
  List<StoryStep> inOrder(List<TcpAnalysisRecord.StateChange> states) {
    List<StoryStep> sorted = new ArrayList<>(steps);
    sorted.sort(
        Comparator.comparingLong(StoryStep::nanos)
            .thenComparing(Silences::isOne) // silence begins behind all that its packet shows
            .thenComparingLong(Steps::place));
    sorted = Silences.join(sorted);
    if (states == null) {
      return sorted;
    }
    List<StoryStep> told = new ArrayList<>();
    SocketState client = null;
    SocketState server = null;
    int next = 0;
    for (int i = 0; i < sorted.size(); i++) {
      StoryStep step = sorted.get(i);
      long until = Math.min(step.lastPacket(), beforeNext(sorted, i));
      while (next < states.size() && states.get(next).packet() <= until) {
        TcpAnalysisRecord.StateChange change = states.get(next++);
        client = change.client() == null ? client : change.client();
        server = change.server() == null ? server : change.server();
      }
      told.add(
          new StoryStep(
              step.nanos(),
              step.packet(),
              step.lastPacket(),
              step.from(),
              step.layer(),
              step.text(),
              client,
              server));
    }
    return told;
  }
}

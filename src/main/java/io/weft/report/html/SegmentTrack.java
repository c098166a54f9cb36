package io.weft.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of one side of a connection, for drawing. When there are too many, neighbours become
 * one where nothing sets them apart: data that follows data, acknowledgments that follow one
 * another. What was lost, sent again or odd in any way stays by itself, and so do the beginning and
 * the end of the connection.
 */
final class SegmentTrack {
  /** Entries of a side at most. */
  static final int MAX_RUNS = 2500;

  /** Estimated memory of an entry, in bytes. */
  static final int RUN_MEMORY = 160;

  /** Marks that set no segment apart from its neighbours. */
  private static final int COMMON = Segment.UNSCALED;

  private List<Run> runs = new ArrayList<>();
  private long dropped;

  // Sequence numbers have 32 bits on the wire: these follow them beyond.
  private long sequence;
  private long acknowledgment;

  /** Segments that follow one another; mostly one. */
  static final class Run {
    private final long nanos;
    private final long packet;
    private final long sequence;
    private final int flags;
    private final int marks;
    private final long[] sacks;
    private long lastNanos;
    private long lastPacket;
    private long count = 1;
    private long end;
    private final long firstAck;
    private long ack;
    private long window;
    private long inFlight;
    private long leastRtt;
    private long mostRtt;

    Run(Segment segment, long sequence, long acknowledgment, long packet, long nanos) {
      this.nanos = nanos;
      this.packet = packet;
      this.sequence = sequence;
      flags = segment.flags;
      marks = segment.marks;
      sacks = segment.sacks == 0 ? null : new long[2 * segment.sacks];
      lastNanos = nanos;
      lastPacket = packet;
      end = sequence + segment.length;
      firstAck = acknowledgment;
      ack = acknowledgment;
      window = segment.window;
      inFlight = segment.inFlight;
      leastRtt = segment.rttNanos;
      mostRtt = segment.rttNanos;
    }

    private boolean isCommon() {
      return (marks & ~COMMON) == 0
          && sacks == null
          && (flags & (Segment.SYN | Segment.FIN | Segment.RST)) == 0;
    }

    private boolean isFollowedBy(Run next) {
      boolean hasData = end > sequence;
      boolean nextHasData = next.end > next.sequence;
      return isCommon()
          && next.isCommon()
          && marks == next.marks
          && hasData == nextHasData
          && (!hasData || end == next.sequence);
    }

    private void join(Run next) {
      lastNanos = next.lastNanos;
      lastPacket = next.lastPacket;
      count += next.count;
      end = next.end;
      ack = next.ack;
      window = next.window;
      inFlight = Math.max(inFlight, next.inFlight);
      if (next.leastRtt >= 0) {
        leastRtt = leastRtt < 0 ? next.leastRtt : Math.min(leastRtt, next.leastRtt);
        mostRtt = Math.max(mostRtt, next.mostRtt);
      }
    }

    long nanos() {
      return nanos;
    }

    long lastNanos() {
      return lastNanos;
    }

    long packet() {
      return packet;
    }

    long lastPacket() {
      return lastPacket;
    }

    long count() {
      return count;
    }

    long sequence() {
      return sequence;
    }

    long length() {
      return end - sequence;
    }

    long firstAck() {
      return firstAck;
    }

    long ack() {
      return ack;
    }

    long window() {
      return window;
    }

    long inFlight() {
      return inFlight;
    }

    long leastRtt() {
      return leastRtt;
    }

    long mostRtt() {
      return mostRtt;
    }

    int flags() {
      return flags;
    }

    int marks() {
      return marks;
    }

    /** Pairs of edges: the first byte of a range, and the one behind it; null for none. */
    long[] sacks() {
      return sacks == null ? null : sacks.clone();
    }
  }

  /** Adds a segment. */
  void add(Segment segment, long packet, long nanos) {
    sequence = near(sequence, segment.sequence);
    if ((segment.flags & Segment.ACK) != 0) {
      acknowledgment = near(acknowledgment, segment.acknowledgment);
    }
    Run run = new Run(segment, sequence, acknowledgment, packet, nanos);
    for (int i = 0; i < 2 * segment.sacks; i++) {
      run.sacks[i] = near(acknowledgment, segment.sackEdges[i]);
    }
    if (runs.size() >= MAX_RUNS && !shorten() && run.isCommon()) {
      dropped++;
      return;
    }
    if (runs.size() >= MAX_RUNS) {
      // All are odd: the end of the connection is worth more than one in the middle.
      runs.remove(MAX_RUNS / 2);
      dropped++;
    }
    runs.add(run);
  }

  /** The number of 64 bits that is nearest to another one, of those that end in these 32 bits. */
  private static long near(long about, int low) {
    return about + (low - (int) about);
  }

  /**
   * Joins neighbours two by two.
   *
   * @return whether there is room again
   */
  private boolean shorten() {
    List<Run> shorter = new ArrayList<>(MAX_RUNS);
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (i + 1 < runs.size() && run.isFollowedBy(runs.get(i + 1))) {
        run.join(runs.get(++i));
      }
      shorter.add(run);
    }
    runs = shorter;
    return runs.size() < MAX_RUNS;
  }

  /** The segments, in the order of packets. */
  List<Run> runs() {
    return runs;
  }

  /** Segments that found no room. */
  long dropped() {
    return dropped;
  }

  /** Estimated memory, in bytes. */
  long memory() {
    return (long) RUN_MEMORY * runs.size();
  }

  /** Both sides' segments, in the order of packets; each with its side, 0 or 1, before it. */
  static List<Sided> merged(SegmentTrack client, SegmentTrack server) {
    Sided[] all = new Sided[client.runs.size() + server.runs.size()];
    int n = 0;
    for (Run run : client.runs) {
      all[n++] = new Sided(0, run);
    }
    for (Run run : server.runs) {
      all[n++] = new Sided(1, run);
    }
    Arrays.sort(all, (one, other) -> Long.compare(one.run.packet, other.run.packet));
    return List.of(all);
  }

  /**
   * A run with its side.
   *
   * @param side 0 for the client, 1 for the server
   */
  record Sided(int side, Run run) {}
}

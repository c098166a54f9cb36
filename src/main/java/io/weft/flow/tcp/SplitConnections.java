package io.weft.flow.tcp;

import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.Tags;
import io.weft.flow.table.TrackedFlow;
import java.util.List;

/**
 * Tells connections of the same addresses and ports apart by their VLANs and tunnels, where these
 * prove that there are two: while one is open, a SYN with another number comes under tags that this
 * one has not been seen with.
 */
final class SplitConnections {
  /** How many connections of the same addresses and ports may be open side by side. */
  private static final int MAX = 64;

  /** How far the number of a segment may lie from the next one of its connection, in bytes. */
  private static final int MAX_DISTANCE = 1 << 20;

  // How well a connection suits a segment, the best last. Numbers that fit one connection weigh
  // more
  // than tags of another whose numbers are far away: answers may share a VLAN on their way back.
  private static final int NOT = 0;
  private static final int BY_TAGS = 1;
  private static final int BY_NUMBERS = 2;
  private static final int BY_TAGS_AND_NUMBERS = 3;
  private static final int BY_SYN = 4;
  private static final int BY_SYN_AND_TAGS = 5;

  private final FlowStore store;

  SplitConnections(FlowStore store) {
    this.store = store;
  }

  /**
   * The connection that a segment belongs to.
   *
   * @param found one of the segment's addresses and ports, or null
   */
  TrackedFlow choose(TrackedFlow found, FlowLayer at, Segment segment) {
    if (found == null || !found.has(TrackedFlow.SPLIT)) {
      return found;
    }
    TrackedFlow best = found;
    int suits = -1;
    for (TrackedFlow flow : store.findAll(at)) {
      int rank = rank(flow, at, segment);
      if (rank > suits || (rank == suits && flow.firstPacket() > best.firstPacket())) {
        best = flow;
        suits = rank;
      }
    }
    return best;
  }

  private static int rank(TrackedFlow flow, FlowLayer at, Segment segment) {
    boolean isSeen = isSeen(flow, at.tags());
    boolean fromFirst = at.isFromFirst(flow);
    if (segment.isBareSyn() && isSyn(flow, fromFirst, segment.sequence())) {
      return isSeen ? BY_SYN_AND_TAGS : BY_SYN;
    }
    boolean fits = fits(flow, fromFirst, segment);
    if (isSeen) {
      return fits ? BY_TAGS_AND_NUMBERS : BY_TAGS;
    }
    return fits ? BY_NUMBERS : NOT;
  }

  private static boolean isSyn(TrackedFlow flow, boolean fromFirst, int sequence) {
    if (flow.state() instanceof TcpConnection connection) {
      return connection.isSyn(fromFirst, sequence);
    }
    if (flow.state() instanceof PastConnection past) {
      return past.hasBase(fromFirst) && past.base(fromFirst) == sequence;
    }
    return fromFirst && flow.synSequence() == sequence;
  }

  private static boolean fits(TrackedFlow flow, boolean fromFirst, Segment segment) {
    if (flow.state() instanceof TcpConnection connection) {
      return connection.fits(fromFirst, segment);
    }
    if (flow.state() instanceof PastConnection past) {
      return past.hasBase(fromFirst) && isNear(past.next(fromFirst), segment.sequence());
    }
    int next = flow.synSequence() + 1;
    return fromFirst ? isNear(next, segment.sequence()) : segment.acknowledgment() == next;
  }

  /** Does a segment's number lie near the next one of its sender? */
  static boolean isNear(int next, int sequence) {
    int distance = Sequence.distance(next, sequence);
    return distance <= MAX_DISTANCE && distance >= -MAX_DISTANCE;
  }

  /** Has the connection been seen with these tags? */
  private static boolean isSeen(TrackedFlow flow, Tags tags) {
    return flow.tags().equals(tags)
        || (flow.state() instanceof TcpConnection connection && connection.isSeenWith(tags))
        || (flow.state() instanceof PastConnection past && past.isSeenWith(tags));
  }

  /** Does a SYN, whose number is not that of an open connection, begin a second one beside it? */
  boolean isBeside(TrackedFlow open, FlowLayer at) {
    return !open.has(TrackedFlow.RECORDED | TrackedFlow.QUOTED)
        && !(open.state() instanceof TcpConnection connection && connection.isClosed())
        && !isSeen(open, at.tags())
        && (!open.has(TrackedFlow.SPLIT) || store.findAll(at).size() < MAX);
  }

  /** Marks two connections that stand side by side, of which the second has just begun. */
  void split(TrackedFlow before, TrackedFlow begun, FlowLayer at) {
    int by = 0;
    if (!before.tags().hasSameVlans(begun.tags())) {
      by |= TrackedFlow.SPLIT_BY_VLAN;
    }
    if (!before.tags().hasSameTunnels(begun.tags())) {
      by |= TrackedFlow.SPLIT_BY_TUNNEL;
    }
    before.set(by);
    begun.set(by);
    setLatest(begun, at);
  }

  /** A connection has taken the place of one that stood beside others. */
  void replace(TrackedFlow begun, FlowLayer at) {
    List<TrackedFlow> all = store.findAll(at);
    if (all.size() > 1) {
      TrackedFlow other = all.get(0) == begun ? all.get(1) : all.get(0);
      split(other, begun, at);
    }
  }

  /** A SYN is repeated: does Wireshark count another stream from here on? */
  boolean isOtherStream(TrackedFlow flow) {
    return flow.has(TrackedFlow.SPLIT) && !flow.has(TrackedFlow.LATEST);
  }

  /** Notes that Wireshark takes what comes for this connection. */
  void setLatest(TrackedFlow latest, FlowLayer at) {
    for (TrackedFlow flow : store.findAll(at)) {
      flow.unset(TrackedFlow.LATEST);
    }
    latest.set(TrackedFlow.LATEST);
  }
}

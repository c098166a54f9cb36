package io.weft.flow.tcp;

import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.table.FlowState;
import io.weft.flow.table.Tags;

/**
 * What stays of a connection whose record has left. It is enough to recognise a new connection on
 * the same ports, and to continue the streams and the analysis, which know no time-out.
 */
final class PastConnection extends FlowState {
  /** Estimated memory of the object and both its ends, in bytes. */
  private static final int BYTES = 56;

  private final PastEnd first;
  private final PastEnd other;
  private final boolean pickedUp;
  private final SeenTags seenTags;
  private TcpAnalyzer analyzer;

  /**
   * One end of the connection.
   *
   * @param hasBase is {@code base} known?
   * @param base sequence number of its SYN; without a SYN, the number before its first byte
   * @param stream what is needed to continue its stream; null where nothing of it was seen
   */
  record PastEnd(boolean hasBase, int base, PastStream stream) {
    int bytes() {
      return stream == null ? 0 : stream.bytes();
    }
  }

  /**
   * @param analyzer null where segments are not analysed
   * @param pickedUp was no SYN seen of either end?
   * @param seenTags the tags it was seen with, besides those of its first packet
   */
  PastConnection(
      PastEnd first, PastEnd other, TcpAnalyzer analyzer, boolean pickedUp, SeenTags seenTags) {
    super(BYTES);
    this.seenTags = seenTags;
    this.first = first;
    this.other = other;
    this.analyzer = analyzer;
    if (analyzer != null) {
      analyzer.trim();
    }
    this.pickedUp = pickedUp;
    weigh(first.bytes() + other.bytes());
  }

  private PastEnd end(boolean ofFirst) {
    return ofFirst ? first : other;
  }

  /** Is a SYN with this number on these ports the beginning of another connection? */
  boolean isOtherSyn(boolean fromFirst, int sequence) {
    return end(fromFirst).hasBase && end(fromFirst).base != sequence;
  }

  /** The tags that the connection was seen with, besides those of its first packet. */
  SeenTags seenTags() {
    return seenTags;
  }

  boolean isSeenWith(Tags tags) {
    return seenTags.contains(tags);
  }

  /** The sequence number that the end goes on with; to be asked where {@link #hasBase}. */
  int next(boolean ofFirst) {
    PastStream stream = end(ofFirst).stream;
    return stream == null ? base(ofFirst) + 1 : stream.origin() + (int) stream.next();
  }

  /** Is {@link #base} known? */
  boolean hasBase(boolean ofFirst) {
    return end(ofFirst).hasBase;
  }

  /** Sequence number of the end's SYN; without a SYN, the number before its first byte. */
  int base(boolean ofFirst) {
    return end(ofFirst).base;
  }

  /** What is needed to continue the stream of one end; null where nothing of it was seen. */
  PastStream stream(boolean ofFirst) {
    return end(ofFirst).stream;
  }

  /** Hands over the analyzer, which this object then no longer has; null where it has none. */
  TcpAnalyzer takeAnalyzer() {
    TcpAnalyzer taken = analyzer;
    analyzer = null;
    return taken;
  }

  @Override
  public void release() {
    if (analyzer != null) {
      analyzer.release();
      analyzer = null;
    }
  }

  /** Was no SYN seen of either end? */
  boolean isPickedUp() {
    return pickedUp;
  }

  @Override
  public void finish(long packet, long nanos) {
    // its record has left
  }

  @Override
  public FlowState remains() {
    return this;
  }
}

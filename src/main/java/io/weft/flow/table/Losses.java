package io.weft.flow.table;

/** What had to be given up, counted where it happens; one a tracker. */
public final class Losses {
  private long evicted;
  private long forgottenFlows;
  private long forgottenNames;
  private long abandonedBytes;
  private long unreadStreams;
  private long refusedHandovers;
  private long refusedChildren;
  private long unlistedSegments;
  private long unanalyzedConnections;
  private long forgottenRanges;

  void countEvicted() {
    evicted++;
  }

  void countForgottenFlow() {
    forgottenFlows++;
  }

  void countForgottenName() {
    forgottenNames++;
  }

  /** Bytes of holes in a stream that were given up because too much waited behind them. */
  public void addAbandonedBytes(long bytes) {
    abandonedBytes += bytes;
  }

  /** A stream is not dissected any further, as too much of it, or of all, was kept unread. */
  public void countUnreadStream() {
    unreadStreams++;
  }

  /** A stream changed its protocol too often. */
  public void countRefusedHandover() {
    refusedHandovers++;
  }

  /** A stream inside another was not opened. */
  public void countRefusedChild() {
    refusedChildren++;
  }

  /** TCP segments found no room on the list of those not acknowledged. */
  public void addUnlistedSegments(long segments) {
    unlistedSegments += segments;
  }

  /** A TCP connection found no room for its analysis. */
  public void countUnanalyzedConnection() {
    unanalyzedConnections++;
  }

  /** TCP analysis forgot holes, retransmissions or packets. */
  public void addForgottenRanges(long ranges) {
    forgottenRanges += ranges;
  }

  public long evicted() {
    return evicted;
  }

  public long forgottenFlows() {
    return forgottenFlows;
  }

  public long forgottenNames() {
    return forgottenNames;
  }

  public long abandonedBytes() {
    return abandonedBytes;
  }

  public long unreadStreams() {
    return unreadStreams;
  }

  public long refusedHandovers() {
    return refusedHandovers;
  }

  public long refusedChildren() {
    return refusedChildren;
  }

  public long unlistedSegments() {
    return unlistedSegments;
  }

  public long unanalyzedConnections() {
    return unanalyzedConnections;
  }

  public long forgottenRanges() {
    return forgottenRanges;
  }
}

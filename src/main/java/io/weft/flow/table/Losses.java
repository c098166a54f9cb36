package io.weft.flow.table;

/**
 * Counts what a tracker had to give up for want of room. Each tracker has one such object, and each
 * class that gives something up counts it here.
 */
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

  /** Counts bytes of holes in a stream that were given up because too much waited behind them. */
  public void addAbandonedBytes(long bytes) {
    abandonedBytes += bytes;
  }

  /**
   * Counts a stream that is not dissected any further, because too much of it, or of all streams
   * together, was left unread.
   */
  public void countUnreadStream() {
    unreadStreams++;
  }

  /**
   * Counts a stream that is not dissected any further, because it changed its protocol too often.
   */
  public void countRefusedHandover() {
    refusedHandovers++;
  }

  /**
   * Counts a stream inside another one that was not opened, because too many were open or it lay
   * too deep.
   */
  public void countRefusedChild() {
    refusedChildren++;
  }

  /** Counts TCP segments that found no room on the list of those not acknowledged. */
  public void addUnlistedSegments(long segments) {
    unlistedSegments += segments;
  }

  /** Counts a TCP connection that found no room for its analysis. */
  public void countUnanalyzedConnection() {
    unanalyzedConnections++;
  }

  /** Counts holes, retransmissions and packets that TCP analysis had to forget. */
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

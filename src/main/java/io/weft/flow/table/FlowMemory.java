package io.weft.flow.table;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.stream.PagePool;

/**
 * What is kept in memory of all flows together, in bytes: counted where it is large, estimated
 * where it is many small things. Above the bound flows must leave.
 */
public final class FlowMemory {
  /**
   * Estimated memory of a stream's digest in bytes: that of SHA-256, the largest of the algorithms
   * that can be asked for, once a whole block has gone through it.
   */
  public static final int DIGEST = 512;

  /** A flow and its place in the table, which may be filled to a quarter only. */
  private static final int FLOW = 160;

  /**
   * Estimated memory of the counts of both directions, in bytes. Every flow but a bare SYN is
   * charged for them from its first packet on, although it makes them with the second one: then no
   * later packet has to look whether they are charged already.
   */
  private static final int TRAFFIC = 80;

  /** What is noted of a flow, with the counts that even a bare SYN has then. */
  private static final int NOTES = 200;

  /** Of the bound, for flows whose record has left. */
  private static final int PAST_SHARE = 8;

  private final long max;
  private final FlowListener listener;
  private final PagePool pages;
  private final PagePool analysisRoom;
  private long bytes;
  private long pastBytes;
  private boolean over;

  public FlowMemory(FlowConfig config, FlowListener listener) {
    max = config.limits().bytes();
    this.listener = listener;
    pages = new PagePool(config.limits().waitingBytesInAll());
    analysisRoom = new PagePool(config.limits().analysisBytes());
  }

  /** For what waits of streams. */
  public PagePool pages() {
    return pages;
  }

  /** What the analysis of all connections may keep together beyond a little of each. */
  public PagePool analysisRoom() {
    return analysisRoom;
  }

  /** A flow is kept from now on, or again after a change. */
  void enter(TrackedFlow flow) {
    change(flow, bytesOf(flow));
  }

  /** A flow is kept no more, or is about to change. */
  void leave(TrackedFlow flow) {
    change(flow, -bytesOf(flow));
  }

  /** What is noted about a flow that is kept; made where there is nothing yet. */
  public FlowNotes notesOf(TrackedFlow flow) {
    if (flow.notesIfAny() == null) {
      leave(flow);
      flow.notes();
      enter(flow);
    }
    return flow.notes();
  }

  private void change(TrackedFlow flow, int by) {
    grow(by);
    if (flow.has(TrackedFlow.RECORDED)) {
      pastBytes += by;
    }
  }

  private static int bytesOf(TrackedFlow flow) {
    int counts = flow.isBareSyn() || flow.has(TrackedFlow.RECORDED) ? 0 : TRAFFIC;
    int notes = flow.notesIfAny() == null ? 0 : NOTES;
    return FLOW + counts + notes + (flow.state() == null ? 0 : flow.state().bytes());
  }

  /**
   * What is known of a flow that is kept takes more room, or less.
   *
   * @param by in bytes
   */
  public void grow(FlowState state, int by) {
    state.weigh(by);
    grow(by);
  }

  /**
   * What belongs to no flow takes more room, or less.
   *
   * @param by in bytes
   */
  public void grow(int by) {
    bytes += by;
    over = bytes() > max;
  }

  public long max() {
    return max;
  }

  /** Is more kept than may be? Found out when something changes, as this is asked every packet. */
  public boolean isOver() {
    return over && bytes() > max;
  }

  /** Without pages, and without what the listener keeps. */
  public long estimated() {
    return bytes;
  }

  public long bytes() {
    return bytes + pages.bytes() + analysisRoom.bytes() + listener.keptBytes();
  }

  /** Do flows whose record has left take more than their share? */
  boolean isPastOver() {
    return pastBytes > max / PAST_SHARE;
  }
}

package io.weft.flow;

import io.weft.stream.PagePool;

/**
 * What is kept in memory of all flows together, in bytes: counted where it is large, estimated
 * where it is many small things. Above the bound flows must leave.
 */
final class FlowMemory {
  /** What a stream's digest holds between two segments, of any algorithm. */
  static final int DIGEST = 440;

  /** A flow and its place in the table, which may be filled to a quarter only. */
  private static final int FLOW = 160;

  /** Counts of both directions. */
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

  FlowMemory(FlowConfig config, FlowListener listener) {
    max = config.maxBytes();
    this.listener = listener;
    pages = new PagePool(config.maxWaitingBytesInAll());
    analysisRoom = new PagePool(config.maxAnalysisBytes());
  }

  /** For what waits of streams. */
  PagePool pages() {
    return pages;
  }

  /** What the analysis of all connections may keep together beyond a little of each. */
  PagePool analysisRoom() {
    return analysisRoom;
  }

  /** A flow is kept from now on, or again after a change. */
  void enter(Flow flow) {
    change(flow, bytesOf(flow));
  }

  /** A flow is kept no more, or is about to change. */
  void leave(Flow flow) {
    change(flow, -bytesOf(flow));
  }

  /** What is noted about a flow that is kept; made where there is nothing yet. */
  FlowNotes notesOf(Flow flow) {
    if (flow.notesIfAny() == null) {
      leave(flow);
      flow.notes();
      enter(flow);
    }
    return flow.notes();
  }

  private void change(Flow flow, int by) {
    grow(by);
    if (flow.has(Flow.RECORDED)) {
      pastBytes += by;
    }
  }

  private static int bytesOf(Flow flow) {
    int counts = flow.isBareSyn() || flow.has(Flow.RECORDED) ? 0 : TRAFFIC;
    int notes = flow.notesIfAny() == null ? 0 : NOTES;
    return FLOW + counts + notes + (flow.state == null ? 0 : flow.state.bytes());
  }

  /**
   * What is known of a flow that is kept takes more room, or less.
   *
   * @param by in bytes
   */
  void grow(FlowState state, int by) {
    state.grow(by);
    grow(by);
  }

  /**
   * What belongs to no flow takes more room, or less.
   *
   * @param by in bytes
   */
  void grow(int by) {
    bytes += by;
    over = bytes() > max;
  }

  long max() {
    return max;
  }

  /** Is more kept than may be? Found out when something changes, as this is asked every packet. */
  boolean isOver() {
    return over && bytes() > max;
  }

  /** Without pages, and without what the listener keeps. */
  long estimated() {
    return bytes;
  }

  long bytes() {
    return bytes + pages.bytes() + analysisRoom.bytes() + listener.keptBytes();
  }

  /** Do flows whose record has left take more than their share? */
  boolean isPastOver() {
    return pastBytes > max / PAST_SHARE;
  }
}

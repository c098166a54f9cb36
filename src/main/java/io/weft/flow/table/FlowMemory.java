package io.weft.flow.table;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.stream.PagePool;

/**
 * Accounts for the memory that all flows take together, in bytes. Large buffers are counted
 * exactly, the many small objects are estimated. While the sum is above {@link
 * FlowConfig.Limits#bytes}, {@link FlowStore} lets flows go.
 */
public final class FlowMemory {
  /**
   * Estimated memory of a stream's digest in bytes: that of SHA-256, the largest of the algorithms
   * that can be asked for. The platform's code makes a buffer of 272 bytes with the first whole
   * block, unless the processor's own instructions take its place; the estimate lies between both.
   */
  public static final int DIGEST = 440;

  /**
   * Estimated memory of a flow and its share of the table, in bytes. As little as a quarter of the
   * table may be filled.
   */
  private static final int FLOW = 160;

  /**
   * Estimated memory of the counts of both directions, in bytes. Every flow but a bare SYN is
   * charged for them from its first packet on, although it makes them with the second one: then no
   * later packet has to look whether they are charged already.
   */
  private static final int TRAFFIC = 80;

  /**
   * Estimated memory of a flow's notes, in bytes, with the counts that even a bare SYN makes when
   * something is noted about it.
   */
  private static final int NOTES = 200;

  /** Estimated share of a flow in the tags that it has in common with others, in bytes. */
  private static final int TAGS = 16;

  /** Flows whose record has left may take one part in so many of the bound. */
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

  /**
   * Accounts for the bytes of streams that wait: segments behind a hole, and what dissectors have
   * left unread.
   */
  public PagePool pages() {
    return pages;
  }

  /** Accounts for the memory of the TCP analysis of all connections. */
  public PagePool analysisRoom() {
    return analysisRoom;
  }

  /** Adds the estimate of a flow that enters the table or has just changed. */
  void enter(TrackedFlow flow) {
    change(flow, bytesOf(flow));
  }

  /** Subtracts the estimate of a flow that leaves the table or is about to change. */
  void leave(TrackedFlow flow) {
    change(flow, -bytesOf(flow));
  }

  /**
   * The notes about a flow that is in the table. Where it has none yet, they are made and accounted
   * for.
   */
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
    int tags = flow.tags().isEmpty() ? 0 : TAGS;
    return FLOW + counts + notes + tags + (flow.state() == null ? 0 : flow.state().bytes());
  }

  /**
   * Changes the estimate of the state of a flow that is in the table.
   *
   * @param by bytes to add; negative where memory has become free
   */
  public void grow(FlowState state, int by) {
    state.weigh(by);
    grow(by);
  }

  /**
   * Changes the estimate of what belongs to no single flow.
   *
   * @param by bytes to add; negative where memory has become free
   */
  public void grow(int by) {
    bytes += by;
    over = bytes() > max;
  }

  /** The bound, in bytes. */
  public long max() {
    return max;
  }

  /**
   * Is more kept than the bound allows? This is asked for every packet, so the full sum is only
   * computed where the last change of an estimate found it above the bound.
   */
  public boolean isOver() {
    return over && bytes() > max;
  }

  /**
   * The sum of the estimates, in bytes: without the two pools, and without what the listener keeps.
   */
  public long estimated() {
    return bytes;
  }

  /**
   * All memory that is accounted for, in bytes: the estimates, the two pools, and what the listener
   * keeps.
   */
  public long bytes() {
    return bytes + pages.bytes() + analysisRoom.bytes() + listener.keptBytes();
  }

  /** Do flows whose record has left take more than their share of the bound? */
  boolean isPastOver() {
    return pastBytes > max / PAST_SHARE;
  }
}

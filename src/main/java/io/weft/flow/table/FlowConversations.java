package io.weft.flow.table;

/**
 * The conversations that the datagrams of one flow belong to, where Wireshark does not see a single
 * one in it.
 */
public final class FlowConversations {
  private static final long LONE = -1;

  private long known;
  private Conversation fromFirst;
  private Conversation fromOther;

  /** One conversation of both ends, which no announcement changes. */
  public static FlowConversations lone(Conversation conversation) {
    FlowConversations all = new FlowConversations();
    all.set(LONE, conversation, conversation);
    return all;
  }

  /** Is it one conversation that no announcement changes? */
  public boolean isLone() {
    return known == LONE;
  }

  /** How many announcements there were when the conversations were looked up last. */
  public long known() {
    return known;
  }

  /**
   * Sets which conversation the datagrams of each end belong to from now on; null for none but the
   * flow.
   *
   * @param announcements how many there were
   */
  public void set(long announcements, Conversation ofFirst, Conversation ofOther) {
    known = announcements;
    fromFirst = ofFirst;
    fromOther = ofOther;
  }

  /** The conversation of a datagram from that end; null where it is the flow's own. */
  public Conversation of(boolean first) {
    return first ? fromFirst : fromOther;
  }
}

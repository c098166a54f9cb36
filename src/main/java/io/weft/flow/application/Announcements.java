package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.flow.table.Conversation;
import io.weft.flow.table.FlowConversations;
import io.weft.flow.table.TrackedFlow;

/**
 * The conversations of Wireshark's that have one end only: with an announcement of an address and
 * port a conversation begins there, whoever is across.
 */
public final class Announcements {
  private final Expectations<Conversation> ends = Expectations.forGood();

  /** Was nothing announced? */
  public boolean isEmpty() {
    return ends.isEmpty();
  }

  /**
   * Begins a conversation, unless the same packet, or a later one, has begun one there.
   *
   * @param packet number of the packet that counts as the one that announces
   */
  void add(IpAddress address, int port, long packet) {
    Conversation known = ends.find(address, port, 0);
    if (known == null || known.announced() < packet) {
      ends.add(address, port, new Conversation(packet), 0);
    }
  }

  /** The conversations of a flow that begins; null where neither of its ends was announced. */
  public FlowConversations of(TrackedFlow flow) {
    FlowConversations all = new FlowConversations();
    read(flow, all);
    return all.of(true) == null && all.of(false) == null ? null : all;
  }

  /** Takes what was announced since the last call. */
  public void refresh(TrackedFlow flow, FlowConversations all) {
    if (all.known() != ends.added()) {
      read(flow, all);
    }
  }

  /** A datagram belongs to its sender's conversation, else to its receiver's. */
  private void read(TrackedFlow flow, FlowConversations all) {
    Conversation ofClient = ends.find(flow.client(), flow.clientPort(), 0);
    Conversation ofServer = ends.find(flow.server(), flow.serverPort(), 0);
    Conversation fromClient = ofClient == null ? ofServer : ofClient;
    Conversation fromServer = ofServer == null ? ofClient : ofServer;
    boolean isFirst = flow.isClientFirst();
    all.set(ends.added(), isFirst ? fromClient : fromServer, isFirst ? fromServer : fromClient);
  }
}

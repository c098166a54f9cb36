package io.weft.flow.track;

import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.application.Announcements;
import io.weft.flow.table.Conversation;
import io.weft.flow.table.FlowConversations;
import io.weft.flow.table.FlowNotes;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.TrackedFlow;

/**
 * Gives datagrams the stream numbers that Wireshark gives them where it sees more than one
 * conversation in a flow: behind an announcement of an end, and behind the first datagram of SNMP.
 */
final class DatagramNumbers {
  private static final String SNMP = "snmp";

  private final FlowStore store;
  private final Announcements announcements;

  DatagramNumbers(FlowStore store, Announcements announcements) {
    this.store = store;
    this.announcements = announcements;
  }

  /**
   * Looks up the conversations of a flow that begins.
   *
   * @param before the flow of the same number whose record has left; null for a new flow
   */
  void begin(TrackedFlow flow, TrackedFlow before) {
    if (before != null) {
      FlowNotes notes = before.notesIfAny();
      keep(flow, notes == null ? null : notes.conversations());
    } else if (!announcements.isEmpty()) {
      keep(flow, announcements.of(flow));
    }
  }

  private void keep(TrackedFlow flow, FlowConversations all) {
    if (all != null) {
      store.memory().notesOf(flow).conversations(all);
    }
  }

  /**
   * The conversation that a datagram belongs to; null where it is the flow's own.
   *
   * @param begins is it the first of the flow?
   * @param nanos when it came, since the epoch
   */
  Conversation find(TrackedFlow flow, boolean fromFirst, boolean begins, long nanos) {
    FlowNotes notes = flow.notesIfAny();
    FlowConversations all = notes == null ? null : notes.conversations();
    if (all == null) {
      return null;
    }
    if (!all.isLone()) {
      announcements.refresh(flow, all);
    }
    Conversation conversation = all.of(fromFirst);
    if (conversation != null && conversation.isNew()) {
      conversation.begin(begins ? (int) flow.stream() : store.nextNumber(IpProtocol.UDP), nanos);
    }
    return conversation;
  }

  /** Begins another conversation behind a datagram of that layer where Wireshark does so. */
  void onDissected(TrackedFlow flow, Packet packet, int layer) {
    if (packet.protocol(layer).name().equals(SNMP)) {
      FlowNotes notes = flow.notesIfAny();
      if (notes == null || notes.conversations() == null) {
        Conversation next = new Conversation(packet.number());
        keep(flow, FlowConversations.lone(next));
      }
    }
  }
}

package io.weft.report.text;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.InfoColumn;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is found out about a packet while flows are tracked, for a comment in a capture
 * file: its stream, what TCP analysis says, the exchanges that it completes, and what is wrong with
 * it.
 */
public final class PacketNotes implements FlowListener {
  private static final String BEGINNING = "weft: ";

  /** How many exchanges of one packet are told; the others are only counted. */
  private static final int MOST_EXCHANGES = 8;

  private final Chain chain;
  private final InternalErrors errors;
  private final StringBuilder words = new StringBuilder();
  private final List<FlowName> owners = new ArrayList<>();
  private final List<String> summaries = new ArrayList<>();
  private int exchanges;

  /** The innermost flow of the packet at hand; null for none. */
  private FlowName flow;

  /** That of the packet that was taken last. */
  private FlowName taken;

  /**
   * @param errors counts the packets that could not be described
   */
  public PacketNotes(Chain chain, InternalErrors errors) {
    this.chain = chain;
    this.errors = errors;
  }

  @Override
  public boolean wantsPackets() {
    return true;
  }

  @Override
  public void onPacket(Flow of, Arrival arrival) {
    flow = of.name();
  }

  @Override
  public void onExchange(Flow of, Exchange exchange, Arrival arrival) {
    exchanges++;
    if (summaries.size() < MOST_EXCHANGES) {
      owners.add(of.name());
      summaries.add(exchange.protocol() + " " + exchange.summary());
    }
  }

  /** What is known of the packet that was tracked last, in one line; null where that is nothing. */
  public String take(Packet packet) {
    words.setLength(0);
    try {
      collect(packet);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number()); // the comment has less to tell
    }
    taken = flow;
    flow = null;
    exchanges = 0;
    owners.clear();
    summaries.clear();
    return words.isEmpty() ? null : BEGINNING + SafeText.escape(words.toString());
  }

  /** The innermost flow of the packet that was taken last; null where it was in none. */
  public FlowName flow() {
    return taken;
  }

  private void collect(Packet packet) {
    if (flow != null) {
      words.append(flow);
    }
    StringBuilder notes = new StringBuilder();
    int end = Math.min(packet.layerCount(), packet.quotedFrom());
    for (int i = 0; i < end; i++) {
      InfoColumn info = chain.info(packet.protocol(i));
      if (info != null) {
        info.notes(packet, i, notes);
      }
    }
    for (String note : notes.toString().split("[\\[\\]]")) {
      add(note.strip());
    }
    int told = 0;
    for (int i = 0; i < summaries.size(); i++) {
      // Those of other flows have ended with the time that the packet brought.
      if (owners.get(i).equals(flow)) {
        add(summaries.get(i));
        told++;
      }
    }
    if (told == MOST_EXCHANGES && exchanges > told) {
      add((exchanges - told) + " more");
    }
    if (packet.anomaly() != null) {
      add(packet.problem().sentence());
    }
  }

  private void add(String note) {
    if (!note.isEmpty()) {
      words.append(words.isEmpty() ? "" : "; ").append(note);
    }
  }
}

package io.weft.flow.tcp;

import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.SynOptions;
import io.weft.flow.table.FlowNotes;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;

/**
 * Makes the connections of flows that were nothing but a SYN until now. Only the flow has kept the
 * SYN, so that a scan takes little memory; the connection is given it as if it came just now.
 */
final class AttemptReplay {
  private final FlowStore store;
  private final ConnectionMeans means;

  /** The segment that came behind the SYN. */
  private final Segment next;

  private final Segment syn = new Segment();
  private final TcpOptions options = new TcpOptions();
  private final TcpAnalysis result = new TcpAnalysis();

  AttemptReplay(FlowStore store, ConnectionMeans means, Segment next) {
    this.store = store;
    this.means = means;
    this.next = next;
  }

  /** Makes the flow's connection. */
  TcpConnection grow(TrackedFlow flow) {
    read(flow);
    flow.keepSynWindow(0);
    TcpConnection connection = TcpConnection.begin(flow, means);
    store.change(flow, connection);
    means.equip(connection, replay(flow, connection));
    if (connection.meter() != null) {
      connection.meter().onFirstSyn(syn, result);
    }
    return connection;
  }

  /** What is known of the connection of a flow whose record has left. */
  PastConnection past(TrackedFlow flow) {
    if (flow.state() instanceof PastConnection past) {
      return past;
    }
    TcpConnection attempt = TcpConnection.begin(flow, means);
    read(flow);
    attempt.equip(replay(flow, attempt), null);
    return attempt.remains();
  }

  private void read(TrackedFlow flow) {
    BareSyn.read(flow, syn);
    syn.passing(next.identification(), next.path());
    SynOptions.restore(flow.synOptions(), options);
  }

  /** Returns the connection's analyzer, which knows the SYN; null where nothing is analysed. */
  private TcpAnalyzer replay(TrackedFlow flow, TcpConnection connection) {
    connection.replaySyn(syn, flow.synOptions());
    connection.isCopy(syn); // remembered, so that a copy of it is recognised
    TcpAnalyzer analyzer = means.newAnalyzer();
    if (analyzer != null) {
      analyzer.onSegment(syn, options, false, result);
      FlowNotes notes = flow.notesIfAny();
      if (notes != null && notes.icmp() != null) {
        analyzer.passed(notes.icmp().nanos());
      }
    }
    return analyzer;
  }
}

package io.weft.insight.proof;

import io.weft.dissect.Moment;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.SocketState;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.insight.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects the first packets that show a finding, with the flow of the first. */
public final class Proof {
  private final List<Finding.Evidence> packets = new ArrayList<>();
  private FlowName flow;

  /** Adds a packet where there is room. */
  public void add(FlowName of, long packet, long nanos) {
    if (flow == null) {
      flow = of;
    }
    boolean isKnown = packets.stream().anyMatch(each -> each.packet() == packet);
    if (packet > 0 && !isKnown && packets.size() < Finding.MAX_EVIDENCE) {
      packets.add(new Finding.Evidence(packet, new Moment(nanos)));
      packets.sort((a, b) -> Long.compare(a.packet(), b.packet()));
    }
  }

  /** Adds the first packet of a flow. */
  public void addFirst(FlowRecord record) {
    add(record.name(), record.times().firstPacket(), record.times().startNanos());
  }

  /** Adds the packet that closed a connection; without analysis the one that began it. */
  public void addClose(FlowRecord record) {
    TcpAnalysisRecord analysis = record.tcp().analysis();
    if (analysis != null) {
      for (TcpAnalysisRecord.StateChange change : analysis.states()) {
        if (change.client() == SocketState.CLOSED || change.server() == SocketState.CLOSED) {
          add(record.name(), change.packet(), change.nanos());
          return;
        }
      }
    }
    addFirst(record);
  }

  public List<Finding.Evidence> packets() {
    return packets;
  }

  /** Null where nothing was added. */
  public FlowName flow() {
    return flow;
  }
}

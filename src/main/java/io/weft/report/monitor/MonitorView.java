package io.weft.report.monitor;

import io.weft.dissect.Exchange;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.util.List;

/**
 * What a {@link FlowMonitor} knows at one sample. Counts are those since the beginning of the
 * capture.
 *
 * @param elapsedNanos from the first sample to this one
 * @param packets of all flows, and those without a flow
 * @param bytes of these packets, by the frames' lengths on the wire
 * @param packetsPerSecond over the last few samples
 * @param bitsPerSecond over the last few samples
 * @param repeatedSegments TCP segments that held nothing new
 * @param openFlows flows that are open now
 * @param endedFlows flows that have ended: closed, reset or timed out
 * @param unwatchedPackets packets since the last sample whose flows were not looked at, because
 *     there were too many
 * @param order in which the flows are sorted
 * @param flows those that stand first in the order
 * @param exchanges the newest ones, from the oldest to the newest
 */
public record MonitorView(
    long elapsedNanos,
    long packets,
    long bytes,
    double packetsPerSecond,
    double bitsPerSecond,
    long repeatedSegments,
    long openFlows,
    long endedFlows,
    long unwatchedPackets,
    MonitorOrder order,
    List<Row> flows,
    List<Recent> exchanges) {

  /** An open flow, with its rates over the last few samples. */
  public record Row(FlowRecord flow, double packetsPerSecond, double bitsPerSecond) {}

  /** An exchange, and the flow that carried it. */
  public record Recent(FlowName flow, Exchange exchange) {}
}

package io.weft.report.monitor;

import io.weft.dissect.Exchange;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.util.List;

/**
 * What there is to see of flows under way at one moment.
 *
 * @param elapsedNanos since the first sample
 * @param packets since the beginning, as {@code bytes}, which are frames' lengths on the wire
 * @param packetsPerSecond over the last seconds, as {@code bitsPerSecond}
 * @param retransmissions TCP segments that held nothing new, since the beginning
 * @param unwatchedPackets packets behind the last sample whose flows were too many to be looked at
 * @param flows the first ones of the order
 * @param exchanges the newest, oldest of them first
 */
public record MonitorView(
    long elapsedNanos,
    long packets,
    long bytes,
    double packetsPerSecond,
    double bitsPerSecond,
    long retransmissions,
    long openFlows,
    long endedFlows,
    long unwatchedPackets,
    MonitorOrder order,
    List<Row> flows,
    List<Recent> exchanges) {

  /** A flow that is open, with its rates over the last seconds. */
  public record Row(FlowRecord flow, double packetsPerSecond, double bitsPerSecond) {}

  /** An exchange that was just completed. */
  public record Recent(FlowName flow, Exchange exchange) {}
}

package io.weft.report.document;

import io.weft.bytes.IpAddress;
import io.weft.flow.FlowCounters;
import java.util.List;

/**
 * What a whole capture amounts to. Written by databind, as {@code report.schema.json} describes it.
 *
 * @param protocols found in packets, in the order of their first packets
 * @param transports by the flows' IP protocols, largest first; flows inside tunnels are left out,
 *     as their packets are those of the flows that carry them
 * @param applications by what the flows carried, largest first
 * @param connStates of TCP connections, commonest first
 * @param topTalkers addresses, largest first; flows inside tunnels are left out
 * @param addressesForgotten addresses with little traffic that were let go because there were too
 *     many; they may have had more than was counted. Null for none
 * @param counters what flow tracking did and gave up
 * @param anomalies by the protocol behind whose header they were met, and their kind
 */
public record ReportSummary(
    List<ProtocolCount> protocols,
    List<FlowCount> transports,
    List<FlowCount> applications,
    List<StateCount> connStates,
    List<Talker> topTalkers,
    Long addressesForgotten,
    FlowCounters counters,
    List<AnomalyCount> anomalies) {

  /**
   * @param packets that have at least one layer of it
   * @param bytes of those packets on the wire
   */
  public record ProtocolCount(String protocol, long packets, long bytes) {}

  public record FlowCount(String protocol, long flows, long packets, long bytes) {}

  public record StateCount(String connState, long flows) {}

  /**
   * @param name as a DNS answer gave it, or null
   * @param bytesSent on the wire
   */
  public record Talker(
      IpAddress ip,
      String name,
      long flows,
      long packetsSent,
      long bytesSent,
      long packetsReceived,
      long bytesReceived) {}

  /**
   * @param protocol {@code frame} for the frame itself
   */
  public record AnomalyCount(String protocol, String anomaly, String description, long packets) {}
}

package io.weft.report.document;

import io.weft.bytes.IpAddress;
import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowCounters;
import java.util.List;
import java.util.Map;

/**
 * The totals of a whole capture. Databind writes them as JSON; {@code report.schema.json} describes
 * that.
 *
 * @param protocols those found in packets, in the order of their first packets
 * @param transports flows by IP protocol, the most bytes first; flows inside tunnels are left out,
 *     since their packets are those of the flows that carry them
 * @param applications flows by application protocol, the most bytes first
 * @param connStates TCP connections by their state, the most frequent first
 * @param topTalkers addresses, the most bytes first; flows inside tunnels are left out
 * @param strayTimes packets whose times are not believed; null where there were none
 * @param addressesForgotten number of addresses with little traffic that were forgotten because
 *     there were too many; the traffic of one that came again counts from then on. Null for none
 * @param findings how many there are of each severity, the most severe first
 * @param counters of flow tracking
 * @param anomalies what was odd or went wrong, in packets and in flows, by protocol and kind
 * @param internalErrors failures of the program itself, by their place: what failed was left out;
 *     null for none
 */
public record ReportSummary(
    List<ProtocolCount> protocols,
    List<FlowCount> transports,
    List<FlowCount> applications,
    List<StateCount> connStates,
    List<Talker> topTalkers,
    Long addressesForgotten,
    Long strayTimes,
    Map<String, Long> findings,
    FlowCounters counters,
    List<AnomalyCount> anomalies,
    List<InternalErrors.Entry> internalErrors) {

  /**
   * Packets with a protocol.
   *
   * @param packets those with at least one layer of the protocol
   * @param bytes of these packets, by the frames' lengths on the wire
   */
  public record ProtocolCount(String protocol, long packets, long bytes) {}

  /**
   * Flows with a protocol.
   *
   * @param bytes by the frames' lengths on the wire
   */
  public record FlowCount(String protocol, long flows, long packets, long bytes) {}

  /** TCP connections with a state. */
  public record StateCount(String connState, long flows) {}

  /**
   * The traffic of an address.
   *
   * @param name from a DNS answer; null where there was none
   * @param bytesSent by the frames' lengths on the wire
   * @param bytesReceived by the frames' lengths on the wire
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
   * What was odd or went wrong, and how often; of the three counts one is not null.
   *
   * @param protocol behind whose header a packet's anomaly was found ({@code frame} for the frame
   *     itself), or whose flows met it
   */
  public record AnomalyCount(
      String protocol, String anomaly, String description, Long packets, Long flows, Long bytes) {}
}

package io.weft.flow;

import io.weft.protocol.transport.tcp.TcpAnalysis;
import java.util.ArrayList;
import java.util.List;

/**
 * What the analysis of a connection's segments sums up to. Plain data, to keep.
 *
 * @param client what the client sent
 * @param states changes of the sockets' states, in the order of packets
 */
public record TcpAnalysisRecord(Side client, Side server, List<StateChange> states) {

  /**
   * One direction.
   *
   * @param flags packets that Wireshark's terms apply to, copies included; those that none applies
   *     to are left out
   * @param resending what Weft makes of segments that were sent more than once
   * @param dsacks reports to the peer that bytes came twice (RFC 2883)
   * @param rtt from this end's segments to their acknowledgments, as seen where the packets were
   *     captured; null where none was measured
   * @param largestWindow in bytes, scaled where the scale is known; -1 where none was told
   * @param largestInFlight bytes sent and not acknowledged, at most
   * @param zeroWindowNanos how long this end let its peer wait with a window of 0
   * @param longestIdleNanos longest time between two of its packets
   * @param longIdles times longer than a second between two of its packets
   * @param bytesPerSecond payload from the first packet with any to the last; -1 where that takes
   *     no time
   * @param unlisted segments that found no room on the list of those not acknowledged: round-trip
   *     times and bytes in flight lack them
   * @param forgotten holes, retransmissions, and packets to know copies by, that were forgotten
   *     because there were too many
   */
  public record Side(
      List<FlagCount> flags,
      Resending resending,
      long dsacks,
      Rtt rtt,
      long largestWindow,
      long largestInFlight,
      long zeroWindowNanos,
      long longestIdleNanos,
      long longIdles,
      double bytesPerSecond,
      long unlisted,
      long forgotten) {}

  /**
   * @param name Wireshark's, without {@code tcp.analysis.}
   */
  public record FlagCount(String name, long packets) {
    static List<FlagCount> of(int[] counts) {
      if (counts == null) {
        return List.of();
      }
      List<FlagCount> all = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          all.add(new FlagCount(TcpAnalysis.flagName(1 << i), counts[i]));
        }
      }
      return List.copyOf(all);
    }
  }

  /**
   * Segments sent more than once, told by what the capture had seen before. Copies of packets that
   * a mirror port or several interfaces make are no retransmissions.
   *
   * @param bytes of payload in retransmissions
   * @param lostOnSenderSide retransmissions whose first copy never came by: lost between sender and
   *     capture
   * @param lostOnReceiverSide those whose first copy came by: it, or its acknowledgment, was lost
   *     between capture and receiver
   * @param spuriousAcknowledged those of what the receiver had acknowledged before, by ACK or SACK
   * @param spuriousByDsack those that the receiver reported to have got twice (RFC 2883)
   * @param spuriousByTimestamps those that came too early: the receiver's timestamp answers the
   *     first copy (RFC 3522)
   * @param outOfOrder segments that were overtaken on the way, and not sent again
   * @param duplicates packets captured more than once
   */
  public record Resending(
      long retransmissions,
      long bytes,
      long lostOnSenderSide,
      long lostOnReceiverSide,
      long spuriousAcknowledged,
      long spuriousByDsack,
      long spuriousByTimestamps,
      long outOfOrder,
      long duplicates) {}

  /**
   * Round-trip times in nanoseconds. Smallest and largest are exact; median and 95th percentile are
   * within 5 percent unless they wander far while the connection lasts.
   *
   * @param ambiguous acknowledgments left out, because what they acknowledge was sent more than
   *     once (RFC 6298, section 3)
   */
  public record Rtt(
      long count, long ambiguous, long smallest, long median, long percentile95, long largest) {}

  /**
   * @param packet number of the packet that shows the change
   * @param nanos its time, in nanoseconds since the epoch
   * @param client new state of the client's socket, or null
   * @param server likewise
   */
  public record StateChange(long packet, long nanos, SocketState client, SocketState server) {}
}

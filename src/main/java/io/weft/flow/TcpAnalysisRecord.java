package io.weft.flow;

import java.io.Serializable;
import java.util.List;

/**
 * The result of the analysis of a connection's segments. It is plain data that may be kept.
 *
 * @param client what was found about the segments of the client
 * @param server what was found about the segments of the server
 * @param states changes of the sockets' states, in the order of packets
 */
public record TcpAnalysisRecord(Side client, Side server, List<StateChange> states)
    implements Serializable {

  /**
   * One direction.
   *
   * @param flags for each of Wireshark's terms, to how many packets it applies, copies included;
   *     terms that apply to none are left out
   * @param resending what Weft makes of segments that were sent more than once
   * @param dsacks how often this end reported that bytes came twice (RFC 2883)
   * @param rtt from this end's segments to their acknowledgments, as seen where the packets were
   *     captured; null where none was measured
   * @param bytesPerSecond payload bytes per second between the first and the last packet with
   *     payload; -1 where no time lies between them
   */
  public record Side(
      List<FlagCount> flags,
      Resending resending,
      long dsacks,
      Rtt rtt,
      Windows windows,
      Idle idle,
      double bytesPerSecond,
      Unrecorded unrecorded)
      implements Serializable {}

  /**
   * Packets that a term of Wireshark's applies to.
   *
   * @param name Wireshark's, without {@code tcp.analysis.}
   */
  public record FlagCount(String name, long packets) implements Serializable {}

  /**
   * Segments sent more than once, told by what the capture had seen before. Copies of packets that
   * a mirror port or several interfaces make are no retransmissions.
   *
   * @param bytes of payload in retransmissions
   * @param lostOnSenderSide retransmissions whose first copy was never captured: it was lost
   *     between sender and capture
   * @param lostOnReceiverSide retransmissions whose first copy was captured: it, or its
   *     acknowledgment, was lost between capture and receiver
   * @param spurious retransmissions that the receiver did not need
   * @param outOfOrder segments that were overtaken on the way, and not sent again
   * @param duplicates packets captured more than once
   */
  public record Resending(
      long retransmissions,
      long bytes,
      long lostOnSenderSide,
      long lostOnReceiverSide,
      Spurious spurious,
      long outOfOrder,
      long duplicates)
      implements Serializable {}

  /**
   * Retransmissions that the receiver did not need, by what shows it.
   *
   * @param acknowledged those of bytes that the receiver had acknowledged before, by ACK or SACK
   * @param byDsack those of bytes that the receiver reported to have got twice (RFC 2883)
   * @param byTimestamps those that came too early: the timestamp of the receiver's acknowledgment
   *     answers the first copy (RFC 3522)
   */
  public record Spurious(long acknowledged, long byDsack, long byTimestamps)
      implements Serializable {}

  /**
   * Round-trip times in nanoseconds. Smallest and largest are exact; median and 95th percentile are
   * within 5 percent unless they wander far while the connection lasts.
   *
   * @param ambiguous acknowledgments left out, because what they acknowledge was sent more than
   *     once (RFC 6298, section 3)
   */
  public record Rtt(
      long count, long ambiguous, long smallest, long median, long percentile95, long largest)
      implements Serializable {}

  /**
   * Receive windows, and bytes in flight.
   *
   * @param largest the largest receive window of this end, in bytes, scaled where the scale is
   *     known; -1 where this end announced none
   * @param largestInFlight the most bytes that this end had sent and the peer had not acknowledged
   * @param zeroNanos how long this end kept its window at 0, in nanoseconds
   */
  public record Windows(long largest, long largestInFlight, long zeroNanos)
      implements Serializable {}

  /**
   * How long the end was silent.
   *
   * @param longestNanos longest time between two of its packets
   * @param longCount times longer than a second between two of its packets
   */
  public record Idle(long longestNanos, long longCount) implements Serializable {}

  /**
   * What the analysis could not take into account for want of room.
   *
   * @param segments that found no room on the list of those not acknowledged: round-trip times and
   *     bytes in flight lack them
   * @param ranges holes, retransmissions, and packets to know copies by, that were forgotten
   */
  public record Unrecorded(long segments, long ranges) implements Serializable {}

  /**
   * A change of the sockets' states.
   *
   * @param packet number of the packet that shows the change
   * @param nanos its time, in nanoseconds since the epoch
   * @param client new state of the client's socket; null where it stays as it was
   * @param server new state of the server's socket; null where it stays as it was
   */
  public record StateChange(long packet, long nanos, SocketState client, SocketState server)
      implements Serializable {}
}

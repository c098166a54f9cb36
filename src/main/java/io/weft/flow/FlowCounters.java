package io.weft.flow;

import io.weft.dissect.FragmentCounters;
import java.io.Serializable;

/**
 * How many flows there were, and what tracking had to give up or could not use. Nothing is dropped
 * that is not counted here.
 *
 * @param flows how many flows have begun
 * @param incompleteFragments packets with a fragment of a datagram that they did not complete
 * @param noFlow packets in no flow for any other reason
 * @param noFlowReasons what kept these out of a flow
 * @param refusedLayers layers that found no room in their packet's table
 */
public record FlowCounters(
    long flows,
    Bounds bounds,
    AnalysisBounds analysis,
    Checksums checksums,
    long incompleteFragments,
    long noFlow,
    NoFlowReasons noFlowReasons,
    long refusedLayers,
    FragmentCounters fragments)
    implements Serializable {

  /**
   * Packets in no flow, each counted once.
   *
   * @param arp packets of address resolution
   * @param otherProtocol packets of another protocol that is not carried by IP
   * @param cut packets that the capture cut before the ports
   * @param damaged packets whose headers contradict themselves, so that no flow can be told
   * @param noIp packets in which nothing was found that is known
   */
  public record NoFlowReasons(long arp, long otherProtocol, long cut, long damaged, long noIp)
      implements Serializable {}

  /**
   * What the bounds of memory and of lists cost.
   *
   * @param evicted flows that left because too many were open, or took too much memory
   * @param forgottenFlows flows whose record had left and whose number was forgotten for want of
   *     room: their later packets get a new number
   * @param forgottenNames addresses whose names were forgotten for want of room
   * @param abandonedBytes bytes of holes in streams that were given up because too much waited
   *     behind them
   * @param unreadStreams streams that were dissected no further, because too much of them, or of
   *     all together, had to be kept
   * @param refusedHandovers streams that changed their protocol too often to be followed any
   *     further
   * @param refusedChildren streams inside others that were not opened, because too many were open
   *     or lay too deep
   */
  public record Bounds(
      long evicted,
      long forgottenFlows,
      long forgottenNames,
      long abandonedBytes,
      long unreadStreams,
      long refusedHandovers,
      long refusedChildren)
      implements Serializable {}

  /**
   * What TCP analysis lacks for want of room; all 0 where there was no analysis.
   *
   * @param unlistedSegments TCP segments that found no room on the list of those not acknowledged
   * @param unanalyzedConnections TCP connections that found no room for their analysis
   * @param forgottenRanges holes, retransmissions, packets and owners of addresses that had to be
   *     forgotten
   */
  public record AnalysisBounds(
      long unlistedSegments, long unanalyzedConnections, long forgottenRanges)
      implements Serializable {}

  /**
   * What verifying checksums gave; all 0 where none were verified.
   *
   * @param errors packets whose checksum is wrong
   * @param offload packets captured before the network card filled their checksum in
   */
  public record Checksums(long errors, long offload) implements Serializable {}
}

package io.weft.flow;

/**
 * What tracking had to give up or could not use; nothing is dropped without a number here.
 *
 * @param flows begun
 * @param evicted flows that left because too many were open, or took too much memory
 * @param abandonedBytes of holes in streams, given up because too much waited behind them
 * @param unreadStreams streams that were dissected no further, because too much of them, or of all
 *     together, had to be kept
 * @param unlistedSegments TCP segments that found no room on the list of those not acknowledged; 0
 *     without analysis
 * @param unanalyzedConnections TCP connections that found no room for their analysis; 0 without
 * @param forgottenRanges holes, retransmissions and packets that TCP analysis had to forget; 0
 *     without
 * @param checksumErrors packets whose checksum is wrong; 0 where none are verified
 * @param checksumOffload packets captured before the network card filled their checksum in; 0
 *     likewise
 * @param incompleteFragments packets with a piece of a datagram that they did not make whole
 * @param noFlow packets in no flow for any other reason: without an IP layer, or cut within its
 *     headers
 */
public record FlowCounters(
    long flows,
    long evicted,
    long abandonedBytes,
    long unreadStreams,
    long unlistedSegments,
    long unanalyzedConnections,
    long forgottenRanges,
    long checksumErrors,
    long checksumOffload,
    long incompleteFragments,
    long noFlow) {}

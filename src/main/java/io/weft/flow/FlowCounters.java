package io.weft.flow;

/**
 * What tracking had to give up or could not use; nothing is dropped without a number here.
 *
 * @param flows begun
 * @param evicted flows that left because too many were open
 * @param abandonedBytes of holes in streams, given up because too much waited behind them
 * @param incompleteFragments packets that were pieces of datagrams that never became whole, or not
 *     yet
 * @param noFlow packets without an IP layer
 */
public record FlowCounters(
    long flows, long evicted, long abandonedBytes, long incompleteFragments, long noFlow) {}

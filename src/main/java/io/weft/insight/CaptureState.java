package io.weft.insight;

import io.weft.flow.FlowCounters;

/**
 * How far a capture has come.
 *
 * @param latestNanos the greatest time of a packet so far, in nanoseconds since the epoch: what
 *     began shortly before may still go on
 * @param counters null before the end of the capture
 * @param strayTimes packets whose times are not believed; 0 before the end of the capture
 */
public record CaptureState(long latestNanos, FlowCounters counters, long strayTimes) {}

package io.weft.insight.time;

import io.weft.dissect.Direction;
import java.io.Serializable;

/**
 * All time of a division that one cause took.
 *
 * @param sender whose sending was waited for; null where both ends, or neither, are meant
 * @param nanos more than 0
 * @param share of the whole, 0 to 1; 0 where the whole has no length
 * @param intervals how many stretches of time it is made of, as far as that was kept
 * @param longest the longest of them; null where it was not kept
 */
public record TimePart(
    TimeCause cause,
    Direction sender,
    long nanos,
    double share,
    int intervals,
    TimeInterval longest,
    Sureness sure)
    implements Serializable {}

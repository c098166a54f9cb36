package io.weft.insight.time;

import io.weft.dissect.Direction;
import java.io.Serializable;

/**
 * The level that the bytes in flight of a sender did not leave: see {@link TimeCause#SENDER_CAP}.
 *
 * @param bytes in flight
 * @param rttNanos the round trip; bytes divided by it is the rate that the cap allows
 */
public record SenderCap(Direction sender, long bytes, long rttNanos) implements Serializable {}

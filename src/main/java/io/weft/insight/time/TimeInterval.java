package io.weft.insight.time;

import io.weft.dissect.Direction;
import java.io.Serializable;

/**
 * A stretch of time with one cause. Times are nanoseconds since the epoch.
 *
 * @param sender whose sending was waited for; null where both ends, or neither, are meant
 * @param fromPacket number of the packet that it begins with
 * @param toPacket number of the packet that it ends with
 */
public record TimeInterval(
    TimeCause cause,
    Direction sender,
    long startNanos,
    long endNanos,
    long fromPacket,
    long toPacket,
    Sureness sure)
    implements Serializable {

  public long durationNanos() {
    return endNanos - startNanos;
  }
}

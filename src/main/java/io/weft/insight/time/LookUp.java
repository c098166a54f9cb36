package io.weft.insight.time;

import java.io.Serializable;

/**
 * The name look-up before a connection. Times are nanoseconds since the epoch.
 *
 * @param name that was asked for
 * @param startNanos of the first question, attempts without an answer included
 * @param endNanos of the answer that gave the address
 * @param attempts how many questions there were, as far as they can be told
 */
public record LookUp(
    String name, long startNanos, long endNanos, long firstPacket, long lastPacket, int attempts)
    implements Serializable {

  public long durationNanos() {
    return endNanos - startNanos;
  }
}

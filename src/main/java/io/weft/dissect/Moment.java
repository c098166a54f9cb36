package io.weft.dissect;

import java.io.Serializable;
import java.time.Instant;

/**
 * A point in time in a result; reports print it as RFC 3339 in UTC with nine digits. On the packet
 * path times are bare {@code long}s.
 *
 * @param nanos since the epoch
 */
public record Moment(long nanos) implements Comparable<Moment>, Serializable {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Is it one, and not the time of a packet in a capture without times? */
  public boolean isKnown() {
    return nanos != Packet.NO_TIME;
  }

  public Instant toInstant() {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  @Override
  public int compareTo(Moment other) {
    return Long.compare(nanos, other.nanos);
  }
}

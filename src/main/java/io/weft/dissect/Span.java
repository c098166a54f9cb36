package io.weft.dissect;

import java.io.Serializable;

/**
 * A length of time in a result; reports print it in seconds, as a number with up to nine digits
 * behind the point.
 *
 * @param nanos may be negative where two directions of a capture disagree about time
 */
public record Span(long nanos) implements Comparable<Span>, Serializable {
  @Override
  public int compareTo(Span other) {
    return Long.compare(nanos, other.nanos);
  }
}

package io.weft.flow;

/**
 * Knows when the capture lost packets, so that what is missing then need not be the network's
 * fault.
 */
@FunctionalInterface
public interface CaptureLoss {
  /** A capture that loses nothing that anybody knows of. */
  CaptureLoss NONE = (from, to) -> false;

  /** May packets have been lost between two moments, in nanoseconds since the epoch? */
  boolean within(long from, long to);
}

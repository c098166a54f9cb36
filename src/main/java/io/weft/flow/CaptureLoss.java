package io.weft.flow;

/**
 * Knows when the capture lost packets: bytes that are missing at such a time need not have been
 * lost by the network.
 */
@FunctionalInterface
public interface CaptureLoss {
  /** A capture that loses nothing that anybody knows of. */
  CaptureLoss NONE = (from, to) -> false;

  /** May packets have been lost between two moments, in nanoseconds since the epoch? */
  boolean within(long from, long to);
}

package io.weft.dissect;

import java.io.Serializable;

/**
 * What became of the fragments of IP datagrams.
 *
 * @param completed datagrams of which all fragments came
 * @param expired datagrams given up because their rest did not come in time
 * @param evicted datagrams given up because too many, or too large ones, waited
 * @param refused fragments that no datagram can hold
 * @param overlaps fragments that repeat bytes that had come before
 * @param conflicts fragments whose bytes differ from those that had come before for the same place;
 *     the first were kept
 */
public record FragmentCounters(
    long completed, long expired, long evicted, long refused, long overlaps, long conflicts)
    implements Serializable {
  /** Nothing was fragmented. */
  public static final FragmentCounters NONE = new FragmentCounters(0, 0, 0, 0, 0, 0);
}

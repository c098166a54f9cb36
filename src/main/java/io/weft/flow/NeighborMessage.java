package io.weft.flow;

import io.weft.bytes.IpAddress;

/**
 * A message by which hosts of a link find each other's hardware addresses: ARP (RFC 826) or
 * neighbour discovery (RFC 4861). The view is reused: it is valid during the call only.
 */
public interface NeighborMessage {
  /** Does it ask for an address? Else it tells one. */
  boolean isRequest();

  /** Is it ARP? Else it is a neighbour solicitation or advertisement. */
  boolean isArp();

  /**
   * Address of the end that sent it; unspecified (all zero) where it asks whether its own future
   * address is free.
   */
  IpAddress sender();

  /** Address that is asked for or told. */
  IpAddress target();

  /**
   * Hardware address of the end that the message names, as 48 bits: the sender's in ARP and in a
   * solicitation, the target's in an advertisement; -1 where there is none.
   */
  long hardware();

  /** VLAN of the innermost tag, 0 to 4,095; -1 without one. */
  int vlan();

  /**
   * Does it tell or ask for the sender's own address, to announce it or to see whether it is free?
   */
  boolean isAboutSender();
}

package io.weft.dissect;

/** Where a datagram dissector leaves its results. Valid during a call only. */
public interface DatagramContext {
  void emit(Exchange exchange);

  /**
   * An answer gave a name to an address: flows that begin after this packet may be called by it.
   *
   * @param high first half of an IPv6 address; 0 for IPv4
   * @param low second half; an IPv4 address in its lower 32 bits
   */
  void name(boolean ipv6, long high, long low, String name);
}

package io.weft.protocol.link.pppoe;

import io.weft.dissect.Protocol;

/**
 * A message by which a host finds the concentrator, and both agree on a session (RFC 2516, section
 * 5).
 */
public final class PppoeDiscovery extends Pppoe {
  public static final Protocol PROTOCOL = Protocol.of("pppoed", "PPP-over-Ethernet Discovery");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

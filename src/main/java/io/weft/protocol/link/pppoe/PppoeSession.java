package io.weft.protocol.link.pppoe;

import io.weft.dissect.Protocol;

/** A PPP frame on Ethernet (RFC 2516, section 6). */
public final class PppoeSession extends Pppoe {
  public static final Protocol PROTOCOL = Protocol.of("pppoes", "PPP-over-Ethernet Session");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

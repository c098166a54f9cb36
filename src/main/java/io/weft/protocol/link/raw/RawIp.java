package io.weft.protocol.link.raw;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * Frames that begin with the IP header (LINKTYPE_RAW). They have no header of their own, so they
 * have no layer and no view.
 */
public final class RawIp {
  public static final Protocol PROTOCOL = Protocol.of("raw", "Raw packet data");

  private RawIp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    RawIpDissector raw = new RawIpDissector(chain);
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.RAW_12, raw)
        .put(Chain.LINK_TYPES, LinkHeaderType.RAW_14, raw)
        .put(Chain.LINK_TYPES, LinkHeaderType.RAW, raw);
  }
}

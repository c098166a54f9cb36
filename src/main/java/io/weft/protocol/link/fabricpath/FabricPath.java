package io.weft.protocol.link.fabricpath;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** What Cisco's FabricPath puts between its own Ethernet header and the frame it carries. */
public final class FabricPath extends View {
  public static final Protocol PROTOCOL = Protocol.of("cfp", "Cisco FabricPath");

  public static final int HEADER_LENGTH = 2;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.FABRIC_PATH, new FabricPathDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Forwarding tag, 0 to 1,023. */
  public int forwardingTag() {
    return BigEndian.u16(bytes, at) >> 6;
  }

  /** 0 to 63. */
  public int timeToLive() {
    return BigEndian.u16(bytes, at) & 0x3F;
  }
}

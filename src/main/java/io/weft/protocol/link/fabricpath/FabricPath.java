package io.weft.protocol.link.fabricpath;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** The tag of Cisco FabricPath, between FabricPath's own Ethernet header and the carried frame. */
public final class FabricPath extends View {
  public static final Protocol PROTOCOL = Protocol.of("cfp", "Cisco FabricPath");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 2;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.FABRIC_PATH, new FabricPathDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The tree or path that the frame takes, 0 to 1,023. */
  public int forwardingTag() {
    return BigEndian.u16(bytes, at) >> 6;
  }

  /** Switches that the frame may still pass, 0 to 63. */
  public int timeToLive() {
    return BigEndian.u16(bytes, at) & 0x3F;
  }
}

package io.weft.protocol.link.ipnet;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/** The header that Solaris puts before packets between its zones (LINKTYPE_IPNET). */
public final class Ipnet extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipnet", "Solaris IPNET");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 24;

  private static final int FAMILY = 1;
  private static final int SOURCE_ZONE = 16;
  private static final int DESTINATION_ZONE = 20;

  static int family(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + FAMILY);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(Chain.LINK_TYPES, LinkHeaderType.IPNET, new IpnetDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** AF_ number of Solaris, 0 to 255: 2 is IPv4, 26 IPv6. */
  public int family() {
    return family(bytes, at);
  }

  /** Number of the zone that sent the packet; an unsigned number of 32 bits. */
  public int sourceZone() {
    return BigEndian.i32(bytes, at + SOURCE_ZONE);
  }

  /** Number of the zone that gets the packet; an unsigned number of 32 bits. */
  public int destinationZone() {
    return BigEndian.i32(bytes, at + DESTINATION_ZONE);
  }
}

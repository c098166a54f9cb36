package io.weft.protocol.link.ipnet;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;

/** What Solaris puts before packets between its zones (LINKTYPE_IPNET). */
public final class Ipnet extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipnet", "Solaris IPNET");

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

  /** AF_ number of Solaris: 2 is IPv4, 26 IPv6. */
  public int family() {
    return family(bytes, at);
  }

  public int sourceZone() {
    return BigEndian.i32(bytes, at + SOURCE_ZONE);
  }

  public int destinationZone() {
    return BigEndian.i32(bytes, at + DESTINATION_ZONE);
  }
}

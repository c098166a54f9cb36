package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/** The layout that IPv6 extension headers have in common (RFC 6564, section 4). */
public abstract class ExtensionHeader extends View {
  static final int MIN_LENGTH = 8;

  private static final int NEXT = 0;
  private static final int LENGTH = 1;

  static int nextHeader(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  /** Length in bytes; the field counts units of eight bytes, without the first. */
  static int length(byte[] bytes, int at) {
    return (BigEndian.u8(bytes, at + LENGTH) + 1) << 3;
  }

  /**
   * Adds all extension headers to a chain except {@link FragmentHeader}, which has a dissector of
   * its own.
   */
  public static void register(Chain.Builder chain) {
    chain
        .fields(HopByHopOptions.PROTOCOL, () -> ExtensionFields.HOP_BY_HOP)
        .fields(DestinationOptions.PROTOCOL, () -> ExtensionFields.DESTINATION)
        .fields(RoutingHeader.PROTOCOL, () -> RoutingFields.FIELDS)
        .fields(AuthenticationHeader.PROTOCOL, () -> ExtensionFields.AUTHENTICATION)
        .fields(MobilityHeader.PROTOCOL, () -> MobilityFields.FIELDS);
    register(chain, IpProtocol.HOP_BY_HOP_OPTIONS, HopByHopOptions.PROTOCOL);
    register(chain, IpProtocol.ROUTING, RoutingHeader.PROTOCOL);
    register(chain, IpProtocol.AUTHENTICATION, AuthenticationHeader.PROTOCOL);
    register(chain, IpProtocol.DESTINATION_OPTIONS, DestinationOptions.PROTOCOL);
    register(chain, IpProtocol.MOBILITY, MobilityHeader.PROTOCOL);
    register(chain, IpProtocol.MOBILITY_OLD, MobilityHeader.PROTOCOL);
    register(chain, IpProtocol.HOST_IDENTITY, HostIdentity.PROTOCOL);
    register(chain, IpProtocol.SHIM6, Shim6.PROTOCOL);
  }

  private static void register(Chain.Builder chain, int number, Protocol protocol) {
    chain.put(IpProtocol.TABLE, number, new ExtensionHeaderDissector(chain, protocol));
  }

  /** IP protocol number of the header behind this one, 0 to 255. */
  public int nextHeader() {
    return nextHeader(bytes, at);
  }
}

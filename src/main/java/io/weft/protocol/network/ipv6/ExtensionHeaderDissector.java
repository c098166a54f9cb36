package io.weft.protocol.network.ipv6;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** The extension headers that only say how long they are and what comes next. */
public final class ExtensionHeaderDissector implements Dissector {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int MOBILITY_OLD = 62; // before RFC 3775
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private final Protocol protocol;
  private final DispatchTable byNextHeader;

  private ExtensionHeaderDissector(Protocol protocol, DispatchTable byNextHeader) {
    this.protocol = protocol;
    this.byNextHeader = byNextHeader;
  }

  public static void register(Chain.Builder chain) {
    register(chain, HOP_BY_HOP, HopByHopOptions.PROTOCOL);
    register(chain, ROUTING, RoutingHeader.PROTOCOL);
    register(chain, AUTHENTICATION, AuthenticationHeader.PROTOCOL);
    register(chain, DESTINATION_OPTIONS, DestinationOptions.PROTOCOL);
    register(chain, MOBILITY, MobilityHeader.PROTOCOL);
    register(chain, MOBILITY_OLD, MobilityHeader.PROTOCOL);
    register(chain, HOST_IDENTITY, HostIdentity.PROTOCOL);
    register(chain, SHIM6, Shim6.PROTOCOL);
  }

  private static void register(Chain.Builder chain, int number, Protocol protocol) {
    chain.ipProtocol(
        number, new ExtensionHeaderDissector(protocol, chain.table(Chain.Builder.IP_PROTOCOL)));
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Packet packet) {
    boolean authentication = protocol == AuthenticationHeader.PROTOCOL;
    int least = authentication ? AuthenticationHeader.MIN_LENGTH : ExtensionHeader.MIN_LENGTH;
    if (!packet.require(least)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length =
        authentication ? AuthenticationHeader.length(bytes, at) : ExtensionHeader.length(bytes, at);
    if (length < least) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!packet.require(length) || !packet.enter(protocol, length)) {
      return null;
    }
    return byNextHeader.get(ExtensionHeader.nextHeader(bytes, at));
  }
}

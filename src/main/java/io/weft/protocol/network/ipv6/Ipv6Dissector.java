package io.weft.protocol.network.ipv6;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * The fixed IPv6 header; extension headers have dissectors of their own in the IP protocol table.
 */
public final class Ipv6Dissector implements Dissector {
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final int LINKTYPE_IPV6 = 229;
  private static final int IPV6_IN_IP = 41;
  private static final int PPP_IPV6 = 0x0057;

  private final DispatchTable byNextHeader;

  private Ipv6Dissector(DispatchTable byNextHeader) {
    this.byNextHeader = byNextHeader;
  }

  public static void register(Chain.Builder chain) {
    chain.text(Ipv6.PROTOCOL, new Ipv6Text());
    chain.fields(Ipv6.PROTOCOL, Ipv6.FIELDS);
    Ipv6Dissector ipv6 = new Ipv6Dissector(chain.table(Chain.Builder.IP_PROTOCOL));
    chain
        .etherType(ETHERTYPE_IPV6, ipv6)
        .linkType(LINKTYPE_IPV6, ipv6)
        .ipProtocol(IPV6_IN_IP, ipv6)
        .put(Chain.Builder.PPP_PROTOCOL, PPP_IPV6, ipv6);
  }

  @Override
  public Protocol protocol() {
    return Ipv6.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Ipv6.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (Ipv6.version(bytes, at) != 6) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    int payloadLength = Ipv6.payloadLength(bytes, at);
    if (payloadLength != 0) { // 0: a jumbo payload, or segmentation offload
      packet.narrow(Ipv6.HEADER_LENGTH + payloadLength, Ipv6.PROTOCOL);
    }
    if (!packet.enter(Ipv6.PROTOCOL, Ipv6.HEADER_LENGTH)) {
      return null;
    }
    return byNextHeader.get(Ipv6.nextHeader(bytes, at));
  }
}

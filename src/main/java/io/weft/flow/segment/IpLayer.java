package io.weft.flow.segment;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.Ipv6;

/**
 * The IPv4 or IPv6 header that carries the layer that is tracked now. One object is bound to one
 * header after the other.
 */
public final class IpLayer {
  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();
  private int layer;
  private boolean isIpv4;

  /** Is this protocol IPv4 or IPv6? */
  public static boolean is(Protocol protocol) {
    return protocol == Ipv4.PROTOCOL || protocol == Ipv6.PROTOCOL;
  }

  /** Binds the object to a layer whose protocol {@link #is} IPv4 or IPv6. */
  public void bind(Packet packet, int index) {
    layer = index;
    isIpv4 = packet.protocol(index) == Ipv4.PROTOCOL;
    if (isIpv4) {
      packet.bindLayer(ipv4, index);
    } else {
      packet.bindLayer(ipv6, index);
    }
  }

  /** Index of the layer in its packet. */
  public int layer() {
    return layer;
  }

  public boolean isIpv4() {
    return isIpv4;
  }

  /** The IPv4 header; meaningful only where {@link #isIpv4} is true. */
  public Ipv4 ipv4() {
    return ipv4;
  }

  /** The IPv6 header; meaningful only where {@link #isIpv4} is false. */
  public Ipv6 ipv6() {
    return ipv6;
  }

  /** Source address of the packet. */
  public IpAddress source() {
    return isIpv4
        ? IpAddress.ipv4(ipv4.source())
        : new IpAddress(true, ipv6.sourceHigh(), ipv6.sourceLow());
  }

  /** Time to live (IPv4) or hop limit (IPv6), 0 to 255. */
  public int hops() {
    return isIpv4 ? ipv4.timeToLive() : ipv6.hopLimit();
  }

  /** Identification of the IPv4 header, 0 to 65,535; 0 for IPv6, which has none. */
  public int identification() {
    return isIpv4 ? ipv4.identification() : 0;
  }
}

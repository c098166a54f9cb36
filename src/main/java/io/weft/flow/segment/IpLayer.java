package io.weft.flow.segment;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.Ipv6;

/**
 * The IP header, of either version, that carries what is tracked now. Looked up once a header,
 * reused for the next one.
 */
public final class IpLayer {
  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();
  private int layer;
  private boolean isIpv4;

  /** Is a layer of this protocol such a header? */
  public static boolean is(Protocol protocol) {
    return protocol == Ipv4.PROTOCOL || protocol == Ipv6.PROTOCOL;
  }

  /** Looks at a layer that {@link #is} one. */
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

  /** The header, of version 4. */
  public Ipv4 ipv4() {
    return ipv4;
  }

  /** The header, of version 6. */
  public Ipv6 ipv6() {
    return ipv6;
  }

  /** Who sent the packet. */
  public IpAddress source() {
    return isIpv4
        ? IpAddress.ipv4(ipv4.source())
        : new IpAddress(true, ipv6.sourceHigh(), ipv6.sourceLow());
  }

  /** Time to live, or hop limit; 0 to 255. */
  int hops() {
    return isIpv4 ? ipv4.timeToLive() : ipv6.hopLimit();
  }

  /** IP identification, 0 to 65,535; 0 where there is none. */
  int identification() {
    return isIpv4 ? ipv4.identification() : 0;
  }
}

package io.weft.flow.table;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowConfig;
import io.weft.flow.segment.IpLayer;
import io.weft.protocol.network.ipv6.DestinationOptions;
import io.weft.protocol.network.ipv6.HopByHopOptions;
import io.weft.protocol.network.ipv6.RoutingHeader;

/**
 * The layer that is tracked now: where it lies in its packet, the IP header that carries it, and
 * the key of its flow. Reused for every layer.
 */
public final class FlowLayer {
  private final FlowKey key = new FlowKey();
  private final IpLayer ip = new IpLayer();
  private final RoutingHeader route = new RoutingHeader();
  private final TagCache cache = new TagCache();
  private Tags tags = Tags.NONE;
  private Packet packet;
  private int index;
  private TrackedFlow parent;

  /**
   * @param keyed which tags are part of every key
   */
  public FlowLayer(FlowConfig.KeyTags keyed) {
    key.include(keyed.vlan(), keyed.tunnel());
  }

  /** Moves to an IP header of a packet and puts its addresses into the key. */
  public void goToIp(Packet current, int layer) {
    tags = cache.of(current, layer);
    goToQuotedIp(current, layer);
  }

  /**
   * Moves to an IP header that an error message quotes. The quote has no VLANs and tunnels; they
   * are those of the message, which travels back.
   */
  public void goToQuotedIp(Packet current, int layer) {
    packet = current;
    key.tags(tags);
    index = layer;
    ip.bind(current, layer);
    if (ip.isIpv4()) {
      key.ipv4(ip.ipv4().source(), ip.ipv4().destination());
    } else {
      key.ipv6(
          ip.ipv6().sourceHigh(),
          ip.ipv6().sourceLow(),
          ip.ipv6().destinationHigh(),
          ip.ipv6().destinationLow());
      followRoute();
    }
  }

  /**
   * Puts the destination behind all nodes of a routing header into the key. Options for the nodes
   * on the way may stand before that header (RFC 8200 section 4.1).
   */
  private void followRoute() {
    int at = index + 1;
    while (at < packet.layerCount() && isOptions(packet.protocol(at))) {
      at++;
    }
    if (at >= packet.layerCount() || packet.protocol(at) != RoutingHeader.PROTOCOL) {
      return;
    }
    packet.bindLayer(route, at);
    boolean isWhole = packet.payload(at) - packet.start(at) == route.length();
    if (isWhole && route.leadsOn()) {
      key.ipv6(ip.ipv6().sourceHigh(), ip.ipv6().sourceLow(), route.lastHigh(), route.lastLow());
    }
  }

  private static boolean isOptions(Protocol protocol) {
    return protocol == HopByHopOptions.PROTOCOL || protocol == DestinationOptions.PROTOCOL;
  }

  /** Moves to the transport header behind the IP header. */
  public void goTo(int layer) {
    index = layer;
  }

  /**
   * Says in which tunnel the next layers lie.
   *
   * @param carrier the flow whose packets carry them; null outside tunnels
   */
  public void parent(TrackedFlow carrier) {
    parent = carrier;
  }

  public Packet packet() {
    return packet;
  }

  /** Index of the layer in its packet. */
  public int index() {
    return index;
  }

  /** The IP header that carries the layer; the layer itself where that is an IP header. */
  public IpLayer ip() {
    return ip;
  }

  /** The VLANs and tunnels of the IP header. */
  public Tags tags() {
    return tags;
  }

  public FlowKey key() {
    return key;
  }

  /** The flow in whose packets this layer travels, or null. */
  public TrackedFlow parent() {
    return parent;
  }

  /** Did the flow's first end send the layer? */
  public boolean isFromFirst(TrackedFlow flow) {
    return key.isFromFirst(flow);
  }
}

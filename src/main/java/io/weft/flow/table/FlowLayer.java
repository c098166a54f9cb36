package io.weft.flow.table;

import io.weft.dissect.Packet;
import io.weft.flow.segment.IpLayer;

/**
 * The layer that is tracked now: where it lies in its packet, the IP header that carries it, and
 * the key of its flow. Reused for every layer.
 */
public final class FlowLayer {
  private final FlowKey key = new FlowKey();
  private final IpLayer ip = new IpLayer();
  private Packet packet;
  private int index;
  private TrackedFlow parent;

  /** Goes to an IP header of a packet: its addresses are the key's from now on. */
  public void goToIp(Packet current, int layer) {
    packet = current;
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
    }
  }

  /** Goes to the transport header behind the IP header. */
  public void goTo(int layer) {
    index = layer;
  }

  /**
   * Goes into a tunnel, or out of all.
   *
   * @param carrier the flow in whose packets this layer travels, or null
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

  /** The IP header that carries the layer, or is it. */
  public IpLayer ip() {
    return ip;
  }

  public FlowKey key() {
    return key;
  }

  /** The flow in whose packets this layer travels, or null. */
  public TrackedFlow parent() {
    return parent;
  }

  /** Does the flow's first end send it? */
  public boolean isFromFirst(TrackedFlow flow) {
    return key.isFromFirst(flow);
  }
}

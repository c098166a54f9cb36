package io.weft.flow.table;

/**
 * Addresses, ports and IP protocol of one packet, in the packet's own direction: the source is its
 * sender. One object is filled anew for every look-up.
 */
public final class FlowKey {
  private boolean ipv6;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int sourcePort;
  private int destinationPort;
  private int ipProtocol;

  // Tags that are part of the key: none unless the user wants it so.
  private boolean hasVlans;
  private boolean hasTunnels;
  private Tags tags = Tags.NONE;

  /** Makes VLANs, or tunnels, part of every key. */
  void include(boolean vlans, boolean tunnels) {
    hasVlans = vlans;
    hasTunnels = tunnels;
  }

  /** Takes the VLANs and tunnels of the layer. */
  void tags(Tags around) {
    tags = around;
  }

  /** A hash of the tags as far as they are part of the key. */
  int tagHash() {
    return (hasVlans ? tags.vlanHash() : 0) + (hasTunnels ? tags.tunnelHash() * 31 : 0);
  }

  /**
   * Takes the addresses of an IPv4 header, each as the number that its bytes in network order make.
   */
  public void ipv4(int source, int destination) {
    ipv6 = false;
    sourceHigh = 0;
    sourceLow = source & 0xFFFF_FFFFL;
    destinationHigh = 0;
    destinationLow = destination & 0xFFFF_FFFFL;
  }

  /** Takes the addresses of an IPv6 header, each in two halves of 64 bits. */
  public void ipv6(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    ipv6 = true;
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
  }

  /**
   * Takes the IP protocol number and the ports of the transport header. Both ports are 0 where the
   * protocol has none.
   */
  public void transport(int ipProtocol, int sourcePort, int destinationPort) {
    this.ipProtocol = ipProtocol;
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
  }

  boolean ipv6() {
    return ipv6;
  }

  long sourceHigh() {
    return sourceHigh;
  }

  long sourceLow() {
    return sourceLow;
  }

  long destinationHigh() {
    return destinationHigh;
  }

  long destinationLow() {
    return destinationLow;
  }

  public int sourcePort() {
    return sourcePort;
  }

  public int destinationPort() {
    return destinationPort;
  }

  public int ipProtocol() {
    return ipProtocol;
  }

  /**
   * Did the flow's first end send the packet? This is also true where both ends have the same
   * address and port.
   */
  public boolean isFromFirst(TrackedFlow flow) {
    return flow.firstLow == sourceLow
        && flow.otherLow == destinationLow
        && flow.firstPort == sourcePort
        && flow.otherPort == destinationPort
        && flow.firstHigh == sourceHigh
        && flow.otherHigh == destinationHigh
        && isSameKind(flow);
  }

  boolean isFromOther(TrackedFlow flow) {
    return flow.firstLow == destinationLow
        && flow.otherLow == sourceLow
        && flow.firstPort == destinationPort
        && flow.otherPort == sourcePort
        && flow.firstHigh == destinationHigh
        && flow.otherHigh == sourceHigh
        && isSameKind(flow);
  }

  private boolean isSameKind(TrackedFlow flow) {
    return flow.ipProtocol() == ipProtocol
        && flow.isIpv6() == ipv6
        && (!hasVlans || tags.hasSameVlans(flow.tags()))
        && (!hasTunnels || tags.hasSameTunnels(flow.tags()));
  }

  /**
   * Becomes the key of a packet from the flow's first end in which {@code instead} takes the place
   * of {@code port}, one of the flow's two ports.
   */
  void fromFirst(TrackedFlow flow, int port, int instead) {
    tags = flow.tags();
    ipv6 = flow.isIpv6();
    sourceHigh = flow.firstHigh;
    sourceLow = flow.firstLow;
    destinationHigh = flow.otherHigh;
    destinationLow = flow.otherLow;
    boolean isFirst = flow.isClientFirst() ? flow.firstPort == port : flow.otherPort != port;
    sourcePort = isFirst ? instead : flow.firstPort;
    destinationPort = isFirst ? flow.otherPort : instead;
    ipProtocol = flow.ipProtocol();
  }
}

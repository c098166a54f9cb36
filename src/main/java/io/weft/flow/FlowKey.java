package io.weft.flow;

/** Addresses, ports and IP protocol of one packet, as it was sent. Reused for every look-up. */
final class FlowKey {
  boolean ipv6;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;
  int ipProtocol;

  /** Was the packet sent by the flow's client? True also where both ends are the same. */
  boolean isFromClient(Flow flow) {
    return flow.clientLow == sourceLow
        && flow.serverLow == destinationLow
        && flow.clientPort == sourcePort
        && flow.serverPort == destinationPort
        && flow.clientHigh == sourceHigh
        && flow.serverHigh == destinationHigh
        && isSameKind(flow);
  }

  boolean isFromServer(Flow flow) {
    return flow.clientLow == destinationLow
        && flow.serverLow == sourceLow
        && flow.clientPort == destinationPort
        && flow.serverPort == sourcePort
        && flow.clientHigh == destinationHigh
        && flow.serverHigh == sourceHigh
        && isSameKind(flow);
  }

  private boolean isSameKind(Flow flow) {
    return flow.ipProtocol() == ipProtocol && flow.isIpv6() == ipv6;
  }

  /** Of a packet that the flow's client sends. */
  static FlowKey fromClient(Flow flow) {
    FlowKey key = new FlowKey();
    key.ipv6 = flow.isIpv6();
    key.sourceHigh = flow.clientHigh;
    key.sourceLow = flow.clientLow;
    key.destinationHigh = flow.serverHigh;
    key.destinationLow = flow.serverLow;
    key.sourcePort = flow.clientPort;
    key.destinationPort = flow.serverPort;
    key.ipProtocol = flow.ipProtocol();
    return key;
  }

  /** The sender becomes the client. */
  void writeTo(Flow flow) {
    flow.clientHigh = sourceHigh;
    flow.clientLow = sourceLow;
    flow.serverHigh = destinationHigh;
    flow.serverLow = destinationLow;
    flow.clientPort = (char) sourcePort;
    flow.serverPort = (char) destinationPort;
    if (ipv6) {
      flow.set(Flow.IPV6);
    }
  }
}

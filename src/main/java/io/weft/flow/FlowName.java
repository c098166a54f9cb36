package io.weft.flow;

/** A flow by protocol and number, as users name it: {@code tcp:7}. */
public record FlowName(int ipProtocol, long stream) {
  @Override
  public String toString() {
    return IpProtocols.name(ipProtocol) + ":" + stream;
  }
}

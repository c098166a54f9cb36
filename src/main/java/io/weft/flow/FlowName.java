package io.weft.flow;

import io.weft.dissect.number.IpProtocol;

/** A flow by protocol and number, as users name it: {@code tcp:7}. */
public record FlowName(int ipProtocol, long stream) {
  @Override
  public String toString() {
    return IpProtocol.name(ipProtocol) + ":" + stream;
  }
}

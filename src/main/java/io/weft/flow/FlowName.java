package io.weft.flow;

import io.weft.dissect.number.IpProtocol;
import java.io.Serializable;

/** A flow by protocol and number, as users name it: {@code tcp:7}. */
public record FlowName(int ipProtocol, long stream) implements Serializable {
  @Override
  public String toString() {
    return IpProtocol.name(ipProtocol) + ":" + stream;
  }
}

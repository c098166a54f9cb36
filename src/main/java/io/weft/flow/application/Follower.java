package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Protocol;
import java.util.function.Supplier;

/**
 * Reads flows of datagrams that another flow has announced.
 *
 * @param protocol of the flows that come
 * @param peer the end across from the announced address; null for anyone
 * @param dissectors makes one for each flow
 * @param packet number of the packet that has announced them
 * @param method how it has; null where nobody tells
 */
record Follower(
    Protocol protocol,
    IpAddress peer,
    Supplier<DatagramDissector> dissectors,
    long packet,
    String method) {
  /** Reads the protocol's flows between the announced address and anyone. */
  static Follower ofAnyone(DatagramProtocol protocol, long packet, String method) {
    return new Follower(protocol.protocol(), null, protocol::create, packet, method);
  }

  boolean takes(IpAddress from) {
    return peer == null || peer.equals(from);
  }
}

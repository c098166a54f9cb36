package io.weft.protocol.network.ospf;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.number.IpProtocol;

/** A message of OSPF, version 2 (RFC 2328) or 3 (RFC 5340). */
public final class Ospf {
  public static final Protocol PROTOCOL = Protocol.of("ospf", "Open Shortest Path First");

  /** Length in bytes of the header of version 3, the shorter one. */
  static final int MIN_LENGTH = 16;

  /** Bytes of version and type, with which even a message that was cut is shown. */
  private static final int TYPE_LENGTH = 2;

  private Ospf() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> OspfFields.FIELDS)
        .put(
            IpProtocol.TABLE,
            IpProtocol.OSPF,
            new MessageDissector(PROTOCOL, MIN_LENGTH, TYPE_LENGTH));
  }
}

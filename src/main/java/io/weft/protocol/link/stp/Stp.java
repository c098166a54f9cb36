package io.weft.protocol.link.stp;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.number.CiscoSnap;
import io.weft.dissect.number.LlcSap;

/**
 * A message of the spanning tree of bridges, in all versions (IEEE 802.1D, 802.1Q clause 14), and
 * Cisco's for each VLAN.
 */
public final class Stp {
  public static final Protocol PROTOCOL = Protocol.of("stp", "Spanning Tree Protocol");

  /** Bytes before the type of the message and that type. */
  static final int MIN_LENGTH = 4;

  private Stp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    MessageDissector stp = new MessageDissector(PROTOCOL, MIN_LENGTH);
    chain
        .fields(PROTOCOL, () -> StpFields.FIELDS)
        .put(LlcSap.TABLE, LlcSap.SPANNING_TREE, stp)
        .put(CiscoSnap.TABLE, CiscoSnap.PVST, stp);
  }
}

package io.weft.protocol.link.lldp;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.number.EtherType;

/** A message by which a station tells its neighbours what it is (IEEE 802.1AB). */
public final class Lldp {
  public static final Protocol PROTOCOL = Protocol.of("lldp", "Link Layer Discovery Protocol");

  private Lldp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> LldpFields.FIELDS)
        .put(EtherType.TABLE, EtherType.LLDP, new MessageDissector(PROTOCOL, 2));
  }
}

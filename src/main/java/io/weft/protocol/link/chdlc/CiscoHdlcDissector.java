package io.weft.protocol.link.chdlc;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Cisco HDLC; its payload numbers are ethertypes but for a few. */
public final class CiscoHdlcDissector implements Dissector {
  private static final int LINKTYPE_C_HDLC = 104;

  private final DispatchTable byEtherType;

  public CiscoHdlcDissector(Chain.Builder chain) {
    byEtherType = chain.table(Chain.Builder.ETHER_TYPE);
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_C_HDLC, new CiscoHdlcDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return CiscoHdlc.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(CiscoHdlc.HEADER_LENGTH)) {
      return null;
    }
    int number = CiscoHdlc.number(packet.bytes(), packet.offset());
    if (!packet.enter(CiscoHdlc.PROTOCOL, CiscoHdlc.HEADER_LENGTH)) {
      return null;
    }
    return number == CiscoHdlc.SLARP ? byEtherType.otherwise() : byEtherType.get(number);
  }
}

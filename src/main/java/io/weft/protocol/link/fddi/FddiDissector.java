package io.weft.protocol.link.fddi;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.llc.LlcDissector;

/** FDDI; of its frames those with LLC are read further. */
public final class FddiDissector implements Dissector {
  private static final int LINKTYPE_FDDI = 10;

  private final Dissector llc;
  private final Dissector data;

  private FddiDissector(Dissector llc, Dissector data) {
    this.llc = llc;
    this.data = data;
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_FDDI, new FddiDissector(new LlcDissector(chain), chain.data()));
  }

  @Override
  public Protocol protocol() {
    return Fddi.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Fddi.HEADER_LENGTH)) {
      return null;
    }
    boolean carriesLlc = Fddi.carriesLlc(packet.bytes(), packet.offset());
    if (!packet.enter(Fddi.PROTOCOL, Fddi.HEADER_LENGTH)) {
      return null;
    }
    return carriesLlc ? llc : data;
  }
}

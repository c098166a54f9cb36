package io.weft.protocol.link.pbb;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.TypeOrLength;

/** MAC-in-MAC: the customer's addresses are part of the tag. */
public final class ProviderBackboneDissector implements Dissector {
  private static final int ETHERTYPE_PROVIDER_BACKBONE = 0x88E7;

  private final TypeOrLength payload;

  private ProviderBackboneDissector(TypeOrLength payload) {
    this.payload = payload;
  }

  public static void register(Chain.Builder chain) {
    chain.etherType(
        ETHERTYPE_PROVIDER_BACKBONE, new ProviderBackboneDissector(new TypeOrLength(chain)));
  }

  @Override
  public Protocol protocol() {
    return ProviderBackbone.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(ProviderBackbone.HEADER_LENGTH)) {
      return null;
    }
    int type = ProviderBackbone.type(packet.bytes(), packet.offset());
    return packet.enter(ProviderBackbone.PROTOCOL, ProviderBackbone.HEADER_LENGTH)
        ? payload.next(packet, type, ProviderBackbone.PROTOCOL)
        : null;
  }
}

package io.weft.protocol.link.vntag;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.TypeOrLength;

/** VN-Tags. */
public final class VnTagDissector implements Dissector {
  private static final int ETHERTYPE_VNTAG = 0x8926;

  private final TypeOrLength payload;

  private VnTagDissector(TypeOrLength payload) {
    this.payload = payload;
  }

  public static void register(Chain.Builder chain) {
    chain.etherType(ETHERTYPE_VNTAG, new VnTagDissector(new TypeOrLength(chain)));
  }

  @Override
  public Protocol protocol() {
    return VnTag.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(VnTag.HEADER_LENGTH)) {
      return null;
    }
    int type = VnTag.type(packet.bytes(), packet.offset());
    return packet.enter(VnTag.PROTOCOL, VnTag.HEADER_LENGTH)
        ? payload.next(packet, type, VnTag.PROTOCOL)
        : null;
  }
}

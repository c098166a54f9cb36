package io.weft.protocol.link.vlan;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.TypeOrLength;

/**
 * VLAN tags: customers', providers', and the type that stood for the latter before it had its own.
 */
public final class VlanDissector implements Dissector {
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int ETHERTYPE_SERVICE_VLAN = 0x88A8;
  private static final int ETHERTYPE_QINQ_OLD = 0x9100;

  private final Protocol protocol;
  private final TypeOrLength payload;

  private VlanDissector(Protocol protocol, TypeOrLength payload) {
    this.protocol = protocol;
    this.payload = payload;
  }

  public static void register(Chain.Builder chain) {
    TypeOrLength payload = new TypeOrLength(chain);
    VlanDissector vlan = new VlanDissector(Vlan.PROTOCOL, payload);
    chain
        .etherType(ETHERTYPE_VLAN, vlan)
        .etherType(ETHERTYPE_QINQ_OLD, vlan)
        .etherType(ETHERTYPE_SERVICE_VLAN, new VlanDissector(ServiceVlan.PROTOCOL, payload));
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(VlanTag.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!packet.enter(protocol, VlanTag.HEADER_LENGTH)) {
      return null;
    }
    packet.tag(VlanTag.id(bytes, at));
    return payload.next(packet, VlanTag.type(bytes, at), protocol);
  }
}

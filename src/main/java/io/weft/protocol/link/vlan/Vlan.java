package io.weft.protocol.link.vlan;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** A customer's VLAN tag. Each tag of a stack is a layer of its own. */
public final class Vlan extends VlanTag {
  public static final Protocol PROTOCOL = Protocol.of("vlan", "802.1Q Virtual LAN");

  /** Adds customers' and providers' tags to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> VlanFields.FIELDS)
        .fields(ServiceVlan.PROTOCOL, () -> ServiceVlan.FIELDS);
    VlanDissector vlan = new VlanDissector(chain, PROTOCOL);
    chain
        .put(EtherType.TABLE, EtherType.VLAN, vlan)
        .put(EtherType.TABLE, EtherType.QINQ_OLD, vlan)
        .put(
            EtherType.TABLE,
            EtherType.SERVICE_VLAN,
            new VlanDissector(chain, ServiceVlan.PROTOCOL));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

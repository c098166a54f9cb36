package io.weft.protocol.link.vlan;

import io.weft.dissect.Protocol;

/** A provider's VLAN tag, which stands before the customer's (IEEE 802.1ad, now in 802.1Q). */
public final class ServiceVlan extends VlanTag {
  public static final Protocol PROTOCOL = Protocol.of("ieee8021ad", "IEEE 802.1ad");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

package io.weft.protocol.link.vlan;

import io.weft.dissect.Protocol;

/** A customer's VLAN tag; one layer for each of a stack of tags. */
public final class Vlan extends VlanTag {
  public static final Protocol PROTOCOL = Protocol.of("vlan", "802.1Q Virtual LAN");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

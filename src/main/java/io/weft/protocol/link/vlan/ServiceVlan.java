package io.weft.protocol.link.vlan;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.link.ProviderTagFields;

/** A provider's VLAN tag, which stands before the customer's (IEEE 802.1ad, now in 802.1Q). */
public final class ServiceVlan extends VlanTag {
  public static final Protocol PROTOCOL = Protocol.of("ieee8021ad", "IEEE 802.1ad");

  static final LayerFields FIELDS =
      ProviderTagFields.of(
          FixedFields.of(
              at(CONTROL, Field.u16("ieee8021ad.priority", "Priority").masked(0xE000)),
              at(CONTROL, Field.u16("ieee8021ad.dei", "DEI").masked(0x1000)),
              at(CONTROL, Field.u16("ieee8021ad.id", "ID").masked(0x0FFF))),
          TYPE);

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}

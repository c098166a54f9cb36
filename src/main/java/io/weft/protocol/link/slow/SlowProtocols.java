package io.weft.protocol.link.slow;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;

/**
 * What stands before a message of a slow protocol: a number that names the protocol (IEEE 802.3,
 * annex 57A).
 */
public final class SlowProtocols {
  public static final Protocol PROTOCOL = Protocol.of("slow", "Slow Protocols");

  private static final LayerFields FIELDS =
      FixedFields.of(
          at(
              0,
              Field.u8("slow.subtype", "Slow Protocols subtype")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x01 LACP", "0x02 Marker protocol", "0x03 OAM", "0x0A OSSP"))));

  private SlowProtocols() {}

  /** Adds the protocols to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, FIELDS)
        .fields(Lacp.PROTOCOL, () -> Lacp.FIELDS)
        .put(EtherType.TABLE, EtherType.SLOW_PROTOCOLS, new SlowDissector(chain));
  }
}

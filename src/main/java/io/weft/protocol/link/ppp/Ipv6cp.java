package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;

/** PPP's control of IPv6, by which both ends agree on interface identifiers (RFC 5072). */
public final class Ipv6cp {
  public static final Protocol PROTOCOL = Protocol.of("ipv6cp", "PPP IPv6 Control Protocol");

  private static final FixedFields OPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("ipv6cp.opt.type", "Type")
                  .named(ValueNames.of("1 Interface identifier", "2 IPv6 compression protocol"))
                  .repeating()),
          at(1, Field.u8("ipv6cp.opt.length", "Length").repeating()));
  private static final FixedFields IDENTIFIER =
      FixedFields.of(
          at(2, 8, Field.bytes("ipv6cp.interface_identifier", "Interface Identifier").repeating()));

  static final LayerFields FIELDS =
      PppControl.fields(OPTION, Ipv6cp::option, IDENTIFIER, CompressionOption.DECLARED);

  private Ipv6cp() {}

  static void register(Chain.Builder chain) {
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.IPV6CP);
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    if (type == 1) {
      IDENTIFIER.read(bytes, at, end, sink);
    } else if (type == 2) {
      CompressionOption.read(bytes, at, end, sink);
    }
  }
}

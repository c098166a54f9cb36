package io.weft.protocol.network.ipv6;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.IpProtocol;
import java.util.List;

/** The fields of extension headers that have no class of their own for them. */
final class ExtensionFields {
  static final LayerFields FRAGMENT =
      FixedFields.of(
          at(0, Field.u8("ipv6.fraghdr.nxt", "Next header").named(IpProtocol.VALUE_NAMES)),
          at(1, Field.u8("ipv6.fraghdr.reserved_octet", "Reserved octet").hexadecimal()),
          at(2, Field.u16("ipv6.fraghdr.offset", "Offset (units of 8 bytes)").masked(0xFFF8)),
          at(2, Field.u16("ipv6.fraghdr.reserved_bits", "Reserved bits").masked(0x0006)),
          at(2, Field.flag("ipv6.fraghdr.more", "More Fragments", 16, 0x0001)),
          at(4, Field.u32("ipv6.fraghdr.ident", "Identification").hexadecimal()));

  static final LayerFields AUTHENTICATION =
      LayerFields.inOrder(
          FixedFields.of(
              at(0, Field.u8("ah.next_header", "Next header").named(IpProtocol.VALUE_NAMES))),
          FixedFields.of(
              at(1, Field.u8("ah.length", "Length")),
              at(2, 2, Field.bytes("ah.reserved", "Reserved")),
              at(4, Field.u32("ah.spi", "AH SPI").hexadecimal()),
              at(8, Field.u32("ah.sequence", "AH Sequence")),
              rest(12, Field.bytes("ah.icv", "AH ICV"))));

  static final LayerFields HOP_BY_HOP = options("ipv6.hopopts");
  static final LayerFields DESTINATION = options("ipv6.dstopts");

  private ExtensionFields() {}

  /** The fields of a header whose first two bytes are the next header and its own length. */
  static LayerFields head(String prefix) {
    Field length = Field.u16(prefix + ".len_oct", "Length (bytes)").generated();
    FixedFields fixed =
        FixedFields.of(
            at(0, Field.u8(prefix + ".nxt", "Next Header").named(IpProtocol.VALUE_NAMES)),
            at(1, Field.u8(prefix + ".len", "Length (units of 8 bytes, less one)")));
    return LayerFields.of(
        (packet, layer, sink) -> {
          fixed.read(packet, layer, sink);
          if (sink.wants(length)) {
            sink.number(
                length, ExtensionHeader.length(packet.bytes(layer), packet.start(layer)), 0, 0);
          }
        },
        List.of(fixed),
        length);
  }

  private static LayerFields options(String prefix) {
    return LayerFields.inOrder(
        head(prefix),
        LayerFields.of(ExtensionFields::readOptions, List.of(Ipv6OptionFields.DECLARED)));
  }

  private static void readOptions(Packet packet, int layer, FieldSink sink) {
    Ipv6OptionFields.read(
        packet.bytes(layer), packet.start(layer) + 2, packet.payload(layer), sink);
  }
}

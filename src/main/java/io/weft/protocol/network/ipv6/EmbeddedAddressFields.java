package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in an address that was made from an IPv4 address: by 6to4 (RFC 3056, section 2), by
 * Teredo (RFC 4380, section 4), by ISATAP (RFC 5214, section 6.1), or by a translator with the
 * well-known prefix (RFC 6052, section 2.1). Wireshark gives each part two names, one that tells
 * whose address it is and one for either; both have values of their own, as there.
 */
final class EmbeddedAddressFields {
  private static final int ADDRESS_LENGTH = 16;
  private static final int TEREDO = 0x2001_0000;
  private static final int SIX_TO_FOUR = 0x2002;
  private static final int ISATAP = 0x0000_5EFE;

  /** The bit that says that an interface identifier is unique in the world. */
  private static final int UNIVERSAL = 0x0200_0000;

  private static final long TRANSLATED_HIGH = 0x0064_FF9B_0000_0000L;
  private static final int PREFIX_LENGTH = 12;

  private static final Field TRANSLATED_PREFIX =
      Field.bytes("ipv6.embed_ipv4_prefix", "Embedded IPv4 Prefix").repeating();

  /** A part of an address, by the names of the sender's, the receiver's, and either's. */
  private record Part(Field source, Field destination, Field either) {
    static Part address(String name, String label) {
      return new Part(
          Field.ipv4("ipv6.src_" + name, "Source " + label),
          Field.ipv4("ipv6.dst_" + name, "Destination " + label),
          Field.ipv4("ipv6." + name, label).repeating());
    }

    static Part number(String name, String label) {
      return new Part(
          Field.u16("ipv6.src_" + name, "Source " + label),
          Field.u16("ipv6.dst_" + name, "Destination " + label),
          Field.u16("ipv6." + name, label).repeating());
    }

    void address(boolean isSource, int value, int at, FieldSink sink) {
      Field own = isSource ? source : destination;
      if (sink.wants(own)) {
        sink.ipv4(own, value, at, 4);
      }
      if (sink.wants(either)) {
        sink.ipv4(either, value, at, 4);
      }
    }

    void number(boolean isSource, int value, int at, FieldSink sink) {
      Field own = isSource ? source : destination;
      if (sink.wants(own)) {
        sink.number(own, value, at, 2);
      }
      if (sink.wants(either)) {
        sink.number(either, value, at, 2);
      }
    }
  }

  private static final Part GATEWAY = Part.address("6to4_gw_ipv4", "6to4 Gateway IPv4");
  private static final Part SITE_LEVEL = Part.number("6to4_sla_id", "6to4 SLA ID");
  private static final Part SERVER = Part.address("ts_ipv4", "Teredo Server IPv4");
  private static final Part PORT = Part.number("tc_port", "Teredo Port");
  private static final Part CLIENT = Part.address("tc_ipv4", "Teredo Client IPv4");
  private static final Part INTRA_SITE = Part.address("isatap_ipv4", "ISATAP IPv4");
  private static final Part TRANSLATED = Part.address("embed_ipv4", "Embedded IPv4");

  static final LayerFields FIELDS = LayerFields.of(EmbeddedAddressFields::read, declared());

  private EmbeddedAddressFields() {}

  private static List<Field> declared() {
    List<Field> all = new ArrayList<>();
    for (Part part : List.of(GATEWAY, SITE_LEVEL, SERVER, PORT, CLIENT, INTRA_SITE, TRANSLATED)) {
      all.addAll(List.of(part.source(), part.destination(), part.either()));
    }
    all.add(TRANSLATED_PREFIX);
    return all;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    int source = packet.start(layer) + Ipv6.ADDRESSES_OFFSET;
    read(packet.bytes(layer), source, true, sink);
    read(packet.bytes(layer), source + ADDRESS_LENGTH, false, sink);
  }

  private static void read(byte[] bytes, int at, boolean isSource, FieldSink sink) {
    int first = BigEndian.i32(bytes, at);
    if (first == TEREDO) {
      SERVER.address(isSource, BigEndian.i32(bytes, at + 4), at + 4, sink);
      // A client's address and port stand inverted, so that no translator on the way finds them.
      PORT.number(isSource, ~BigEndian.u16(bytes, at + 10) & 0xFFFF, at + 10, sink);
      CLIENT.address(isSource, ~BigEndian.i32(bytes, at + 12), at + 12, sink);
    } else if (first >>> 16 == SIX_TO_FOUR) {
      GATEWAY.address(isSource, BigEndian.i32(bytes, at + 2), at + 2, sink);
      SITE_LEVEL.number(isSource, BigEndian.u16(bytes, at + 6), at + 6, sink);
    }
    if ((BigEndian.i32(bytes, at + 8) & ~UNIVERSAL) == ISATAP) {
      INTRA_SITE.address(isSource, BigEndian.i32(bytes, at + 12), at + 12, sink);
    }
    if (BigEndian.i64(bytes, at) == TRANSLATED_HIGH && BigEndian.i32(bytes, at + 8) == 0) {
      if (sink.wants(TRANSLATED_PREFIX)) {
        sink.bytes(TRANSLATED_PREFIX, bytes, at, PREFIX_LENGTH);
      }
      TRANSLATED.address(
          isSource, BigEndian.i32(bytes, at + PREFIX_LENGTH), at + PREFIX_LENGTH, sink);
    }
  }
}

package io.weft.protocol.network.ospf;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the contents of link state advertisements of version 3 (RFC 5340, A.4). */
final class Advertisement3Fields {
  private static final int LINK_LENGTH = 16;

  private static final Field FLAGS =
      Field.u8("ospf.v3.router.lsa.flags", "Flags")
          .hexadecimal()
          .within(AdvertisementFields.group());
  private static final FixedFields ROUTER =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("ospf.v3.router.lsa.flags.w", "(W) Wild-card", FLAGS, 0x08)),
          at(0, flag("ospf.v3.router.lsa.flags.v", "(V) Virtual link endpoint", FLAGS, 0x04)),
          at(0, flag("ospf.v3.router.lsa.flags.e", "(E) AS boundary router", FLAGS, 0x02)),
          at(0, flag("ospf.v3.router.lsa.flags.b", "(B) Area border router", FLAGS, 0x01)));
  private static final FixedFields LINK_TYPE =
      FixedFields.of(
          at(
              0,
              Field.u8("ospf.v3.lsa.type", "Type")
                  .named(ValueNames.of("1 PTP", "2 Transit", "4 Virtual"))
                  .within(AdvertisementFields.group())
                  .repeating()),
          at(1, 1, OspfFields.RESERVED));
  private static final FixedFields LINK =
      FixedFields.of(
          at(4, u32("ospf.v3.lsa.interface_id", "Interface ID").repeating()),
          at(8, u32("ospf.v3.lsa.neighbor_interface_id", "Neighbor Interface ID").repeating()),
          at(12, ipv4("ospf.v3.lsa.neighbor_router_id", "Neighbor Router ID").repeating()));
  private static final FixedFields RESERVED_BYTE = FixedFields.of(at(0, 1, OspfFields.RESERVED));
  private static final FixedFields RESERVED_SHORT = FixedFields.of(at(0, 2, OspfFields.RESERVED));
  private static final FixedFields ATTACHED =
      FixedFields.of(at(0, ipv4("ospf.v3.lsa.attached_router", "Attached Router").repeating()));
  private static final FixedFields DESTINATION =
      FixedFields.of(at(0, ipv4("ospf.v3.lsa.destination_router_id", "Destination Router ID")));

  private static final Field EXTERNAL =
      Field.u8("ospf.v3.as.external.flags", "Flags")
          .hexadecimal()
          .within(AdvertisementFields.group());
  private static final FixedFields EXTERNAL_FLAGS =
      FixedFields.of(
          at(0, EXTERNAL),
          at(0, flag("ospf.v3.as.external.flags.e", "(E) External", EXTERNAL, 0x04)),
          at(0, flag("ospf.v3.as.external.flags.f", "(F) Forwarding address", EXTERNAL, 0x02)),
          at(0, flag("ospf.v3.as.external.flags.t", "(T) External route tag", EXTERNAL, 0x01)));
  private static final Field REFERENCED =
      Field.u16("ospf.v3.lsa.referenced_ls_type", "Referenced LS Type")
          .hexadecimal()
          .within(AdvertisementFields.group());
  private static final FixedFields REFERENCE = FixedFields.of(at(0, REFERENCED));
  private static final FixedFields FORWARD =
      FixedFields.of(
          at(
              0,
              Field.ipv6("ospf.v3.lsa.forwarding_address.ipv6", "Forwarding Address")
                  .within(AdvertisementFields.group())));
  private static final FixedFields TAG =
      FixedFields.of(at(0, u32("ospf.v3.lsa.external_route_tag", "External Route Tag")));
  private static final FixedFields REFERENCED_ID =
      FixedFields.of(
          at(0, ipv4("ospf.v3.lsa.referenced_link_state_id", "Referenced Link State ID")));
  private static final FixedFields REFERENCED_ROUTER =
      FixedFields.of(
          at(
              0,
              ipv4("ospf.v3.lsa.referenced_advertising_router", "Referenced Advertising Router")));
  private static final FixedFields PRIORITY =
      FixedFields.of(
          at(
              0,
              Field.u8("ospf.v3.lsa.router_priority", "Router Priority")
                  .within(AdvertisementFields.group())));
  private static final FixedFields LINK_LOCAL =
      FixedFields.of(
          at(
              0,
              Field.ipv6(
                      "ospf.v3.lsa.link_local_interface_address.ipv6",
                      "Link-local Interface Address")
                  .within(AdvertisementFields.group())));
  private static final Field PREFIX_COUNT = u32("ospf.v3.lsa.num_prefixes", "# prefixes");

  private static final Field PREFIX_OPTIONS =
      Field.u8("ospf.v3.prefix.options", "PrefixOptions")
          .hexadecimal()
          .within(AdvertisementFields.group())
          .repeating();
  private static final FixedFields PREFIX_LENGTH =
      FixedFields.of(
          at(
              0,
              Field.u8("ospf.prefix_length", "PrefixLength")
                  .within(AdvertisementFields.group())
                  .repeating()));
  private static final FixedFields OPTIONS =
      FixedFields.of(
          at(1, PREFIX_OPTIONS),
          at(1, option("p", "P", 0x08)),
          at(1, option("mc", "MC", 0x04)),
          at(1, option("la", "LA", 0x02)),
          at(1, option("nu", "NU", 0x01)));
  private static final Field PREFIX =
      Field.ipv6("ospf.v3.address_prefix.ipv6", "Address Prefix")
          .within(AdvertisementFields.group())
          .repeating();

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              ROUTER,
              LINK_TYPE,
              LINK,
              RESERVED_SHORT,
              ATTACHED,
              DESTINATION,
              EXTERNAL_FLAGS,
              REFERENCE,
              FORWARD,
              TAG,
              REFERENCED_ID,
              REFERENCED_ROUTER,
              PRIORITY,
              LINK_LOCAL,
              PREFIX_LENGTH,
              OPTIONS),
          PREFIX_COUNT,
          PREFIX);

  private Advertisement3Fields() {}

  private static Field u32(String name, String label) {
    return Field.u32(name, label).within(AdvertisementFields.group());
  }

  private static Field ipv4(String name, String label) {
    return Field.ipv4(name, label).within(AdvertisementFields.group());
  }

  private static Field flag(String name, String label, Field parent, int mask) {
    return Field.flag(name, label, 8, mask).within(parent);
  }

  private static Field option(String name, String label, int mask) {
    return Field.flag("ospf.v3.prefix.options." + name, label, 8, mask)
        .within(PREFIX_OPTIONS)
        .repeating();
  }

  /**
   * Reads what stands behind an advertisement's header.
   *
   * @param type function code of the advertisement
   */
  static void read(int type, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 4 > end) {
      return;
    }
    switch (type) {
      case 1 -> {
        ROUTER.read(bytes, at, end, sink);
        OspfOptions.read3(bytes, at + 1, end, sink);
        for (int link = at + 4; link + LINK_LENGTH <= end; link += LINK_LENGTH) {
          LINK_TYPE.read(bytes, link, end, sink);
          AdvertisementFields.metric16(bytes, link + 2, end, sink);
          LINK.read(bytes, link, end, sink);
        }
      }
      case 2 -> {
        RESERVED_BYTE.read(bytes, at, end, sink);
        OspfOptions.read3(bytes, at + 1, end, sink);
        for (int each = at + 4; each + 4 <= end; each += 4) {
          ATTACHED.read(bytes, each, end, sink);
        }
      }
      case 3 -> {
        RESERVED_BYTE.read(bytes, at, end, sink);
        AdvertisementFields.metric(bytes, at + 1, end, sink);
        prefix(bytes, at + 4, Middle.RESERVED, end, sink);
      }
      case 4 -> {
        RESERVED_BYTE.read(bytes, at, end, sink);
        OspfOptions.read3(bytes, at + 1, end, sink);
        RESERVED_BYTE.read(bytes, at + 4, end, sink);
        AdvertisementFields.metric(bytes, at + 5, end, sink);
        DESTINATION.read(bytes, at + 8, end, sink);
      }
      case 5, 7 -> external(bytes, at, end, sink);
      case 8 -> {
        PRIORITY.read(bytes, at, end, sink);
        OspfOptions.read3(bytes, at + 1, end, sink);
        LINK_LOCAL.read(bytes, at + 4, end, sink);
        prefixes(bytes, at + 20, 4, at + 24, Middle.RESERVED, end, sink);
      }
      case 9 -> {
        REFERENCE.read(bytes, at + 2, end, sink);
        REFERENCED_ID.read(bytes, at + 4, end, sink);
        REFERENCED_ROUTER.read(bytes, at + 8, end, sink);
        prefixes(bytes, at, 2, at + 12, Middle.METRIC, end, sink);
      }
      default -> {} // Nothing is known of other types.
    }
  }

  private static void external(byte[] bytes, int start, int end, FieldSink sink) {
    EXTERNAL_FLAGS.read(bytes, start, end, sink);
    AdvertisementFields.metric(bytes, start + 1, end, sink);
    int at = prefix(bytes, start + 4, Middle.REFERENCE, end, sink);
    if ((bytes[start] & 0x02) != 0) {
      FORWARD.read(bytes, at, end, sink);
      at += 16;
    }
    if ((bytes[start] & 0x01) != 0) {
      TAG.read(bytes, at, end, sink);
      at += 4;
    }
    if (start + 8 <= end && BigEndian.u16(bytes, start + 6) != 0) {
      REFERENCED_ID.read(bytes, at, end, sink);
    }
  }

  /** What the two bytes between a prefix's options and its address are. */
  private enum Middle {
    RESERVED,
    METRIC,
    REFERENCE
  }

  private static void prefixes(
      byte[] bytes, int countAt, int width, int from, Middle middle, int end, FieldSink sink) {
    if (countAt + width > end) {
      return;
    }
    long count = width == 4 ? BigEndian.u32(bytes, countAt) : BigEndian.u16(bytes, countAt);
    if (sink.wants(PREFIX_COUNT)) {
      sink.number(PREFIX_COUNT, count, countAt, width);
    }
    int at = from;
    for (long i = 0; i < count && at + 4 <= end; i++) {
      at = prefix(bytes, at, middle, end, sink);
    }
  }

  /** Reads a prefix, and says where the next one begins. */
  private static int prefix(byte[] bytes, int at, Middle middle, int end, FieldSink sink) {
    PREFIX_LENGTH.read(bytes, at, end, sink);
    OPTIONS.read(bytes, at, end, sink);
    switch (middle) {
      case RESERVED -> RESERVED_SHORT.read(bytes, at + 2, end, sink);
      case METRIC -> AdvertisementFields.metric16(bytes, at + 2, end, sink);
      default -> REFERENCE.read(bytes, at + 2, end, sink);
    }
    int bits = at < end ? BigEndian.u8(bytes, at) : 0;
    int length = (bits + 31) / 32 * 4;
    if (length > 0 && length <= 16 && at + 4 + length <= end && sink.wants(PREFIX)) {
      sink.ipv6(
          PREFIX, part(bytes, at + 4, 0, length), part(bytes, at + 4, 8, length), at + 4, length);
    }
    return at + 4 + length;
  }

  /** Eight bytes of an address of which only the first ones are there. */
  private static long part(byte[] bytes, int at, int from, int length) {
    long value = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      value = value << Byte.SIZE | (i < length ? bytes[at + i] & 0xFF : 0);
    }
    return value;
  }
}

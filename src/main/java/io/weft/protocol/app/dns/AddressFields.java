package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.stream.Stream;

/** Parts of records about addresses and places whose form depends on their own values. */
final class AddressFields {
  private static final Field SERVICES = Field.u8("dns.wks.bits", "Bits").hexadecimal().repeating();

  private static final Field PREFIX_LENGTH = Field.u8("dns.a6.prefix_len", "Prefix len");
  private static final Field SUFFIX = Field.ipv6("dns.a6.address_suffix", "Address Suffix");
  private static final Field PREFIX_NAME = Field.text("dns.a6.prefix_name", "Prefix name");

  private static final Field PREFIX = Field.group("dns.apl", "Address Prefix");
  private static final Field FAMILY =
      Field.u16("dns.apl.address_family", "Address Family").within(PREFIX);
  private static final Field CODED =
      Field.u8("dns.apl.coded_prefix", "Prefix Length").within(PREFIX);
  private static final Field NEGATION =
      Field.flag("dns.apl.negation", "Negation Flag", 8, 0x80).within(PREFIX);
  private static final Field PART_LENGTH =
      Field.u8("dns.apl.afdlength", "Address Length").masked(0x7F).within(PREFIX);
  private static final Field PART_IPV4 =
      Field.ipv4("dns.apl.afdpart.ipv4", "Address").within(PREFIX);
  private static final Field PART_IPV6 =
      Field.ipv6("dns.apl.afdpart.ipv6", "Address").within(PREFIX);
  private static final Field PART_DATA =
      Field.bytes("dns.apl.afdpart.data", "Address").within(PREFIX);
  private static final FieldSequence PREFIX_HEAD = FieldSequence.of(FAMILY, CODED);

  private static final Field REPLACEMENT_LENGTH =
      Field.u8("dns.naptr.replacement_length", "Replacement Length").generated();
  private static final Field REPLACEMENT = Field.text("dns.naptr.replacement", "Replacement");

  private static final Field LOCATION_VERSION = Field.u8("dns.loc.version", "Version");
  private static final RecordPart LOCATION =
      RecordPart.fields(
          LOCATION_VERSION,
          Field.u8("dns.loc.size", "Size"),
          Field.u8("dns.loc.horizontal_precision", "Horizontal Precision"),
          Field.u8("dns.loc.vertical_precision", "Vertical Precision"),
          Field.u32("dns.loc.latitude", "Latitude"),
          Field.u32("dns.loc.longitude", "Longitude"),
          Field.u32("dns.loc.altitude", "Altitude"));
  private static final RecordPart UNKNOWN_LOCATION =
      RecordPart.fields(LOCATION_VERSION, Field.bytes("dns.loc.unknown_data", "Unknown data"));

  private static final int IPV4_FAMILY = 1;
  private static final int IPV6_FAMILY = 2;

  private AddressFields() {}

  /** The ports of well-known services: bytes in which a bit is set (RFC 1035 section 3.4.2). */
  static RecordPart services() {
    return RecordPart.of(AddressFields::services, SERVICES);
  }

  private static int services(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (sink.wants(SERVICES)) {
      byte[] bytes = packet.bytes(layer);
      for (int i = at; i < end; i++) {
        if (bytes[i] != 0) {
          sink.number(SERVICES, BigEndian.u8(bytes, i), i, 1);
        }
      }
    }
    return end;
  }

  /** The end of an address, and the name of its beginning (RFC 2874 section 3.1). */
  static RecordPart a6() {
    return RecordPart.of(AddressFields::a6, PREFIX_LENGTH, SUFFIX, PREFIX_NAME);
  }

  private static int a6(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (at == end) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int prefix = BigEndian.u8(bytes, at);
    if (sink.wants(PREFIX_LENGTH)) {
      sink.number(PREFIX_LENGTH, prefix, at, 1);
    }
    int suffix = prefix > 128 ? 0 : (128 - prefix + 7) / 8;
    int next = at + 1 + suffix;
    if (next > end) {
      return RecordPart.CUT;
    }
    if (sink.wants(SUFFIX)) {
      long high = partOf(bytes, next - 16, at + 1);
      long low = partOf(bytes, next - 8, at + 1);
      sink.ipv6(SUFFIX, high, low, at + 1, suffix);
    }
    return prefix == 0 ? next : NameText.read(PREFIX_NAME, packet, layer, next, end, sink);
  }

  /** Eight bytes of an address, of which those before {@code begin} were not sent and are 0. */
  private static long partOf(byte[] bytes, int from, int begin) {
    long part = 0;
    for (int i = from; i < from + 8; i++) {
      part = part << 8 | (i < begin ? 0 : BigEndian.u8(bytes, i));
    }
    return part;
  }

  /** Lists of address prefixes (RFC 3123 section 4). */
  static RecordPart prefixes() {
    return RecordPart.repeated(
        RecordPart.of(
            AddressFields::prefix,
            PREFIX,
            FAMILY,
            CODED,
            NEGATION,
            PART_LENGTH,
            PART_IPV4,
            PART_IPV6,
            PART_DATA));
  }

  private static int prefix(Packet packet, int layer, int at, int end, FieldSink sink) {
    int part = at + 4;
    if (part > end) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int length = bytes[at + 3] & 0x7F;
    int next = part + length;
    boolean isGroupWanted = sink.wants(PREFIX);
    if (isGroupWanted) {
      sink.begin(PREFIX, at, Math.min(next, end) - at);
    }
    PREFIX_HEAD.read(packet, layer, at, end, sink);
    if (sink.wants(NEGATION)) {
      sink.flag(NEGATION, bytes[at + 3] < 0, at + 3, 1);
    }
    if (sink.wants(PART_LENGTH)) {
      sink.number(PART_LENGTH, length, at + 3, 1);
    }
    if (next <= end && length > 0) {
      address(BigEndian.u16(bytes, at), bytes, part, length, sink);
    }
    if (isGroupWanted) {
      sink.end(PREFIX);
    }
    return next <= end ? next : RecordPart.CUT;
  }

  /** Zero bytes at the end of an address are not sent. */
  private static void address(int family, byte[] bytes, int at, int length, FieldSink sink) {
    if (family == IPV4_FAMILY && length <= 4) {
      if (sink.wants(PART_IPV4)) {
        sink.ipv4(PART_IPV4, (int) (head(bytes, at, length) >>> 32), at, length);
      }
    } else if (family == IPV6_FAMILY && length <= 16) {
      if (sink.wants(PART_IPV6)) {
        long low = length > 8 ? head(bytes, at + 8, length - 8) : 0;
        sink.ipv6(PART_IPV6, head(bytes, at, Math.min(length, 8)), low, at, length);
      }
    } else if (sink.wants(PART_DATA)) {
      sink.bytes(PART_DATA, bytes, at, length);
    }
  }

  /** Bytes as the upper ones of eight. */
  static long head(byte[] bytes, int at, int length) {
    long head = 0;
    for (int i = 0; i < 8; i++) {
      head = head << 8 | (i < length ? BigEndian.u8(bytes, at + i) : 0);
    }
    return head;
  }

  /**
   * The name that replaces the one asked for, behind its length, which is worked out (RFC 3403).
   */
  static RecordPart replacement() {
    return RecordPart.of(AddressFields::replacement, REPLACEMENT_LENGTH, REPLACEMENT);
  }

  private static int replacement(Packet packet, int layer, int at, int end, FieldSink sink) {
    int next = DnsName.skip(packet.bytes(layer), at, end);
    if (next > 0 && sink.wants(REPLACEMENT_LENGTH)) {
      StringBuilder name = packet.text();
      if (NameText.append(name, packet, layer, at) > 0) {
        sink.number(REPLACEMENT_LENGTH, name.length(), 0, 0);
      }
    }
    return NameText.read(REPLACEMENT, packet, layer, at, end, sink);
  }

  /** Where a host stands, in the one version that there is (RFC 1876 section 2). */
  static RecordPart location() {
    return RecordPart.of(
        (packet, layer, at, end, sink) -> {
          boolean isKnown = at < end && packet.bytes(layer)[at] == 0;
          return (isKnown ? LOCATION : UNKNOWN_LOCATION).read(packet, layer, at, end, sink);
        },
        concat(LOCATION, UNKNOWN_LOCATION));
  }

  private static Field[] concat(RecordPart first, RecordPart second) {
    return Stream.concat(first.declared().stream(), second.declared().stream())
        .distinct()
        .toArray(Field[]::new);
  }
}

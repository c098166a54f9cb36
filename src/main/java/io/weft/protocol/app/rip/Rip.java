package io.weft.protocol.app.rip;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message of the routing information protocol, version 1 or 2 (RFC 1058, RFC 2453). */
public final class Rip {
  public static final Protocol PROTOCOL = Protocol.of("rip", "Routing Information Protocol");

  private static final int UDP_PORT = 520;
  private static final int HEADER_LENGTH = 4;
  private static final int ENTRY_LENGTH = 20;

  /** Length in bytes of the address family, which tells what an entry is. */
  private static final int FAMILY_LENGTH = 2;

  private static final int MAX_COMMAND = 11;

  private static final int UNSPECIFIED = 0;
  private static final int INTERNET = 2;
  private static final int AUTHENTICATION = 0xFFFF;
  private static final int PASSWORD = 2;
  private static final int KEYED_DIGEST = 3;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("rip.command", "Command")
                  .named(
                      ValueNames.of(
                          "1 Request",
                          "2 Response",
                          "3 Traceon",
                          "4 Traceoff",
                          "5 Vendor specific",
                          "9 Triggered request",
                          "10 Triggered response"))),
          at(1, Field.u8("rip.version", "Version").named(ValueNames.of("1 RIPv1", "2 RIPv2"))));

  private static final Field ENTRY = Field.group("rip.entries", "Entry");
  private static final FixedFields FAMILY =
      FixedFields.of(
          at(
              0,
              Field.u16("rip.family", "Address Family")
                  .named(ValueNames.of("0 Unspecified", "2 IP"))
                  .within(ENTRY)));
  private static final FixedFields TAG =
      FixedFields.of(at(2, Field.u16("rip.route_tag", "Route Tag").within(ENTRY)));
  private static final FixedFields ADDRESS =
      FixedFields.of(at(4, Field.ipv4("rip.ip", "IP Address").within(ENTRY)));
  private static final FixedFields NEXT_HOP =
      FixedFields.of(
          at(8, Field.ipv4("rip.netmask", "Netmask").within(ENTRY)),
          at(12, Field.ipv4("rip.next_hop", "Next Hop").within(ENTRY)));
  private static final FixedFields METRIC =
      FixedFields.of(at(16, Field.u32("rip.metric", "Metric").within(ENTRY)));

  private static final FixedFields KIND =
      FixedFields.of(
          at(
              2,
              Field.u16("rip.auth.type", "Authentication type")
                  .named(ValueNames.of("2 Simple password", "3 Keyed message digest"))
                  .within(ENTRY)));
  private static final FixedFields SECRET =
      FixedFields.of(at(4, 16, Field.text("rip.auth.passwd", "Password").within(ENTRY)));
  private static final Field ZEROS = Field.text("rip.zero_padding", "Zero adding").within(ENTRY);
  private static final int ZEROS_AT = 12;
  private static final FixedFields NOT_ZERO = FixedFields.of(at(ZEROS_AT, 8, ZEROS));
  private static final FixedFields DIGEST =
      FixedFields.of(
          at(4, Field.u16("rip.digest_offset", "Digest Offset").within(ENTRY)),
          at(6, Field.u8("rip.key_id", "Key ID").within(ENTRY)),
          at(7, Field.u8("rip.auth_data_len", "Auth Data Len").within(ENTRY)),
          at(8, Field.u32("rip.seq_num", "Seq num").within(ENTRY)));
  private static final int DIGEST_OFFSET = 4;
  private static final int TRAILER_HEADER = 4;
  private static final FixedFields TRAILER =
      FixedFields.of(
          rest(TRAILER_HEADER, Field.bytes("rip.authentication_data", "Authentication Data")));
  private static final Field UNKNOWN_FAMILY =
      Field.presence("rip.unknown_address_family", "Unknown address family")
          .within(ENTRY)
          .generated();

  private static final LayerFields FIELDS =
      LayerFields.of(
          Rip::read,
          List.of(
              HEADER, FAMILY, TAG, ADDRESS, NEXT_HOP, METRIC, KIND, SECRET, DIGEST, NOT_ZERO,
              TRAILER),
          ENTRY,
          UNKNOWN_FAMILY);

  private Rip() {}

  /** Adds both routing information protocols, for IPv4 and for IPv6, to a chain. */
  public static void register(Chain.Builder chain) {
    Ripng.register(chain);
    chain
        .fields(PROTOCOL, FIELDS)
        .udp(
            UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Rip::fit)
                .ports(UDP_PORT));
  }

  static DatagramProbe.Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int command = BigEndian.u8(bytes, from);
    int version = BigEndian.u8(bytes, from + 1);
    boolean isKnown = command > 0 && command <= MAX_COMMAND && version > 0 && version <= 2;
    boolean isWhole = (wireTo - from - HEADER_LENGTH) % ENTRY_LENGTH == 0;
    return DatagramProbe.Fit.yesOrMaybe(isKnown && isWhole);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, start, end, sink);
    boolean isSecond = bytes[start + 1] == 2;
    int trailer = isSecond ? trailer(bytes, start, end) : end;
    if (sink.wants(ENTRY)) {
      for (int at = start + HEADER_LENGTH; at + FAMILY_LENGTH <= trailer; at += ENTRY_LENGTH) {
        int to = Math.min(at + ENTRY_LENGTH, trailer);
        sink.begin(ENTRY, at, to - at);
        entry(bytes, at, to, isSecond, sink);
        sink.end(ENTRY);
      }
    }
    TRAILER.read(bytes, trailer, end, sink);
  }

  /**
   * Where a digest stands behind the entries: the first of them says so (RFC 4822, section 2.1).
   * Without one, and where it points into the entries before it or out of the message, this is the
   * end.
   */
  private static int trailer(byte[] bytes, int start, int end) {
    int first = start + HEADER_LENGTH;
    if (first + ENTRY_LENGTH > end
        || BigEndian.u16(bytes, first) != AUTHENTICATION
        || BigEndian.u16(bytes, first + FAMILY_LENGTH) != KEYED_DIGEST) {
      return end;
    }
    int at = start + BigEndian.u16(bytes, first + DIGEST_OFFSET);
    return at < first + ENTRY_LENGTH ? end : Math.min(at, end);
  }

  private static void entry(byte[] bytes, int at, int end, boolean isSecond, FieldSink sink) {
    int family = BigEndian.u16(bytes, at);
    if (family == AUTHENTICATION) {
      KIND.read(bytes, at, end, sink);
      switch (at + FAMILY_LENGTH + 2 <= end ? BigEndian.u16(bytes, at + FAMILY_LENGTH) : 0) {
        case PASSWORD -> SECRET.read(bytes, at, end, sink);
        case KEYED_DIGEST -> {
          DIGEST.read(bytes, at, end, sink);
          if (at + ZEROS_AT < end && bytes[at + ZEROS_AT] != 0) {
            NOT_ZERO.read(bytes, at, end, sink);
          }
        }
        default -> {} // Nothing is known of other kinds.
      }
      return;
    }
    FAMILY.read(bytes, at, end, sink);
    if (family != INTERNET && family != UNSPECIFIED) {
      if (sink.wants(UNKNOWN_FAMILY)) {
        sink.flag(UNKNOWN_FAMILY, true, 0, 0);
      }
      return;
    }
    if (isSecond) {
      TAG.read(bytes, at, end, sink);
    }
    if (family == INTERNET) {
      ADDRESS.read(bytes, at, end, sink);
    }
    if (isSecond) {
      NEXT_HOP.read(bytes, at, end, sink);
    }
    METRIC.read(bytes, at, end, sink);
  }
}

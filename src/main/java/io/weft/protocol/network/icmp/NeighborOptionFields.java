package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The options of neighbour discovery (RFC 4861, section 4.6, and IANA's registry). Each is a record
 * of its own. An option whose length is impossible ends the reading.
 */
final class NeighborOptionFields {
  /** Names of a router's preferences (RFC 4191, section 2.1). */
  static final ValueNames PREFERENCES = ValueNames.from0("Medium", "High", "Reserved", "Low");

  private static final int SOURCE_ADDRESS = 1;
  private static final int TARGET_ADDRESS = 2;
  private static final int PREFIX = 3;
  private static final int REDIRECTED = 4;
  private static final int MTU = 5;
  private static final int ADVERTISEMENT_INTERVAL = 7;
  private static final int HOME_AGENT = 8;
  private static final int NONCE = 14;
  private static final int ROUTE = 24;
  private static final int DNS_SERVERS = 25;
  private static final int FLAGS = 26;
  private static final int DNS_SUFFIXES = 31;
  private static final int CAPTIVE_PORTAL = 37;
  private static final int PREFIX64 = 38;

  private static final int ADDRESS_LENGTH = 16;

  /** Longest text of a domain name (RFC 1035, section 2.3.4). */
  private static final int MAX_NAME = 255;

  private static final Field OPTION = Field.group("icmpv6.options", "ICMPv6 Options");
  private static final Field MARK = Field.presence("icmpv6.opt", "ICMPv6 Option").within(OPTION);

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("icmpv6.opt.type", "Type")
                  .named(
                      ValueNames.of(
                          "1 Source link-layer address",
                          "2 Target link-layer address",
                          "3 Prefix information",
                          "4 Redirected header",
                          "5 MTU",
                          "6 NBMA shortcut limit",
                          "7 Advertisement interval",
                          "8 Home agent information",
                          "9 Source address list",
                          "10 Target address list",
                          "11 CGA",
                          "12 RSA signature",
                          "13 Timestamp",
                          "14 Nonce",
                          "24 Route information",
                          "25 Recursive DNS server",
                          "26 RA flags extension",
                          "31 DNS search list",
                          "33 Address registration",
                          "34 6LoWPAN context",
                          "35 Authoritative border router",
                          "37 Captive portal",
                          "38 PREF64"))
                  .within(OPTION)),
          at(1, Field.u8("icmpv6.opt.length", "Length").within(OPTION)));

  private static final Field LINK_ADDRESS =
      Field.bytes("icmpv6.opt.linkaddr", "Link-layer address").within(OPTION);
  private static final FixedFields SOURCE =
      FixedFields.of(
          rest(2, LINK_ADDRESS),
          rest(
              2,
              Field.bytes("icmpv6.opt.src_linkaddr", "Source link-layer address").within(OPTION)));
  private static final FixedFields TARGET =
      FixedFields.of(
          rest(2, LINK_ADDRESS),
          rest(
              2,
              Field.bytes("icmpv6.opt.target_linkaddr", "Target link-layer address")
                  .within(OPTION)));

  private static final Field RESERVED =
      Field.presence("icmpv6.opt.reserved", "Reserved").within(OPTION);

  private static final Field PREFIX_LENGTH =
      Field.u8("icmpv6.opt.prefix.length", "Prefix Length").within(OPTION);
  private static final Field PREFIX_FLAGS =
      Field.u8("icmpv6.opt.prefix.flag", "Flag").hexadecimal().within(OPTION);
  private static final Field PREFIX_ADDRESS =
      Field.ipv6("icmpv6.opt.prefix", "Prefix").within(OPTION);
  private static final FixedFields PREFIXES =
      FixedFields.of(
          at(2, PREFIX_LENGTH),
          at(3, PREFIX_FLAGS),
          at(3, Field.flag("icmpv6.opt.prefix.flag.l", "On-link", 8, 0x80).within(PREFIX_FLAGS)),
          at(
              3,
              Field.flag("icmpv6.opt.prefix.flag.a", "Autonomous address configuration", 8, 0x40)
                  .within(PREFIX_FLAGS)),
          at(
              3,
              Field.flag("icmpv6.opt.prefix.flag.r", "Router address", 8, 0x20)
                  .within(PREFIX_FLAGS)),
          at(
              3,
              Field.u8("icmpv6.opt.prefix.flag.reserved", "Reserved")
                  .masked(0x1F)
                  .within(PREFIX_FLAGS)),
          at(4, Field.u32("icmpv6.opt.prefix.valid_lifetime", "Valid Lifetime").within(OPTION)),
          at(
              8,
              Field.u32("icmpv6.opt.prefix.preferred_lifetime", "Preferred Lifetime")
                  .within(OPTION)),
          at(16, PREFIX_ADDRESS));

  private static final FixedFields MTUS =
      FixedFields.of(at(4, Field.u32("icmpv6.opt.mtu", "MTU").within(OPTION)));
  private static final FixedFields INTERVAL =
      FixedFields.of(
          at(
              4,
              Field.u32("icmpv6.opt.advertisement_interval", "Advertisement Interval")
                  .within(OPTION)));
  private static final FixedFields AGENT =
      FixedFields.of(
          at(
              4,
              Field.u16("icmpv6.opt.home_agent_preference", "Home Agent Preference")
                  .signed()
                  .within(OPTION)),
          at(6, Field.u16("icmpv6.opt.home_agent_lifetime", "Home Agent Lifetime").within(OPTION)));
  private static final FixedFields NONCES =
      FixedFields.of(rest(2, Field.bytes("icmpv6.opt.nonce", "Nonce").within(OPTION)));

  private static final Field ROUTE_FLAGS =
      Field.u8("icmpv6.opt.route_info.flag", "Flag").hexadecimal().within(OPTION);
  private static final FixedFields ROUTES =
      FixedFields.of(
          at(2, PREFIX_LENGTH),
          at(3, ROUTE_FLAGS),
          at(
              3,
              Field.u8("icmpv6.opt.route_info.flag.route_preference", "Route Preference")
                  .masked(0x18)
                  .named(PREFERENCES)
                  .within(ROUTE_FLAGS)),
          at(
              3,
              Field.u8("icmpv6.opt.route_info.flag.reserved", "Reserved")
                  .masked(0xE7)
                  .within(ROUTE_FLAGS)),
          at(4, Field.u32("icmpv6.opt.route_lifetime", "Route Lifetime").within(OPTION)));

  private static final FixedFields SERVERS =
      FixedFields.of(at(4, Field.u32("icmpv6.opt.rdnss.lifetime", "Lifetime").within(OPTION)));
  private static final FixedFields SERVER =
      FixedFields.of(
          at(
              0,
              Field.ipv6("icmpv6.opt.rdnss", "Recursive DNS Servers").within(OPTION).repeating()));
  private static final FixedFields SUFFIXES =
      FixedFields.of(at(4, Field.u32("icmpv6.opt.dnssl.lifetime", "Lifetime").within(OPTION)));
  private static final Field SUFFIX =
      Field.text("icmpv6.opt.dnssl", "Domain Names").within(OPTION).repeating();

  private static final Field EXTENDED =
      Field.u16("icmpv6.opt.efo", "Flags Expansion").hexadecimal().within(OPTION);
  private static final FixedFields EXTENDED_FLAGS =
      FixedFields.of(
          at(2, EXTENDED),
          at(2, flag("icmpv6.opt.efo.m", "Managed address configuration", 0x8000)),
          at(2, flag("icmpv6.opt.efo.o", "Other configuration", 0x4000)),
          at(2, flag("icmpv6.opt.efo.h", "Home agent", 0x2000)),
          at(
              2,
              Field.u16("icmpv6.opt.efo.prf", "Router preference")
                  .masked(0x1800)
                  .named(PREFERENCES)
                  .within(EXTENDED)),
          at(2, flag("icmpv6.opt.efo.p", "Neighbor discovery proxy", 0x0400)),
          at(2, Field.u16("icmpv6.opt.efo.rsv", "Reserved").masked(0x02FF).within(EXTENDED)));

  private static final FixedFields PORTAL =
      FixedFields.of(
          rest(2, Field.text("icmpv6.opt.captive_portal", "Captive Portal").within(OPTION)));

  private static final FixedFields PREFIXES64 =
      FixedFields.of(
          at(
              2,
              Field.u16("icmpv6.opt.pref64.scaled_lifetime", "Scaled Lifetime")
                  .masked(0xFFF8)
                  .within(OPTION)),
          at(
              2,
              Field.u16("icmpv6.opt.pref64.plc", "PLC")
                  .masked(7)
                  .hexadecimal()
                  .named(
                      ValueNames.from0(
                          "96 bits", "64 bits", "56 bits", "48 bits", "40 bits", "32 bits"))
                  .within(OPTION)));
  private static final Field PREFIX64_ADDRESS =
      Field.ipv6("icmpv6.opt.pref64.prefix", "Prefix").within(OPTION);

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          (packet, layer, sink) ->
              read(packet.bytes(layer), packet.payload(layer), packet.limit(layer), sink),
          List.of(
              HEADER,
              SOURCE,
              TARGET,
              PREFIXES,
              MTUS,
              INTERVAL,
              AGENT,
              NONCES,
              ROUTES,
              SERVERS,
              SERVER,
              SUFFIXES,
              EXTENDED_FLAGS,
              PORTAL,
              PREFIXES64),
          OPTION,
          MARK,
          RESERVED,
          SUFFIX,
          PREFIX64_ADDRESS);

  private NeighborOptionFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 16, mask).within(EXTENDED);
  }

  /** Reads the options between two places. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(OPTION)) {
      return;
    }
    int at = from;
    while (at + 2 <= end) {
      int length = BigEndian.u8(bytes, at + 1) << 3;
      int next = Math.min(at + length, end);
      sink.begin(OPTION, at, Math.max(next - at, 2));
      if (sink.wants(MARK)) {
        sink.flag(MARK, true, at, 2);
      }
      HEADER.read(bytes, at, end, sink);
      if (length > 0) {
        option(bytes, at, next, sink);
      }
      sink.end(OPTION);
      if (length == 0) {
        return;
      }
      at += length;
    }
  }

  private static void option(byte[] bytes, int at, int end, FieldSink sink) {
    int type = BigEndian.u8(bytes, at);
    switch (type) {
      case MTU, ADVERTISEMENT_INTERVAL, HOME_AGENT, DNS_SERVERS, DNS_SUFFIXES ->
          reserved(at + 2, 2, end, sink);
      case REDIRECTED -> reserved(at + 2, 6, end, sink);
      case PREFIX -> reserved(at + 12, 4, end, sink);
      default -> {} // The others have no reserved bytes.
    }
    switch (type) {
      case SOURCE_ADDRESS -> SOURCE.read(bytes, at, end, sink);
      case TARGET_ADDRESS -> TARGET.read(bytes, at, end, sink);
      case PREFIX -> PREFIXES.read(bytes, at, end, sink);
      case MTU -> MTUS.read(bytes, at, end, sink);
      case ADVERTISEMENT_INTERVAL -> INTERVAL.read(bytes, at, end, sink);
      case HOME_AGENT -> AGENT.read(bytes, at, end, sink);
      case NONCE -> NONCES.read(bytes, at, end, sink);
      case ROUTE -> {
        ROUTES.read(bytes, at, end, sink);
        prefix(PREFIX_ADDRESS, bytes, at + 8, end, sink);
      }
      case DNS_SERVERS -> {
        SERVERS.read(bytes, at, end, sink);
        for (int server = at + 8; server + ADDRESS_LENGTH <= end; server += ADDRESS_LENGTH) {
          SERVER.read(bytes, server, end, sink);
        }
      }
      case DNS_SUFFIXES -> {
        SUFFIXES.read(bytes, at, end, sink);
        suffixes(bytes, at + 8, end, sink);
      }
      case FLAGS -> EXTENDED_FLAGS.read(bytes, at, end, sink);
      case CAPTIVE_PORTAL -> PORTAL.read(bytes, at, end, sink);
      case PREFIX64 -> {
        PREFIXES64.read(bytes, at, end, sink);
        prefix(PREFIX64_ADDRESS, bytes, at + 4, Math.min(at + 16, end), sink);
      }
      default -> {} // The option's type and length are all that is shown.
    }
  }

  private static void reserved(int at, int length, int end, FieldSink sink) {
    if (at + length <= end && sink.wants(RESERVED)) {
      sink.flag(RESERVED, true, at, length);
    }
  }

  /** Reads an address of which only the first bytes, a multiple of 4, are there. */
  private static void prefix(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    int length = Math.min(end - at, ADDRESS_LENGTH);
    if (length <= 0 || !sink.wants(field)) {
      return;
    }
    sink.ipv6(field, part(bytes, at, end), part(bytes, at + 8, end), at, length);
  }

  /** Eight bytes as a number; those behind the end are 0. */
  private static long part(byte[] bytes, int at, int end) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | (at + i < end ? bytes[at + i] & 0xFF : 0);
    }
    return value;
  }

  /** Reads names as DNS writes them, one behind the other (RFC 8106, section 5.2). */
  private static void suffixes(byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(SUFFIX)) {
      return;
    }
    int at = from;
    while (at < end && bytes[at] != 0) {
      StringBuilder name = sink.scratch();
      int start = at;
      int label;
      while (at < end && (label = BigEndian.u8(bytes, at)) != 0) {
        if (at + 1 + label > end || name.length() > MAX_NAME) {
          return;
        }
        if (name.length() > 0) {
          name.append('.');
        }
        for (int i = 1; i <= label; i++) {
          name.append((char) (bytes[at + i] & 0xFF));
        }
        at += 1 + label;
      }
      at++;
      sink.text(SUFFIX, name, start, Math.min(at, end) - start);
    }
  }
}

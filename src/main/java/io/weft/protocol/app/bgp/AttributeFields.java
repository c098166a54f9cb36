package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of path attributes, each attribute a record (RFC 4271 section 4.3). */
final class AttributeFields {
  private static final int EXTENDED_LENGTH = 0x10;

  static final int ORIGIN = 1;
  static final int AS_PATH = 2;
  static final int NEXT_HOP = 3;
  static final int DISCRIMINATOR = 4;
  static final int PREFERENCE = 5;
  private static final int ATOMIC = 6;
  private static final int AGGREGATOR = 7;
  private static final int COMMUNITIES = 8;
  private static final int ORIGINATOR = 9;
  private static final int CLUSTERS = 10;
  static final int REACH = 14;
  static final int UNREACH = 15;
  private static final int EXTENDED_COMMUNITIES = 16;
  static final int LONG_AS_PATH = 17;
  private static final int LONG_AGGREGATOR = 18;
  private static final int PROVIDER_TUNNEL = 22;
  private static final int TUNNELS = 23;
  private static final int PREFIX_SID = 40;
  private static final int AIGP = 26;
  private static final int LARGE_COMMUNITIES = 32;
  private static final int BGPSEC = 33;
  private static final int SET = 128;

  /** Bytes of a set of attributes before these. */
  private static final int SET_HEADER = 4;

  /** A set in a set makes no sense (RFC 6368 section 5); a few are read to show it. */
  private static final int MAX_SETS = 3;

  private static final Field GROUP = Field.group("bgp.attributes", "Path Attribute");
  private static final Field ATTRIBUTE =
      Field.presence("bgp.update.path_attribute", "Path Attribute").within(GROUP);
  private static final Field FLAGS =
      Field.u8("bgp.update.path_attribute.flags", "Flags").hexadecimal().within(GROUP);
  private static final FixedFields FLAG_BITS =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("optional", "Optional", 0x80)),
          at(0, flag("transitive", "Transitive", 0x40)),
          at(0, flag("partial", "Partial", 0x20)),
          at(0, flag("extended_length", "Extended-Length", EXTENDED_LENGTH)),
          at(
              0,
              Field.u8("bgp.update.path_attribute.flags.unused", "Unused")
                  .masked(0x0F)
                  .hexadecimal()
                  .within(FLAGS)),
          at(
              1,
              Field.u8("bgp.update.path_attribute.type_code", "Type Code")
                  .named(BgpNames.ATTRIBUTES)
                  .within(GROUP)));
  private static final Field LENGTH =
      Field.u16("bgp.update.path_attribute.length", "Length").within(GROUP);
  private static final Field BAD_LENGTH =
      Field.presence("bgp.length.invalid", "Length is invalid").within(GROUP);
  private static final Field UNKNOWN =
      Field.presence("bgp.update.path_attributes.unknown", "Unknown Path attributes").within(GROUP);

  private static final FixedFields ORIGIN_VALUE =
      FixedFields.of(
          at(
              0,
              Field.u8("bgp.update.path_attribute.origin", "Origin")
                  .named(BgpNames.ORIGINS)
                  .within(GROUP)));
  private static final Field SEGMENT =
      Field.presence("bgp.update.path_attribute.as_path_segment", "AS Path segment")
          .within(GROUP)
          .repeating();
  private static final FixedFields SEGMENT_HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("bgp.update.path_attribute.as_path_segment.type", "Segment type")
                  .named(BgpNames.SEGMENTS)
                  .within(GROUP)
                  .repeating()),
          at(
              1,
              Field.u8(
                      "bgp.update.path_attribute.as_path_segment.length",
                      "Segment length (number of ASN)")
                  .within(GROUP)
                  .repeating()));
  private static final FixedFields AS_2 =
      FixedFields.of(
          at(
              0,
              Field.u16("bgp.update.path_attribute.as_path_segment.as2", "AS2")
                  .within(GROUP)
                  .repeating()));
  private static final FixedFields AS_4 =
      FixedFields.of(
          at(
              0,
              Field.u32("bgp.update.path_attribute.as_path_segment.as4", "AS4")
                  .within(GROUP)
                  .repeating()));
  private static final Field NO_AS_LENGTH =
      Field.presence("bgp.attr.as_path.as_len", "unable to determine 4 or 2 bytes ASN")
          .within(GROUP);
  private static final FixedFields HOP =
      FixedFields.of(
          at(0, Field.ipv4("bgp.update.path_attribute.next_hop", "Next hop").within(GROUP)));
  private static final FixedFields MED =
      FixedFields.of(
          at(
              0,
              Field.u32("bgp.update.path_attribute.multi_exit_disc", "Multiple exit discriminator")
                  .within(GROUP)));
  private static final FixedFields LOCAL =
      FixedFields.of(
          at(
              0,
              Field.u32("bgp.update.path_attribute.local_pref", "Local preference").within(GROUP)));
  private static final Field AGGREGATOR_AS =
      Field.u32("bgp.update.path_attribute.aggregator_as", "Aggregator AS").within(GROUP);
  private static final FixedFields AGGREGATOR_ORIGIN =
      FixedFields.of(
          at(
              0,
              Field.ipv4("bgp.update.path_attribute.aggregator_origin", "Aggregator origin")
                  .within(GROUP)));
  private static final FixedFields ORIGINATOR_ID =
      FixedFields.of(
          at(
              0,
              Field.ipv4("bgp.update.path_attribute.originator_id", "Originator identifier")
                  .within(GROUP)));
  private static final Field CLUSTER_LIST =
      Field.presence("bgp.path_attribute.cluster_list", "Cluster List").within(GROUP);
  private static final FixedFields CLUSTER =
      FixedFields.of(
          at(
              0,
              Field.ipv4("bgp.path_attribute.cluster_id", "Cluster ID").within(GROUP).repeating()));

  private static final FixedFields REACH_FAMILY = family("mp_reach_nlri");
  private static final FixedFields UNREACH_FAMILY = family("mp_unreach_nlri");
  private static final String REACH_NAME = "bgp.update.path_attribute.mp_reach_nlri";
  private static final Field REACH_HOP =
      Field.bytes(REACH_NAME + ".next_hop", "Next hop").within(GROUP);
  private static final Field HOP_RD =
      Field.text(REACH_NAME + ".next_hop.rd", "Route Distinguisher").within(GROUP).repeating();
  private static final FixedFields HOP_4 =
      FixedFields.of(
          at(0, Field.ipv4(REACH_NAME + ".next_hop.ipv4", "IPv4 Address").within(GROUP)));
  private static final FixedFields HOP_6 =
      FixedFields.of(
          at(0, Field.ipv6(REACH_NAME + ".next_hop.ipv6", "IPv6 Address").within(GROUP)));
  private static final FixedFields HOP_LOCAL =
      FixedFields.of(
          at(
              0,
              Field.ipv6(REACH_NAME + ".next_hop.ipv6.link_local", "Link-local Address")
                  .within(GROUP)));
  private static final FixedFields SUBNETWORKS =
      FixedFields.of(
          at(
              0,
              Field.u8(REACH_NAME + ".nbr_snpa", "Number of Subnetwork points of attachment (SNPA)")
                  .within(GROUP)));
  private static final FixedFields SUBNETWORK_LENGTH =
      FixedFields.of(
          at(0, Field.u8(REACH_NAME + ".snpa_length", "SNPA Length").within(GROUP).repeating()));
  private static final Field SUBNETWORK =
      Field.bytes(REACH_NAME + ".snpa", "SNPA").within(GROUP).repeating();
  private static final Field REACHABLE =
      Field.presence(REACH_NAME, "Network Layer Reachability Information (NLRI)").within(GROUP);
  private static final Field WITHDRAWN =
      Field.presence("bgp.update.path_attribute.mp_unreach_nlri", "Withdrawn Routes").within(GROUP);

  private static final Field AIGP_MARK =
      Field.presence("bgp.update.path_attribute.aigp", "AIGP Attribute").within(GROUP);
  private static final FixedFields AIGP_VALUE =
      FixedFields.of(
          at(0, Field.u8("bgp.update.attribute.aigp.type", "AIGP attribute type").within(GROUP)),
          at(1, Field.u16("bgp.update.attribute.aigp.length", "AIGP TLV length").within(GROUP)),
          at(
              3,
              Field.u64("bgp.update.attribute.aigp.accu_igp_metric", "AIGP Accumulated IGP Metric")
                  .within(GROUP)));
  private static final FixedFields SET_ORIGIN =
      FixedFields.of(
          at(
              0,
              Field.u32("bgp.update.path_attribute.attr_set.origin_as", "Origin AS")
                  .within(GROUP)));

  private static final String SECURE = "bgp.update.path_attribute.bgpsec.";
  private static final int SECURE_SEGMENT = 6;
  private static final int KEY_IDENTIFIER = 20;
  private static final FixedFields PATH_LENGTH =
      FixedFields.of(at(0, Field.u16(SECURE + "sp.length", "Length").within(GROUP)));
  private static final FixedFields PATH_SEGMENT =
      FixedFields.of(
          at(0, Field.u8(SECURE + "sps.pcount", "pCount").within(GROUP).repeating()),
          at(1, Field.u8(SECURE + "sps.flags", "Flags").within(GROUP).repeating()),
          at(2, Field.u32(SECURE + "sps.as", "AS Number").within(GROUP).repeating()));
  private static final FixedFields SIGNATURES =
      FixedFields.of(
          at(0, Field.u16(SECURE + "sb.length", "Length").within(GROUP).repeating()),
          at(2, Field.u8(SECURE + "sb.algo_id", "Algo ID").within(GROUP).repeating()));
  private static final FixedFields SIGNER =
      FixedFields.of(
          at(0, KEY_IDENTIFIER, Field.bytes(SECURE + "ss.ski", "SKI").within(GROUP).repeating()),
          at(KEY_IDENTIFIER, Field.u16(SECURE + "ss.length", "Length").within(GROUP).repeating()));
  private static final Field SIGNATURE =
      Field.bytes(SECURE + "ss.sig", "Signature").within(GROUP).repeating();

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              FLAG_BITS,
              ORIGIN_VALUE,
              SEGMENT_HEADER,
              AS_2,
              AS_4,
              HOP,
              MED,
              LOCAL,
              AGGREGATOR_ORIGIN,
              ORIGINATOR_ID,
              CLUSTER,
              CommunityFields.DECLARED,
              REACH_FAMILY,
              UNREACH_FAMILY,
              HOP_4,
              HOP_6,
              HOP_LOCAL,
              SUBNETWORKS,
              SUBNETWORK_LENGTH,
              AIGP_VALUE,
              SET_ORIGIN,
              PATH_LENGTH,
              PATH_SEGMENT,
              SIGNATURES,
              SIGNER,
              ProviderTunnelFields.DECLARED,
              TunnelFields.DECLARED,
              PrefixSidFields.DECLARED,
              PrefixFields.DECLARED),
          GROUP,
          ATTRIBUTE,
          LENGTH,
          BAD_LENGTH,
          UNKNOWN,
          SEGMENT,
          NO_AS_LENGTH,
          AGGREGATOR_AS,
          CLUSTER_LIST,
          REACH_HOP,
          HOP_RD,
          SUBNETWORK,
          REACHABLE,
          WITHDRAWN,
          AIGP_MARK,
          SIGNATURE);

  private AttributeFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag("bgp.update.path_attribute.flags." + name, label, 8, mask).within(FLAGS);
  }

  private static FixedFields family(String attribute) {
    String name = "bgp.update.path_attribute." + attribute;
    return FixedFields.of(
        at(
            0,
            Field.u16(name + ".afi", "Address family identifier (AFI)")
                .named(BgpNames.FAMILIES)
                .within(GROUP)),
        at(
            2,
            Field.u8(name + ".safi", "Subsequent address family identifier (SAFI)")
                .named(BgpNames.SUBSEQUENT_FAMILIES)
                .within(GROUP)));
  }

  /** Length of an attribute's header, whose flags say how long its length is. */
  static int headerLength(int flags) {
    return (flags & EXTENDED_LENGTH) == 0 ? 3 : 4;
  }

  /** Length of the value of an attribute whose header is there. */
  static int valueLength(byte[] bytes, int at) {
    return headerLength(bytes[at]) == 3
        ? BigEndian.u8(bytes, at + 2)
        : BigEndian.u16(bytes, at + 2);
  }

  /** Reads attributes up to the end, or to the first that does not fit; false for such a one. */
  static boolean read(byte[] bytes, int from, int end, FieldSink sink) {
    return read(0, bytes, from, end, sink);
  }

  private static boolean read(int depth, byte[] bytes, int from, int end, FieldSink sink) {
    boolean isWanted = sink.wants(GROUP);
    int at = from;
    while (at < end) {
      if (end - at < headerLength(bytes[at])) {
        return false;
      }
      int header = headerLength(bytes[at]);
      int length = valueLength(bytes, at);
      boolean fits = length <= end - at - header;
      int next = fits ? at + header + length : end;
      if (isWanted) {
        sink.begin(GROUP, at, next - at);
      }
      attribute(bytes, at, header, next, length, fits, sink);
      if (isWanted) {
        sink.end(GROUP);
      }
      if (!fits) {
        return false;
      }
      int inner = at + header + SET_HEADER;
      if (BigEndian.u8(bytes, at + 1) == SET && inner <= next && depth < MAX_SETS) {
        read(depth + 1, bytes, inner, next, sink);
      }
      at = next;
    }
    return true;
  }

  private static void attribute(
      byte[] bytes, int at, int header, int end, int length, boolean fits, FieldSink sink) {
    Marks.mark(ATTRIBUTE, at, end - at, sink);
    FLAG_BITS.read(bytes, at, end, sink);
    Marks.number(LENGTH, length, at + 2, header - 2, sink);
    int value = at + header;
    int type = BigEndian.u8(bytes, at + 1);
    if (!fits || !isRight(type, length)) {
      Marks.mark(BAD_LENGTH, value, end - value, sink);
    } else {
      value(type, bytes, value, end, sink);
    }
  }

  private static boolean isRight(int type, int length) {
    return switch (type) {
      case ORIGIN -> length == 1;
      case NEXT_HOP, DISCRIMINATOR, PREFERENCE, ORIGINATOR -> length == 4;
      case ATOMIC -> length == 0;
      case AGGREGATOR -> length == 6 || length == 8;
      case LONG_AGGREGATOR -> length == 8;
      case COMMUNITIES, CLUSTERS -> length % 4 == 0;
      case EXTENDED_COMMUNITIES -> length % 8 == 0;
      case SET -> length >= 4;
      default -> true;
    };
  }

  private static void value(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case ORIGIN -> ORIGIN_VALUE.read(bytes, at, end, sink);
      case AS_PATH, LONG_AS_PATH -> path(type, bytes, at, end, sink);
      case NEXT_HOP -> HOP.read(bytes, at, end, sink);
      case DISCRIMINATOR -> MED.read(bytes, at, end, sink);
      case PREFERENCE -> LOCAL.read(bytes, at, end, sink);
      case ATOMIC -> {} // It says all by being there.
      case AGGREGATOR, LONG_AGGREGATOR -> aggregator(bytes, at, end, sink);
      case COMMUNITIES -> CommunityFields.read(bytes, at, end, sink);
      case ORIGINATOR -> ORIGINATOR_ID.read(bytes, at, end, sink);
      case CLUSTERS -> {
        Marks.mark(CLUSTER_LIST, at, end - at, sink);
        for (int each = at; each < end; each += 4) {
          CLUSTER.read(bytes, each, end, sink);
        }
      }
      case REACH -> reach(bytes, at, end, sink);
      case UNREACH -> unreach(bytes, at, end, sink);
      case EXTENDED_COMMUNITIES -> CommunityFields.readExtended(bytes, at, end, sink);
      case PROVIDER_TUNNEL -> ProviderTunnelFields.read(bytes, at, end, sink);
      case TUNNELS -> TunnelFields.read(bytes, at, end, sink);
      case PREFIX_SID -> PrefixSidFields.read(bytes, at, end, sink);
      case AIGP -> {
        Marks.mark(AIGP_MARK, at, end - at, sink);
        AIGP_VALUE.read(bytes, at, end, sink);
      }
      case LARGE_COMMUNITIES -> CommunityFields.readLarge(bytes, at, end, sink);
      case BGPSEC -> secured(bytes, at, end, sink);
      case SET -> SET_ORIGIN.read(bytes, at, end, sink);
      default -> Marks.mark(UNKNOWN, at, end - at, sink);
    }
  }

  private static void path(int type, byte[] bytes, int at, int end, FieldSink sink) {
    int width = asLength(type, bytes, at, end);
    if (width == 0) {
      Marks.mark(NO_AS_LENGTH, at, end - at, sink);
      return;
    }
    for (int segment = at; segment < end; ) {
      int count = BigEndian.u8(bytes, segment + 1);
      int next = segment + 2 + width * count;
      Marks.mark(SEGMENT, segment, next - segment, sink);
      SEGMENT_HEADER.read(bytes, segment, end, sink);
      for (int as = segment + 2; as < next; as += width) {
        (width == 2 ? AS_2 : AS_4).read(bytes, as, end, sink);
      }
      segment = next;
    }
  }

  /**
   * How many bytes an AS has in a path, 2 or 4; 0 where neither makes sense. The capability that
   * says it may lie before the capture.
   */
  static int asLength(int type, byte[] bytes, int at, int end) {
    if (type != LONG_AS_PATH && isPath(bytes, at, end, 2)) {
      return 2;
    }
    return isPath(bytes, at, end, 4) ? 4 : 0;
  }

  private static boolean isPath(byte[] bytes, int from, int end, int width) {
    int at = from;
    while (end - at >= 2) {
      int next = at + 2 + width * BigEndian.u8(bytes, at + 1);
      if (BgpNames.SEGMENTS.name(bytes[at]) == null || next > end) {
        return false;
      }
      for (int as = at + 2; width == 2 && as < next; as += width) {
        if (BigEndian.u16(bytes, as) == 0) {
          return false; // nobody has this number: it is the upper half of a longer one
        }
      }
      at = next;
    }
    return at == end;
  }

  private static void aggregator(byte[] bytes, int at, int end, FieldSink sink) {
    int width = end - at - 4;
    long as = width == 2 ? BigEndian.u16(bytes, at) : BigEndian.u32(bytes, at);
    Marks.number(AGGREGATOR_AS, as, at, width, sink);
    AGGREGATOR_ORIGIN.read(bytes, at + width, end, sink);
  }

  private static void reach(byte[] bytes, int at, int end, FieldSink sink) {
    REACH_FAMILY.read(bytes, at, end, sink);
    int hop = at + 4;
    if (hop > end) {
      return;
    }
    int points = hop + BigEndian.u8(bytes, at + 3);
    if (points >= end) {
      return;
    }
    int safi = BigEndian.u8(bytes, at + 2);
    hop(PrefixFields.hasDistinguisher(safi), bytes, hop, points, sink);
    SUBNETWORKS.read(bytes, points, end, sink);
    int prefixes = points + 1;
    for (int i = BigEndian.u8(bytes, points); i > 0 && prefixes < end; i--) {
      SUBNETWORK_LENGTH.read(bytes, prefixes, end, sink);
      int next = prefixes + 1 + BigEndian.u8(bytes, prefixes);
      Marks.bytes(SUBNETWORK, bytes, prefixes + 1, Math.min(end, next), sink);
      prefixes = next;
    }
    if (prefixes <= end) {
      Marks.mark(REACHABLE, prefixes, end - prefixes, sink);
      int afi = BigEndian.u16(bytes, at);
      PrefixFields.read(afi, safi, true, bytes, prefixes, end, sink);
    }
  }

  /** Reads the next hop, which may have a link-local address behind the global one. */
  private static void hop(
      boolean hasDistinguisher, byte[] bytes, int from, int end, FieldSink sink) {
    Marks.bytes(REACH_HOP, bytes, from - 1, end, sink); // with its length, as in Wireshark
    int before = hasDistinguisher ? 8 : 0;
    int at = from + before;
    int length = end - at;
    if (before > 0 && length > 0) {
      PrefixFields.distinguisher(HOP_RD, bytes, from, sink);
    }
    if (length == 4) {
      HOP_4.read(bytes, at, end, sink);
    } else if (length >= 16) {
      HOP_6.read(bytes, at, end, sink);
      HOP_LOCAL.read(bytes, at + 16 + before, end, sink);
    }
  }

  private static void unreach(byte[] bytes, int at, int end, FieldSink sink) {
    UNREACH_FAMILY.read(bytes, at, end, sink);
    int prefixes = at + 3;
    if (prefixes > end) {
      return;
    }
    Marks.mark(WITHDRAWN, prefixes, end - prefixes, sink);
    int afi = BigEndian.u16(bytes, at);
    PrefixFields.read(afi, BigEndian.u8(bytes, at + 2), false, bytes, prefixes, end, sink);
  }

  /** Reads a path that each AS has signed (RFC 8205 section 3). */
  private static void secured(byte[] bytes, int at, int end, FieldSink sink) {
    PATH_LENGTH.read(bytes, at, end, sink);
    if (end - at < 2) {
      return;
    }
    int blocks = Math.min(end, at + Math.max(2, BigEndian.u16(bytes, at)));
    for (int each = at + 2; blocks - each >= SECURE_SEGMENT; each += SECURE_SEGMENT) {
      PATH_SEGMENT.read(bytes, each, blocks, sink);
    }
    int block = blocks;
    while (end - block >= 3) {
      SIGNATURES.read(bytes, block, end, sink);
      int length = BigEndian.u16(bytes, block);
      int next = length > SECURE_SEGMENT ? Math.min(end, block + length) : end;
      int signer = block + 3;
      while (next - signer >= KEY_IDENTIFIER + 2) {
        SIGNER.read(bytes, signer, next, sink);
        int signature = signer + KEY_IDENTIFIER + 2;
        int last = signature + BigEndian.u16(bytes, signature - 2);
        Marks.bytes(SIGNATURE, bytes, signature, Math.min(next, last), sink);
        signer = last;
      }
      block = next;
    }
  }
}

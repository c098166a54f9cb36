package io.weft.protocol.network.ospf;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of link state advertisements (RFC 2328, A.4; RFC 5340, A.4). Opaque advertisements are
 * read as far as their headers.
 */
final class AdvertisementFields {
  private static final int HEADER_LENGTH = 20;

  private static final Field ADVERTISEMENT = Field.group("ospf.lsas", "Link State Advertisement");

  private static final FixedFields AGE =
      FixedFields.of(at(0, u16("ospf.lsa.age", "LS Age (seconds)").masked(0x7FFF)));
  private static final FixedFields KEPT =
      FixedFields.of(at(0, u16("ospf.lsa.donotage", "Do Not Age Flag").masked(0x8000)));
  private static final FixedFields KEPT_3 =
      FixedFields.of(
          at(
              0,
              Field.flag("ospf.v3.lsa.do_not_age", "Do Not Age", 16, 0x8000)
                  .within(ADVERTISEMENT)));
  private static final FixedFields TYPE_2 =
      FixedFields.of(
          at(
              0,
              Field.u8("ospf.lsa", "LS Type")
                  .named(
                      ValueNames.of(
                          "1 Router-LSA",
                          "2 Network-LSA",
                          "3 Summary-LSA (IP network)",
                          "4 Summary-LSA (ASBR)",
                          "5 AS-external-LSA",
                          "7 NSSA-LSA",
                          "9 Opaque LSA, link-local scope",
                          "10 Opaque LSA, area-local scope",
                          "11 Opaque LSA, AS-wide scope"))
                  .within(ADVERTISEMENT)));
  private static final Field LS_TYPE =
      Field.u16("ospf.v3.lsa", "LS Type").hexadecimal().within(ADVERTISEMENT);
  private static final FixedFields TYPE_3 =
      FixedFields.of(
          at(0, LS_TYPE),
          at(0, Field.flag("ospf.v3.lsa.u", "LSA Handling", 16, 0x8000).within(LS_TYPE)),
          at(
              0,
              Field.u16("ospf.v3.lsa.s12", "Flooding Scope")
                  .masked(0x6000)
                  .hexadecimal()
                  .named(ValueNames.from0("Link-local", "Area", "AS", "Reserved"))
                  .within(LS_TYPE)),
          at(0, Field.u16("ospf.v3.lsa.fc", "Function Code").masked(0x1FFF).within(LS_TYPE)));
  private static final FixedFields ID_2 =
      FixedFields.of(at(4, Field.ipv4("ospf.lsa.id", "Link State ID").within(ADVERTISEMENT)));
  private static final FixedFields ID_3 =
      FixedFields.of(
          at(4, Field.ipv4("ospf.link_state_id", "Link State ID").within(ADVERTISEMENT)));
  private static final Field ROUTER =
      Field.ipv4("ospf.advrouter", "Advertising Router").within(ADVERTISEMENT);
  private static final FixedFields HEADER =
      FixedFields.of(
          at(8, ROUTER),
          at(
              12,
              Field.u32("ospf.lsa.seqnum", "Sequence Number").hexadecimal().within(ADVERTISEMENT)),
          at(16, u16("ospf.lsa.chksum", "Checksum").hexadecimal()),
          at(18, u16("ospf.lsa.length", "Length")));

  private static final Field[] KINDS_2 = {
    kind("ospf.lsa.router", "Router LSA"),
    kind("ospf.lsa.network", "Network LSA"),
    kind("ospf.lsa.summary", "Summary LSA (IP Network)"),
    kind("ospf.lsa.asbr", "Summary LSA (ASBR)"),
    kind("ospf.lsa.asext", "AS-External LSA (ASBR)"),
    kind("ospf.lsa.member", "Group Membership LSA"),
    kind("ospf.lsa.nssa", "NSSA AS-External LSA"),
    kind("ospf.lsa.attr", "External Attributes LSA"),
    kind("ospf.lsa.opaque", "Opaque LSA"),
  };
  private static final Field[] KINDS_3 = {
    kind("ospf.v3.lsa.router", "Router-LSA"),
    kind("ospf.v3.lsa.network", "Network-LSA"),
    kind("ospf.v3.lsa.interprefix", "Inter-Area-Prefix-LSA"),
    kind("ospf.v3.lsa.interrouter", "Inter-Area-Router-LSA"),
    kind("ospf.v3.lsa.asext", "AS-External-LSA"),
    kind("ospf.v3.lsa.member", "Group-Membership-LSA"),
    kind("ospf.v3.lsa.nssa", "NSSA-LSA"),
    kind("ospf.v3.lsa.link", "Link-LSA"),
    kind("ospf.v3.lsa.intraprefix", "Intra-Area-Prefix-LSA"),
  };

  private static final Field FLAGS =
      Field.u8("ospf.v2.router.lsa.flags", "Flags").hexadecimal().within(ADVERTISEMENT);
  private static final FixedFields ROUTER_2 =
      FixedFields.of(
          at(0, FLAGS),
          at(0, Field.flag("ospf.v2.router.lsa.flags.h", "(H) Host", 8, 0x80).within(FLAGS)),
          at(0, Field.flag("ospf.v2.router.lsa.flags.n", "(N) NSSA", 8, 0x10).within(FLAGS)),
          at(0, Field.flag("ospf.v2.router.lsa.flags.w", "(W) Wild-card", 8, 0x08).within(FLAGS)),
          at(
              0,
              Field.flag("ospf.v2.router.lsa.flags.v", "(V) Virtual link endpoint", 8, 0x04)
                  .within(FLAGS)),
          at(
              0,
              Field.flag("ospf.v2.router.lsa.flags.e", "(E) AS boundary router", 8, 0x02)
                  .within(FLAGS)),
          at(
              0,
              Field.flag("ospf.v2.router.lsa.flags.b", "(B) Area border router", 8, 0x01)
                  .within(FLAGS)),
          at(2, u16("ospf.lsa.number_of_links", "Number of Links")));
  private static final FixedFields LINK_2 =
      FixedFields.of(
          at(0, ipv4("ospf.lsa.router.linkid", "Link ID").repeating()),
          at(4, ipv4("ospf.lsa.router.linkdata", "Link Data").repeating()),
          at(
              8,
              Field.u8("ospf.lsa.router.linktype", "Link Type")
                  .named(ValueNames.of("1 PTP", "2 Transit", "3 Stub", "4 Virtual"))
                  .within(ADVERTISEMENT)
                  .repeating()),
          at(
              9,
              Field.u8("ospf.lsa.router.nummetrics", "Number of Metrics")
                  .within(ADVERTISEMENT)
                  .repeating()),
          at(10, u16("ospf.lsa.router.metric0", "0 Metric").repeating()));
  private static final int LINK_LENGTH = 12;
  private static final int METRIC_LENGTH = 4;

  private static final FixedFields NETWORK_2 =
      FixedFields.of(at(0, ipv4("ospf.lsa.network.netmask", "Netmask")));
  private static final FixedFields ATTACHED =
      FixedFields.of(at(0, ipv4("ospf.lsa.network.attchrtr", "Attached Router").repeating()));
  private static final Field SERVICE =
      Field.u8("ospf.lsa.tos", "TOS").masked(0x7F).within(ADVERTISEMENT);
  private static final FixedFields SUMMARY_2 =
      FixedFields.of(at(0, ipv4("ospf.lsa.asbr.netmask", "Netmask")), at(4, SERVICE));
  private static final Field METRIC =
      Field.u32("ospf.metric", "Metric").within(ADVERTISEMENT).repeating();
  private static final FixedFields EXTERNAL_2 =
      FixedFields.of(
          at(0, ipv4("ospf.lsa.asext.netmask", "Netmask")),
          at(4, Field.flag("ospf.lsa.asext.type", "External Type", 8, 0x80).within(ADVERTISEMENT)),
          at(4, SERVICE));
  private static final FixedFields FORWARD_2 =
      FixedFields.of(
          at(8, ipv4("ospf.lsa.asext.fwdaddr", "Forwarding Address")),
          at(12, Field.u32("ospf.lsa.asext.extrttag", "External Route Tag").within(ADVERTISEMENT)));

  /** What the methods below may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              AGE,
              KEPT,
              KEPT_3,
              TYPE_2,
              TYPE_3,
              ID_2,
              ID_3,
              HEADER,
              ROUTER_2,
              LINK_2,
              NETWORK_2,
              ATTACHED,
              SUMMARY_2,
              EXTERNAL_2,
              FORWARD_2,
              LayerFields.declaring(KINDS_2),
              LayerFields.declaring(KINDS_3),
              Advertisement3Fields.DECLARED),
          ADVERTISEMENT,
          METRIC);

  private AdvertisementFields() {}

  static Field group() {
    return ADVERTISEMENT;
  }

  private static Field u16(String name, String label) {
    return Field.u16(name, label).within(ADVERTISEMENT);
  }

  private static Field ipv4(String name, String label) {
    return Field.ipv4(name, label).within(ADVERTISEMENT);
  }

  private static Field kind(String name, String label) {
    return Field.flag(name, label).generated().within(ADVERTISEMENT);
  }

  /** Reads what a request asks for: type, identifier and router of an advertisement. */
  static void request(boolean isThird, byte[] bytes, int at, int end, FieldSink sink) {
    if (!sink.wants(ADVERTISEMENT)) {
      return;
    }
    sink.begin(ADVERTISEMENT, at, 12);
    if (isThird) {
      if (sink.wants(OspfFields.RESERVED)) {
        sink.bytes(OspfFields.RESERVED, bytes, at, 2);
      }
      TYPE_3.read(bytes, at + 2, end, sink);
      ID_3.read(bytes, at, end, sink);
    } else {
      TYPE_2.read(bytes, at + 3, end, sink);
      kind(KINDS_2, Math.min(BigEndian.u8(bytes, at + 3), KINDS_2.length), sink);
      ID_3.read(bytes, at, end, sink);
    }
    if (sink.wants(ROUTER)) {
      sink.ipv4(ROUTER, BigEndian.i32(bytes, at + 8), at + 8, 4);
    }
    sink.end(ADVERTISEMENT);
  }

  /**
   * Reads advertisements one behind the other.
   *
   * @param isWhole do their contents follow the headers?
   */
  static void read(
      boolean isThird, boolean isWhole, byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(ADVERTISEMENT)) {
      return;
    }
    int at = from;
    while (at + HEADER_LENGTH <= end) {
      int length = isWhole ? BigEndian.u16(bytes, at + 18) : HEADER_LENGTH;
      if (length < HEADER_LENGTH) {
        return;
      }
      int next = Math.min(at + length, end);
      sink.begin(ADVERTISEMENT, at, next - at);
      if (isThird) {
        advertisement3(isWhole, bytes, at, next, sink);
      } else {
        advertisement2(isWhole, bytes, at, next, sink);
      }
      sink.end(ADVERTISEMENT);
      at += length;
    }
  }

  private static void kind(Field[] kinds, int number, FieldSink sink) {
    if (number >= 1 && number <= kinds.length && sink.wants(kinds[number - 1])) {
      sink.flag(kinds[number - 1], true, 0, 0);
    }
  }

  private static void advertisement3(
      boolean isWhole, byte[] bytes, int at, int end, FieldSink sink) {
    AGE.read(bytes, at, end, sink);
    KEPT_3.read(bytes, at, end, sink);
    TYPE_3.read(bytes, at + 2, end, sink);
    int type = BigEndian.u16(bytes, at + 2) & 0x1FFF;
    kind(KINDS_3, type, sink);
    ID_3.read(bytes, at, end, sink);
    HEADER.read(bytes, at, end, sink);
    if (isWhole) {
      Advertisement3Fields.read(type, bytes, at + HEADER_LENGTH, end, sink);
    }
  }

  private static void advertisement2(
      boolean isWhole, byte[] bytes, int at, int end, FieldSink sink) {
    AGE.read(bytes, at, end, sink);
    KEPT.read(bytes, at, end, sink);
    int type = BigEndian.u8(bytes, at + 3);
    OspfOptions.read2(bytes, at + 2, type == 7, end, sink);
    TYPE_2.read(bytes, at + 3, end, sink);
    kind(KINDS_2, Math.min(type, KINDS_2.length), sink);
    ID_2.read(bytes, at, end, sink);
    HEADER.read(bytes, at, end, sink);
    int body = at + HEADER_LENGTH;
    if (!isWhole || body >= end) {
      return;
    }
    switch (type) {
      case 1 -> router(bytes, body, end, sink);
      case 2 -> {
        NETWORK_2.read(bytes, body, end, sink);
        for (int each = body + 4; each + 4 <= end; each += 4) {
          ATTACHED.read(bytes, each, end, sink);
        }
      }
      case 3, 4 -> {
        SUMMARY_2.read(bytes, body, end, sink);
        metric(bytes, body + 5, end, sink);
      }
      case 5, 7 -> {
        EXTERNAL_2.read(bytes, body, end, sink);
        metric(bytes, body + 5, end, sink);
        FORWARD_2.read(bytes, body, end, sink);
      }
      default -> {} // Opaque advertisements are not read.
    }
  }

  /** Reads a metric of 24 bits. */
  static void metric(byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 3 <= end && sink.wants(METRIC)) {
      sink.number(METRIC, BigEndian.u24(bytes, at), at, 3);
    }
  }

  /** Reads a metric of 16 bits, which Wireshark gives the same name. */
  static void metric16(byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 2 <= end && sink.wants(METRIC)) {
      sink.number(METRIC, BigEndian.u16(bytes, at), at, 2);
    }
  }

  private static void router(byte[] bytes, int start, int end, FieldSink sink) {
    ROUTER_2.read(bytes, start, end, sink);
    if (start + 4 > end) {
      return;
    }
    int links = BigEndian.u16(bytes, start + 2);
    int at = start + 4;
    for (int i = 0; i < links && at + LINK_LENGTH <= end; i++) {
      LINK_2.read(bytes, at, end, sink);
      at += LINK_LENGTH + BigEndian.u8(bytes, at + 9) * METRIC_LENGTH;
    }
  }
}

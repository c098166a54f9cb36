package io.weft.protocol.network.isis;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of link states: which neighbours and prefixes a system reaches. */
final class LinkStateFields {
  private static final String PREFIX = "isis.lsp.";

  private static final int IDENTIFIER = 4;
  private static final int FIXED_LENGTH = 19;

  // Lengths of records within elements.
  private static final int NEIGHBOR_LENGTH = 11;
  private static final int REACHABILITY_LENGTH = 12;
  private static final int EXTENDED_LENGTH = 11;
  private static final int EXTENDED_IP_LENGTH = 5;
  private static final int IPV6_LENGTH = 6;

  private static final int HAS_NESTED = 0x40;
  private static final int HAS_NESTED_IPV6 = 0x20;
  private static final int LENGTH_BITS = 0x3F;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, u16("pdu_length", "PDU length")),
          at(2, u16("remaining_life", "Remaining lifetime")),
          at(12, Field.u32(PREFIX + "sequence_number", "Sequence number").hexadecimal()),
          at(16, u16("checksum", "Checksum").hexadecimal()),
          at(18, flag("partition_repair", "Partition Repair", 0x80)),
          at(18, u8("att", "Attachment").masked(0x78)),
          at(18, flag("overload", "Overload bit", 0x04)),
          at(
              18,
              u8("is_type", "Type of Intermediate System")
                  .masked(0x03)
                  .named(ValueNames.of("1 Level 1", "3 Level 2"))));
  private static final Field LINK_STATE = Field.text(PREFIX + "lsp_id", "LSP-ID");
  private static final FixedFields HOST_NAME =
      FixedFields.of(rest(0, Field.text(PREFIX + "hostname", "Hostname")));
  private static final FixedFields ROUTER =
      FixedFields.of(
          at(0, Field.ipv4(PREFIX + "clv_te_router_id", "Traffic Engineering Router ID")));
  private static final FixedFields NEIGHBOR_METRICS =
      FixedFields.of(
          at(0, u8("eis_neighbors.default_metric", "Default Metric").masked(0x3F).repeating()),
          at(0, flag("eis_neighbors.default_metric_ie", "Default Metric", 0x40).repeating()));
  private static final Field NEIGHBOR =
      Field.text(PREFIX + "eis_neighbors.is_neighbor", "IS Neighbor").repeating();
  private static final FixedFields REACHABILITY =
      FixedFields.of(
          at(0, u8("ip_reachability.default_metric", "Default Metric").masked(0x3F).repeating()),
          at(0, flag("ip_reachability.default_metric_ie", "Default Metric IE", 0x40).repeating()),
          at(0, flag("ip_reachability.distribution", "Distribution", 0x80).repeating()),
          at(1, u8("ip_reachability.delay_metric", "Delay Metric").masked(0x3F).repeating()),
          at(2, u8("ip_reachability.expense_metric", "Expense Metric").masked(0x3F).repeating()),
          at(3, u8("ip_reachability.error_metric", "Error Metric").masked(0x3F).repeating()),
          at(4, Field.ipv4(PREFIX + "ip_reachability.ipv4_prefix", "IPv4 prefix").repeating()));
  private static final Field EXTENDED_NEIGHBOR =
      Field.text(PREFIX + "ext_is_reachability.is_neighbor_id", "IS neighbor ID").repeating();
  private static final FixedFields EXTENDED =
      FixedFields.of(
          at(7, Field.u24(PREFIX + "ext_is_reachability.metric", "Metric").repeating()),
          at(10, u8("ext_is_reachability.subclvs_length", "SubCLV Length").repeating()));
  private static final FixedFields EXTENDED_IP =
      FixedFields.of(
          at(0, Field.u32(PREFIX + "ext_ip_reachability.metric", "Metric").repeating()),
          at(4, flag("ext_ip_reachability.distribution", "Distribution", 0x80).repeating()),
          at(4, flag("ext_ip_reachability.subtlv", "Sub-TLV", HAS_NESTED).repeating()),
          at(
              4,
              u8("ext_ip_reachability.prefix_length", "Prefix Length")
                  .masked(LENGTH_BITS)
                  .repeating()));
  private static final Field EXTENDED_IP_PREFIX =
      Field.ipv4(PREFIX + "ext_ip_reachability.ipv4_prefix", "IPv4 prefix").repeating();
  private static final FixedFields IPV6 =
      FixedFields.of(
          at(0, Field.u32(PREFIX + "ipv6_reachability.metric", "Metric").repeating()),
          at(4, flag("ipv6_reachability.distribution", "Distribution", 0x80).repeating()),
          at(4, flag("ipv6_reachability.distribution_internal", "Distribution", 0x40).repeating()),
          at(4, flag("ipv6_reachability.subtlv", "Sub-TLV", HAS_NESTED_IPV6).repeating()),
          at(5, u8("ipv6_reachability.prefix_length", "Prefix Length").repeating()));
  private static final Field IPV6_PREFIX =
      Field.ipv6(PREFIX + "ipv6_reachability.ipv6_prefix", "IPv6 prefix").repeating();
  private static final Elements ELEMENTS = new Elements(PREFIX);

  private LinkStateFields() {}

  private static Field u8(String name, String label) {
    return Field.u8(PREFIX + name, label);
  }

  private static Field u16(String name, String label) {
    return Field.u16(PREFIX + name, label);
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag(PREFIX + name, label, Byte.SIZE, mask);
  }

  static List<Field> declared() {
    List<Field> all = new ArrayList<>(ELEMENTS.declared());
    for (FixedFields part :
        new FixedFields[] {
          HEAD, HOST_NAME, ROUTER, NEIGHBOR_METRICS, REACHABILITY, EXTENDED, EXTENDED_IP, IPV6
        }) {
      all.addAll(part.declared());
    }
    all.addAll(List.of(LINK_STATE, NEIGHBOR, EXTENDED_NEIGHBOR, EXTENDED_IP_PREFIX, IPV6_PREFIX));
    return all;
  }

  static void read(byte[] bytes, int start, int limit, FieldSink sink) {
    HEAD.read(bytes, start, limit, sink);
    SystemId.push(LINK_STATE, bytes, start + IDENTIFIER, SystemId.OF_LINK_STATE, limit, sink);
    ELEMENTS.read(bytes, start + FIXED_LENGTH, limit, sink, LinkStateFields::element);
  }

  private static void element(int type, byte[] bytes, int from, int end, FieldSink sink) {
    switch (type) {
      case Elements.HOST_NAME -> HOST_NAME.read(bytes, from, end, sink);
      case Elements.ROUTER -> ROUTER.read(bytes, from, end, sink);
      case Elements.NEIGHBORS -> neighbors(bytes, from + 1, end, sink);
      case Elements.INTERNAL_REACHABILITY, Elements.EXTERNAL_REACHABILITY -> {
        for (int at = from; at < end; at += REACHABILITY_LENGTH) {
          REACHABILITY.read(bytes, at, end, sink);
        }
      }
      case Elements.EXTENDED_REACHABILITY -> extended(bytes, from, end, sink);
      case Elements.EXTENDED_IP_REACHABILITY -> prefixes4(bytes, from, end, sink);
      case Elements.IPV6_REACHABILITY -> prefixes6(bytes, from, end, sink);
      default -> {}
    }
  }

  private static void neighbors(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at < end; at += NEIGHBOR_LENGTH) {
      NEIGHBOR_METRICS.read(bytes, at, end, sink);
      SystemId.push(NEIGHBOR, bytes, at + 4, SystemId.WITH_CIRCUIT, end, sink);
    }
  }

  private static void extended(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + EXTENDED_LENGTH <= end) {
      SystemId.push(EXTENDED_NEIGHBOR, bytes, at, SystemId.WITH_CIRCUIT, end, sink);
      EXTENDED.read(bytes, at, end, sink);
      at += EXTENDED_LENGTH + BigEndian.u8(bytes, at + EXTENDED_LENGTH - 1);
    }
  }

  private static void prefixes4(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + EXTENDED_IP_LENGTH <= end) {
      EXTENDED_IP.read(bytes, at, end, sink);
      int control = bytes[at + 4];
      int start = at + EXTENDED_IP_LENGTH;
      int length = (Math.min(IPV4_BITS, control & LENGTH_BITS) + 7) >> 3;
      if (start + length > end) {
        return;
      }
      if (sink.wants(EXTENDED_IP_PREFIX)) {
        int address = (int) (leading(bytes, start, length) >>> Integer.SIZE);
        sink.ipv4(EXTENDED_IP_PREFIX, address, start, length);
      }
      at = behind(bytes, start + length, end, (control & HAS_NESTED) != 0);
    }
  }

  private static void prefixes6(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + IPV6_LENGTH <= end) {
      IPV6.read(bytes, at, end, sink);
      int control = bytes[at + 4];
      int start = at + IPV6_LENGTH;
      int length = (Math.min(IPV6_BITS, BigEndian.u8(bytes, at + 5)) + 7) >> 3;
      if (start + length > end) {
        return;
      }
      if (sink.wants(IPV6_PREFIX)) {
        long high = leading(bytes, start, Math.min(Long.BYTES, length));
        long low = leading(bytes, start + Long.BYTES, Math.max(0, length - Long.BYTES));
        sink.ipv6(IPV6_PREFIX, high, low, start, length);
      }
      at = behind(bytes, start + length, end, (control & HAS_NESTED_IPV6) != 0);
    }
  }

  /** Up to 8 bytes as the highest ones of a number. */
  private static long leading(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (bytes[at + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return value;
  }

  /** Index behind elements that are nested in a record, which have their length in front. */
  private static int behind(byte[] bytes, int at, int end, boolean hasNested) {
    return hasNested && at < end ? at + 1 + BigEndian.u8(bytes, at) : at;
  }
}

package io.weft.protocol.network.isis;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import java.util.ArrayList;
import java.util.List;

/** The elements behind the fixed part of one kind of message: a type, a length, and a value. */
final class Elements {
  /** Type and length. */
  private static final int HEAD = 2;

  // Types of elements.
  static final int AREA_ADDRESSES = 1;
  static final int NEIGHBORS = 2;
  static final int LAN_NEIGHBORS = 6;
  static final int INSTANCE = 7;
  static final int LINK_STATES = 9;
  static final int EXTENDED_REACHABILITY = 22;
  static final int INTERNAL_REACHABILITY = 128;
  static final int PROTOCOLS = 129;
  static final int EXTERNAL_REACHABILITY = 130;
  static final int IPV4_ADDRESSES = 132;
  static final int ROUTER = 134;
  static final int EXTENDED_IP_REACHABILITY = 135;
  static final int HOST_NAME = 137;
  static final int RESTART = 211;
  static final int IPV6_ADDRESSES = 232;
  static final int IPV6_REACHABILITY = 236;
  static final int ADJACENCY = 240;

  private final FixedFields head;
  private final Field protocol;
  private final Field area;
  private final Field instance;
  private final Field topology;
  private final Field ipv4;
  private final Field ipv6;

  /**
   * @param prefix what Wireshark's names of the fields of these messages begin with
   */
  Elements(String prefix) {
    head = head(prefix);
    instance = Field.u16(prefix + "iid", "Instance Identifier");
    topology = Field.u16(prefix + "supported_itid", "Supported ITID").repeating();
    protocol = Field.u8(prefix + "clv_nlpid.nlpid", "NLPID").hexadecimal().repeating();
    area = Field.bytes(prefix + "area_address", "Area address").repeating();
    ipv4 = Field.ipv4(prefix + "clv_ipv4_int_addr", "IPv4 interface address").repeating();
    ipv6 = Field.ipv6(prefix + "clv_ipv6_int_addr", "IPv6 interface address").repeating();
  }

  /**
   * Of messages that have no addresses.
   *
   * @param prefix of types and lengths
   */
  Elements(String prefix, Field instance, Field topology) {
    head = head(prefix);
    this.instance = instance;
    this.topology = topology;
    protocol = null;
    area = null;
    ipv4 = null;
    ipv6 = null;
  }

  private static FixedFields head(String prefix) {
    return FixedFields.of(
        at(0, Field.u8(prefix + "clv.type", "Type").repeating()),
        at(1, Field.u8(prefix + "clv.length", "Length").repeating()));
  }

  /** Reads the value of an element. */
  @FunctionalInterface
  interface Value {
    void read(int type, byte[] bytes, int from, int end, FieldSink sink);
  }

  /** Types and lengths. */
  FixedFields head() {
    return head;
  }

  List<Field> declared() {
    List<Field> all = new ArrayList<>(head.declared());
    for (Field field : new Field[] {instance, topology, protocol, area, ipv4, ipv6}) {
      if (field != null) {
        all.add(field);
      }
    }
    return all;
  }

  /** Reads all elements; one that is cut is read as far as it goes, and ends them. */
  void read(byte[] bytes, int from, int limit, FieldSink sink, Value value) {
    int at = from;
    while (limit - at >= HEAD) {
      head.read(bytes, at, limit, sink);
      int start = at + HEAD;
      int end = Math.min(limit, start + BigEndian.u8(bytes, at + 1));
      int type = BigEndian.u8(bytes, at);
      if (!readCommon(type, bytes, start, end, sink)) {
        value.read(type, bytes, start, end, sink);
      }
      at = start + BigEndian.u8(bytes, at + 1);
    }
  }

  /** Reads what several kinds of messages have; returns whether it was such an element. */
  private boolean readCommon(int type, byte[] bytes, int from, int end, FieldSink sink) {
    switch (type) {
      case INSTANCE -> numbers(bytes, from, end, sink);
      case AREA_ADDRESSES -> areas(bytes, from, end, sink);
      case PROTOCOLS -> {
        for (int at = from; protocol != null && at < end && sink.wants(protocol); at++) {
          sink.number(protocol, BigEndian.u8(bytes, at), at, 1);
        }
      }
      case IPV4_ADDRESSES -> {
        for (int at = from; ipv4 != null && at + 4 <= end && sink.wants(ipv4); at += 4) {
          sink.ipv4(ipv4, BigEndian.i32(bytes, at), at, 4);
        }
      }
      case IPV6_ADDRESSES -> {
        for (int at = from; ipv6 != null && at + 16 <= end && sink.wants(ipv6); at += 16) {
          sink.ipv6(ipv6, BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8), at, 16);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void numbers(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at + 2 <= end; at += 2) {
      Field field = at == from ? instance : topology;
      if (sink.wants(field)) {
        sink.number(field, BigEndian.u16(bytes, at), at, 2);
      }
    }
  }

  /** Each address has its length in front, which Wireshark counts as part of it. */
  private void areas(byte[] bytes, int from, int end, FieldSink sink) {
    if (area == null || !sink.wants(area)) {
      return;
    }
    for (int at = from; at < end; at += 1 + BigEndian.u8(bytes, at)) {
      int length = Math.min(1 + BigEndian.u8(bytes, at), end - at);
      sink.bytes(area, bytes, at, length);
    }
  }
}

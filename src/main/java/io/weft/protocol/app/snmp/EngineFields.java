package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.List;

/**
 * The parts of an engine's identifier (RFC 3411 section 5, SnmpEngineID): who made the engine, and
 * what names it.
 */
final class EngineFields {
  private static final Field CONFORMANCE =
      Field.flag("snmp.engineid.conform", "Engine ID Conformance", 8, 0x80).repeating();
  private static final Field ENTERPRISE =
      Field.u32("snmp.engineid.enterprise", "Engine Enterprise ID").masked(0x7FFF_FFFF).repeating();
  private static final Field FORMAT =
      Field.u8("snmp.engineid.format", "Engine ID Format").repeating();
  private static final Field IPV4 =
      Field.ipv4("snmp.engineid.ipv4", "Engine ID Data: IPv4 address").repeating();
  private static final Field IPV6 =
      Field.ipv6("snmp.engineid.ipv6", "Engine ID Data: IPv6 address").repeating();

  /** Cisco's engines have a type before the address. */
  private static final Field CISCO_TYPE =
      Field.u8("snmp.engineid.cisco.type", "Engine ID Data: Cisco type").hexadecimal().repeating();

  private static final Field MAC =
      Field.mac("snmp.engineid.mac", "Engine ID Data: MAC address").repeating();
  private static final Field TEXT = Field.text("snmp.engineid.text", "Engine ID Data").repeating();
  private static final Field TIME =
      Field.absoluteTime("snmp.engineid.time", "Engine ID Data: Creation Time").repeating();
  private static final Field DATA = Field.bytes("snmp.engineid.data", "Engine ID Data").repeating();

  /** What names an engine of the older form (RFC 1910). */
  private static final Field TRAILER =
      Field.bytes("snmp.agentid_trailer", "AgentID Trailer").repeating();

  private static final Field NOT_AS_1910 =
      Field.presence("snmp.rfc1910_non_conformant", "Data not conforming to RFC1910")
          .repeating()
          .generated();
  private static final Field NOT_AS_3411 =
      Field.presence("snmp.rfc3411_non_conformant", "Data not conforming to RFC3411")
          .repeating()
          .generated();

  static final List<Field> DECLARED =
      List.of(
          CONFORMANCE,
          ENTERPRISE,
          FORMAT,
          IPV4,
          IPV6,
          CISCO_TYPE,
          MAC,
          TEXT,
          DATA,
          TIME,
          TRAILER,
          NOT_AS_1910,
          NOT_AS_3411);

  private static final int ENTERPRISE_LENGTH = 4;
  private static final int HEAD_LENGTH = 5;

  /** Length of an identifier of the older form. */
  private static final int OLD_LENGTH = 12;

  // The formats that hold an address, and so have a length: IPv4, IPv6 and MAC.
  private static final int FIRST_ADDRESS = 1;
  private static final int LAST_ADDRESS = 3;

  /** Net-SNMP's number among enterprises, and its own format: random bytes and a time. */
  private static final long NET_SNMP = 8072;

  private static final int NET_SNMP_RANDOM = 128;
  private static final int RANDOM_LENGTH = 4;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private EngineFields() {}

  static void read(byte[] bytes, int from, int to, FieldSink sink) {
    if (from == to) {
      return;
    }
    boolean isConforming = bytes[from] < 0;
    if (sink.wants(CONFORMANCE)) {
      sink.flag(CONFORMANCE, isConforming, from, 1);
    }
    if (to - from < ENTERPRISE_LENGTH) {
      return;
    }
    long enterprise = BigEndian.u32(bytes, from) & 0x7FFF_FFFF;
    if (sink.wants(ENTERPRISE)) {
      sink.number(ENTERPRISE, enterprise, from, ENTERPRISE_LENGTH);
    }
    if (!isConforming) {
      if (to - from != OLD_LENGTH) {
        mark(NOT_AS_1910, sink);
      } else if (sink.wants(TRAILER)) {
        sink.bytes(TRAILER, bytes, from + ENTERPRISE_LENGTH, to - from - ENTERPRISE_LENGTH);
      }
      return;
    }
    if (to - from < HEAD_LENGTH) {
      return;
    }
    int format = BigEndian.u8(bytes, from + ENTERPRISE_LENGTH);
    if (sink.wants(FORMAT)) {
      sink.number(FORMAT, format, from + ENTERPRISE_LENGTH, 1);
    }
    int data = from + HEAD_LENGTH;
    int length = to - data;
    if (format == 1 && length == 4) {
      if (sink.wants(IPV4)) {
        sink.ipv4(IPV4, BigEndian.i32(bytes, data), data, length);
      }
    } else if (format == 2 && length == 16) {
      if (sink.wants(IPV6)) {
        sink.ipv6(IPV6, BigEndian.i64(bytes, data), BigEndian.i64(bytes, data + 8), data, length);
      }
    } else if (format == 3 && length == 7) {
      if (sink.wants(CISCO_TYPE)) {
        sink.number(CISCO_TYPE, BigEndian.u8(bytes, data), data, 1);
      }
      if (sink.wants(MAC)) {
        sink.mac(MAC, bytes, data + 1);
      }
    } else if (format == 3 && length == 6) {
      if (sink.wants(MAC)) {
        sink.mac(MAC, bytes, data);
      }
    } else if (format == 4 && length > 0) {
      if (sink.wants(TEXT)) {
        sink.text(TEXT, bytes, data, length);
      }
    } else if (format == NET_SNMP_RANDOM && enterprise == NET_SNMP && length == 8) {
      bytes(bytes, data, data + RANDOM_LENGTH, sink);
      time(bytes, data + RANDOM_LENGTH, sink);
    } else if ((format >= FIRST_ADDRESS && format <= LAST_ADDRESS)
        || (format == NET_SNMP_RANDOM && enterprise == NET_SNMP)) {
      mark(NOT_AS_3411, sink);
    } else {
      bytes(bytes, data, to, sink);
    }
  }

  private static void mark(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  private static void bytes(byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(DATA)) {
      sink.bytes(DATA, bytes, from, to - from);
    }
  }

  /** Reads when the engine was made, whose least significant byte stands first. */
  private static void time(byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(TIME)) {
      long seconds = Integer.toUnsignedLong(Integer.reverseBytes(BigEndian.i32(bytes, at)));
      sink.time(TIME, seconds * NANOS_PER_SECOND, at, 4);
    }
  }
}

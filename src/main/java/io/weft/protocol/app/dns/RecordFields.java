package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of the questions and records of a message, a group for each section. */
final class RecordFields {
  private static final ValueNames CLASS = value -> DnsNames.recordClass((int) value);

  /** Type of the record that carries EDNS. */
  private static final int OPT = 41;

  private static final Field QUERY = Field.group("dns.queries", "Queries");
  private static final Field QUERY_NAME = Field.text("dns.qry.name", "Name").within(QUERY);
  private static final Field QUERY_NAME_LENGTH =
      Field.u16("dns.qry.name.len", "Name Length").generated().within(QUERY);
  private static final Field LABELS =
      Field.u16("dns.count.labels", "Label Count").generated().within(QUERY);
  private static final Field QUERY_TYPE =
      Field.u16("dns.qry.type", "Type").named(DnsFields.types()).within(QUERY);
  private static final Field QUERY_CLASS =
      Field.u16("dns.qry.class", "Class").hexadecimal().named(CLASS).within(QUERY);
  private static final Field UNICAST =
      Field.flag("dns.qry.qu", "\"QU\" question", 16, 0x8000).within(QUERY);

  private static final Field[] SECTIONS = {
    QUERY,
    Field.group("dns.answers", "Answers"),
    Field.group("dns.authorities", "Authoritative nameservers"),
    Field.group("dns.additionals", "Additional records")
  };

  private static final Field NAME = Field.text("dns.resp.name", "Name");
  private static final Field SERVICE = Field.text("dns.srv.service", "Service");
  private static final Field PROTOCOL = Field.text("dns.srv.proto", "Protocol");
  private static final Field SERVICE_NAME = Field.text("dns.srv.name", "Name");
  private static final Field[] SERVICE_PARTS = {SERVICE, PROTOCOL, SERVICE_NAME};
  private static final Field TYPE = Field.u16("dns.resp.type", "Type").named(DnsFields.types());
  private static final Field RECORD_CLASS =
      Field.u16("dns.resp.class", "Class").hexadecimal().named(CLASS);
  private static final Field CACHE_FLUSH =
      Field.flag("dns.resp.cache_flush", "Cache flush", 16, 0x8000);
  private static final Field TIME_TO_LIVE = Field.u32("dns.resp.ttl", "Time to live");
  private static final Field LENGTH = Field.u16("dns.resp.len", "Data length");

  private static final Field PAYLOAD_SIZE =
      Field.u16("dns.rr.udp_payload_size", "UDP payload size");
  private static final Field EXTENDED_CODE =
      Field.u8("dns.resp.ext_rcode", "Higher bits in extended RCODE").hexadecimal();
  private static final Field VERSION = Field.u8("dns.resp.edns0_version", "EDNS0 version");
  private static final Field Z = Field.u16("dns.resp.z", "Z").hexadecimal();
  private static final Field DNSSEC_OK =
      Field.flag("dns.resp.z.do", "DO bit", 16, 0x8000).within(Z);
  private static final Field RESERVED =
      Field.u16("dns.resp.z.reserved", "Reserved").masked(0x7FFF).hexadecimal().within(Z);

  private static final Field UNDECODED =
      Field.presence("dns.undecoded.type", "Type without fields").generated();
  private static final Field HIGH_BIT =
      Field.presence("dns.ttl.high_bit_set", "Uppermost bit of the time to live").generated();
  private static final Field DATA = Field.bytes("dns.data", "Data");
  private static final Field EXTRANEOUS =
      Field.presence("dns.extraneous", "Extraneous data").generated();
  private static final Field EXTRANEOUS_LENGTH =
      Field.u32("dns.extraneous.length", "Extraneous Data Length").generated();
  private static final Field EXTRANEOUS_DATA =
      Field.bytes("dns.extraneous.data", "Extraneous Data Bytes");

  private static final FieldSequence EDNS =
      FieldSequence.of(EXTENDED_CODE, VERSION, Z, DNSSEC_OK, RESERVED, LENGTH);
  private static final FieldSequence TAIL = FieldSequence.of(TIME_TO_LIVE, LENGTH);
  private static final FieldSequence OTHER_DATA = FieldSequence.of(DATA);
  private static final FieldSequence REST = FieldSequence.of(EXTRANEOUS_DATA);

  /** Type of a record that names a server of a service (RFC 2782). */
  private static final int SRV = 33;

  /** The top bit of a class, which is a flag in multicast DNS (RFC 6762 sections 5.4 and 10.2). */
  private static final int TOP_BIT = 0x8000;

  private final RecordLayouts layouts = new RecordLayouts();
  private final RecordPart options = EdnsFields.options();

  /** All fields and groups. */
  List<Field> declared() {
    List<Field> all = new ArrayList<>(List.of(SECTIONS));
    all.addAll(List.of(QUERY_NAME, QUERY_NAME_LENGTH, LABELS, QUERY_TYPE, QUERY_CLASS, UNICAST));
    all.addAll(List.of(SERVICE, PROTOCOL, SERVICE_NAME));
    all.addAll(List.of(NAME, TYPE, RECORD_CLASS, CACHE_FLUSH, TIME_TO_LIVE, PAYLOAD_SIZE));
    all.addAll(EDNS.declared());
    all.addAll(options.declared());
    all.addAll(layouts.declared());
    all.addAll(List.of(HIGH_BIT, UNDECODED, DATA));
    all.addAll(List.of(EXTRANEOUS, EXTRANEOUS_LENGTH, EXTRANEOUS_DATA));
    return all;
  }

  /**
   * Pushes the questions and records of a message, until one cannot be read. A record whose data
   * does not lie within the message is none, as in Wireshark.
   *
   * @param isMulticast is the top bit of a class a flag?
   */
  void read(boolean isMulticast, Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int message = packet.start(layer);
    int limit = packet.limit(layer);
    int at = message + Dns.HEADER_LENGTH;
    for (int section = 0; section < SECTIONS.length; section++) {
      boolean isGroupWanted = sink.wants(SECTIONS[section]);
      for (int left = DnsFields.count(bytes, message, section); left > 0; left--) {
        int tail = DnsName.skip(bytes, at, limit);
        int needed = section == 0 ? DnsDissector.QUESTION_TAIL : DnsDissector.RECORD_TAIL;
        if (tail < 0 || limit - tail < needed) {
          return;
        }
        int data = tail + needed;
        int end =
            section == 0 ? data : data + BigEndian.u16(bytes, tail + DnsDissector.DATA_LENGTH);
        if (end > limit) {
          return;
        }
        if (isGroupWanted) {
          sink.begin(SECTIONS[section], at, end - at);
        }
        if (section == 0) {
          question(isMulticast, packet, layer, at, tail, sink);
        } else {
          record(isMulticast, packet, layer, at, tail, end, sink);
        }
        if (isGroupWanted) {
          sink.end(SECTIONS[section]);
        }
        at = end;
      }
    }
    if (at < limit) {
      flag(EXTRANEOUS, sink);
      if (sink.wants(EXTRANEOUS_LENGTH)) {
        sink.number(EXTRANEOUS_LENGTH, limit - at, 0, 0);
      }
      REST.read(packet, layer, at, limit, sink);
    }
  }

  private static void flag(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  private static void question(
      boolean isMulticast, Packet packet, int layer, int at, int tail, FieldSink sink) {
    if (sink.wants(QUERY_NAME) || sink.wants(QUERY_NAME_LENGTH) || sink.wants(LABELS)) {
      StringBuilder name = packet.text();
      int labels = NameText.append(name, packet, layer, at);
      if (labels > 0) {
        if (sink.wants(QUERY_NAME)) {
          sink.text(QUERY_NAME, name, at, tail - at);
        }
        if (sink.wants(QUERY_NAME_LENGTH)) {
          sink.number(QUERY_NAME_LENGTH, NameText.length(packet, layer, at), 0, 0);
        }
        if (sink.wants(LABELS)) {
          sink.number(LABELS, labels, 0, 0);
        }
      }
    }
    byte[] bytes = packet.bytes(layer);
    if (sink.wants(QUERY_TYPE)) {
      sink.number(QUERY_TYPE, BigEndian.u16(bytes, tail), tail, 2);
    }
    flaggedClass(isMulticast, QUERY_CLASS, UNICAST, bytes, tail + 2, sink);
  }

  /** Reads a class, whose top bit is a flag in multicast DNS. */
  private static void flaggedClass(
      boolean isMulticast, Field field, Field flag, byte[] bytes, int at, FieldSink sink) {
    int value = BigEndian.u16(bytes, at);
    if (sink.wants(field)) {
      sink.number(field, isMulticast ? value & ~TOP_BIT : value, at, 2);
    }
    if (isMulticast && sink.wants(flag)) {
      sink.flag(flag, (value & TOP_BIT) != 0, at, 2);
    }
  }

  private void record(
      boolean isMulticast, Packet packet, int layer, int at, int tail, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int type = BigEndian.u16(bytes, tail);
    int data = tail + DnsDissector.RECORD_TAIL;
    if (type == SRV) {
      serviceName(packet, layer, at, tail, sink);
    } else {
      NameText.read(NAME, packet, layer, at, tail, sink);
    }
    if (sink.wants(TYPE)) {
      sink.number(TYPE, type, tail, 2);
    }
    if (type == OPT) {
      flaggedClass(isMulticast, PAYLOAD_SIZE, CACHE_FLUSH, bytes, tail + 2, sink);
      EDNS.read(packet, layer, tail + 4, data, sink);
      options.read(packet, layer, data, end, sink);
      return;
    }
    flaggedClass(isMulticast, RECORD_CLASS, CACHE_FLUSH, bytes, tail + 2, sink);
    TAIL.read(packet, layer, tail + 4, data, sink);
    if (bytes[tail + 4] < 0) {
      flag(HIGH_BIT, sink);
    }
    if (data == end) {
      return;
    }
    RecordPart layout = layouts.of(type);
    if (layout != null) {
      layout.read(packet, layer, data, end, sink);
    } else {
      flag(UNDECODED, sink);
      OTHER_DATA.read(packet, layer, data, end, sink);
    }
  }

  /** Reads the name of a service: its first label, its second one, and the name behind them. */
  private static void serviceName(Packet packet, int layer, int at, int tail, FieldSink sink) {
    if (!sink.wants(SERVICE) && !sink.wants(PROTOCOL) && !sink.wants(SERVICE_NAME)) {
      return;
    }
    StringBuilder name = packet.text();
    if (NameText.append(name, packet, layer, at) < 0) {
      return;
    }
    int length = tail - at;
    int afterService = name.indexOf(".");
    int afterProtocol = name.indexOf(".", afterService + 1);
    if (afterService < 0) {
      if (sink.wants(SERVICE_NAME)) {
        sink.text(SERVICE_NAME, name, at, length);
      }
      return;
    }
    // Each part is cut out of the whole text: a part of its own would be a new object.
    int whole = name.length();
    int parts = afterProtocol < 0 ? 2 : 3;
    for (int part = 0; part < parts; part++) {
      if (sink.wants(SERVICE_PARTS[part])) {
        NameText.append(packet.text(), packet, layer, at);
        int from = part == 0 ? 0 : part == 1 ? afterService + 1 : afterProtocol + 1;
        int to = part == 0 ? afterService : part == 1 && parts == 3 ? afterProtocol : whole;
        name.setLength(to);
        name.delete(0, from);
        sink.text(SERVICE_PARTS[part], name, at, length);
      }
    }
  }
}

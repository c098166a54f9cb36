package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;

/** The fields of the options in an OPT record (RFC 6891 section 6.1.2). */
final class EdnsFields {
  /** Bytes of code and length before an option's data. */
  private static final int HEADER = 4;

  private static final int DAU = 5;
  private static final int DHU = 6;
  private static final int N3U = 7;
  private static final int CLIENT_SUBNET = 8;
  private static final int COOKIE = 10;
  private static final int KEEP_ALIVE = 11;
  private static final int PADDING = 12;
  private static final int CHAIN = 13;
  private static final int EXTENDED_ERROR = 15;

  private static final int CLIENT_COOKIE_LENGTH = 8;
  private static final int IPV4_FAMILY = 1;
  private static final int IPV6_FAMILY = 2;

  private static final ValueNames CODES =
      ValueNames.from0(
          null,
          "LLQ",
          "UL",
          "NSID",
          "Owner",
          "DAU",
          "DHU",
          "N3U",
          "Client subnet",
          "EXPIRE",
          "COOKIE",
          "EDNS TCP Keepalive",
          "PADDING",
          "CHAIN",
          "KEY-TAG",
          "Extended DNS Error");

  private static final Field OPTION = Field.group("dns.opt", "Option");
  private static final Field CODE =
      Field.u16("dns.opt.code", "Option Code").named(CODES).within(OPTION);
  private static final Field LENGTH = Field.u16("dns.opt.len", "Option Length").within(OPTION);
  private static final Field DATA = Field.bytes("dns.opt.data", "Option Data").within(OPTION);
  private static final Field DAU_ALGORITHM = algorithm("dns.opt.dau", "DAU");
  private static final Field DHU_ALGORITHM = algorithm("dns.opt.dhu", "DHU");
  private static final Field N3U_ALGORITHM = algorithm("dns.opt.n3u", "N3U");
  private static final Field FAMILY = Field.u16("dns.opt.client.family", "Family").within(OPTION);
  private static final Field NETMASK =
      Field.u8("dns.opt.client.netmask", "Source Netmask").within(OPTION);
  private static final Field SCOPE =
      Field.u8("dns.opt.client.scope", "Scope Netmask").within(OPTION);
  private static final Field SUBNET =
      Field.bytes("dns.opt.client.addr", "Client Subnet").within(OPTION);
  private static final Field SUBNET_IPV4 =
      Field.ipv4("dns.opt.client.addr4", "Client Subnet").within(OPTION);
  private static final Field SUBNET_IPV6 =
      Field.ipv6("dns.opt.client.addr6", "Client Subnet").within(OPTION);
  private static final Field CLIENT_COOKIE =
      Field.bytes("dns.opt.cookie.client", "Client Cookie").within(OPTION);
  private static final Field SERVER_COOKIE =
      Field.bytes("dns.opt.cookie.server", "Server Cookie").within(OPTION);
  private static final Field TIMEOUT =
      Field.u16("dns.opt.edns_tcp_keepalive.timeout", "Timeout").within(OPTION);
  private static final Field PAD = Field.bytes("dns.opt.padding", "Padding").within(OPTION);
  private static final Field TRUST_POINT =
      Field.text("dns.opt.chain.fqdn", "Closest Trust Point").within(OPTION);
  private static final Field INFO_CODE =
      Field.u16("dns.opt.ext_error.info_code", "Info Code").within(OPTION);
  private static final Field EXTRA_TEXT =
      Field.text("dns.opt.ext_error.extra_text", "Extra Text").within(OPTION);

  private static final FieldSequence HEAD = FieldSequence.of(CODE, LENGTH, DATA);
  private static final FieldSequence SUBNET_HEAD = FieldSequence.of(FAMILY, NETMASK, SCOPE);
  private static final FieldSequence SUBNET_DATA = FieldSequence.of(SUBNET);
  private static final FieldSequence CLIENT = FieldSequence.of(CLIENT_COOKIE);
  private static final FieldSequence SERVER = FieldSequence.of(SERVER_COOKIE);
  private static final FieldSequence TIME = FieldSequence.of(TIMEOUT);
  private static final FieldSequence PADS = FieldSequence.of(PAD);
  private static final FieldSequence ERROR = FieldSequence.of(INFO_CODE, EXTRA_TEXT);

  private EdnsFields() {}

  private static Field algorithm(String name, String label) {
    return Field.u8(name, label).named(DnsNames::algorithm).repeating().within(OPTION);
  }

  /** All options of a record. */
  static RecordPart options() {
    return RecordPart.repeated(
        RecordPart.of(
            EdnsFields::option,
            OPTION,
            CODE,
            LENGTH,
            DATA,
            DAU_ALGORITHM,
            DHU_ALGORITHM,
            N3U_ALGORITHM,
            FAMILY,
            NETMASK,
            SCOPE,
            SUBNET,
            SUBNET_IPV4,
            SUBNET_IPV6,
            CLIENT_COOKIE,
            SERVER_COOKIE,
            TIMEOUT,
            PAD,
            TRUST_POINT,
            INFO_CODE,
            EXTRA_TEXT));
  }

  private static int option(Packet packet, int layer, int at, int end, FieldSink sink) {
    int data = at + HEADER;
    if (data > end) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int next = data + BigEndian.u16(bytes, at + 2);
    boolean isWhole = next <= end;
    boolean isGroupWanted = sink.wants(OPTION);
    if (isGroupWanted) {
      sink.begin(OPTION, at, Math.min(next, end) - at);
    }
    HEAD.read(packet, layer, at, isWhole ? next : data, sink);
    if (isWhole && next > data) {
      data(BigEndian.u16(bytes, at), packet, layer, data, next, sink);
    }
    if (isGroupWanted) {
      sink.end(OPTION);
    }
    return isWhole ? next : RecordPart.CUT;
  }

  private static void data(int code, Packet packet, int layer, int at, int end, FieldSink sink) {
    switch (code) {
      case DAU -> algorithms(DAU_ALGORITHM, packet.bytes(layer), at, end, sink);
      case DHU -> algorithms(DHU_ALGORITHM, packet.bytes(layer), at, end, sink);
      case N3U -> algorithms(N3U_ALGORITHM, packet.bytes(layer), at, end, sink);
      case CLIENT_SUBNET -> subnet(packet, layer, at, end, sink);
      case COOKIE -> {
        int server = Math.min(end, at + CLIENT_COOKIE_LENGTH);
        CLIENT.read(packet, layer, at, server, sink);
        SERVER.read(packet, layer, server, end, sink);
      }
      case KEEP_ALIVE -> TIME.read(packet, layer, at, end, sink);
      case PADDING -> PADS.read(packet, layer, at, end, sink);
      case CHAIN -> NameText.read(TRUST_POINT, packet, layer, at, end, sink);
      case EXTENDED_ERROR -> ERROR.read(packet, layer, at, end, sink);
      default -> {} // The data has no fields of its own.
    }
  }

  private static void algorithms(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (sink.wants(field)) {
      for (int i = at; i < end; i++) {
        sink.number(field, BigEndian.u8(bytes, i), i, 1);
      }
    }
  }

  /** The network of the client; zero bytes at its end are not sent (RFC 7871 section 6). */
  private static void subnet(Packet packet, int layer, int at, int end, FieldSink sink) {
    int address = SUBNET_HEAD.read(packet, layer, at, end, sink);
    if (address < 0) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    int family = BigEndian.u16(bytes, at);
    int length = end - address;
    if (family == IPV4_FAMILY && length <= 4) {
      if (sink.wants(SUBNET_IPV4)) {
        int value = (int) (AddressFields.head(bytes, address, length) >>> 32);
        sink.ipv4(SUBNET_IPV4, value, address, length);
      }
    } else if (family == IPV6_FAMILY && length <= 16) {
      if (sink.wants(SUBNET_IPV6)) {
        long high = AddressFields.head(bytes, address, Math.min(8, length));
        long low = length > 8 ? AddressFields.head(bytes, address + 8, length - 8) : 0;
        sink.ipv6(SUBNET_IPV6, high, low, address, length);
      }
    } else {
      SUBNET_DATA.read(packet, layer, address, end, sink);
    }
  }
}

package io.weft.protocol.app.dhcpv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a message: a record for each. An option that holds others has its own part in its
 * record, and the others' records follow. Most options are a sequence of fields, kept by code;
 * those with parts of their own form are read by {@link SpecialOptions}.
 */
final class OptionFields {
  static final Field OPTION = Field.group("dhcpv6.options", "Option");
  private static final Field NAME = text("type_str", "Option").generated();
  private static final FieldSequence HEAD =
      FieldSequence.of(
          Field.u16("dhcpv6.option.type", "Option").named(Dhcpv6Names.OPTIONS).within(OPTION),
          Field.u16("dhcpv6.option.length", "Length").within(OPTION));

  private static final int MAX_CODE = 256;

  /** Options hold options, and those of relays hold messages; deeper ones are not read. */
  private static final int MAX_DEPTH = 24;

  private static final int RELAY_MESSAGE = 9;
  private static final int ADDRESS_LENGTH = 16;

  /** Names by code, as a table of names makes an object for each look-up. */
  private final String[] names = new String[MAX_CODE];

  private final FieldSequence[] sequences = new FieldSequence[MAX_CODE];
  private final boolean[] isRepeated = new boolean[MAX_CODE];
  private final List<Field> declared = new ArrayList<>();

  OptionFields() {
    for (int code = 0; code < MAX_CODE; code++) {
      names[code] = Dhcpv6Names.OPTIONS.name(code);
    }
    declared.addAll(List.of(OPTION, NAME));
    declared.addAll(HEAD.declared());
    declared.addAll(SpecialOptions.DECLARED);

    put(6, number16("requested_option_code", "Requested Option code").named(Dhcpv6Names.OPTIONS));
    isRepeated[6] = true;
    put(7, Field.u8("dhcpv6.option_preference", "Pref-value"));

    put(12, address("unicast", "IPv6 address"));
    put(13, number16("status_code", "Status Code").named(Dhcpv6Names.STATES), field("status_msg"));
    put(18, Field.bytes("dhcpv6.interface_id", "Interface-ID"));
    put(19, Field.u8("dhcpv6.reconf_msg", "Reconfigure-type").named(Dhcpv6.TYPES));
    addresses(22, "sip_server_a", "SIP server address");
    addresses(23, "dns_server", "DNS server address");
    addresses(27, "nis_server", "NIS server address");
    addresses(28, "nisp_server", "NISP server address");
    addresses(31, "sntp_server", "SNTP server address");
    put(32, Field.u32("dhcpv6.lifetime", "Lifetime"));
    addresses(34, "bcmcs_server_a", "BCMCS server address");
    put(37, number32("remoteid.enterprise", "Enterprise ID"), remote());
    put(38, field("subscriber_id"));
    addresses(40, "pana_agent", "PANA agent address");
    put(41, field("timezone"));
    put(42, field("tzdb"));
    put(46, number32("clt_time", "Client last transaction time (seconds ago)"));
    addresses(48, "lq_client_link", "LQ client links address");
    addresses(52, "capwap_ac_v6", "CAPWAP Access Controllers");
    put(103, field("captive_portal"));
    put(112, field("mudurl"));
    put(135, number16("relay_port", "Downstream Source Port"));
    put(165, address("mip6_home_agent", "Home Agent"));
    put(166, address("mip6_home_address", "Home Address"));
    put(167, field("nai"));
  }

  private static Field text(String name, String label) {
    return Field.text("dhcpv6.option." + name, label).within(OPTION);
  }

  private static Field field(String name) {
    return Field.text("dhcpv6." + name, name.replace('_', ' '));
  }

  private static Field number16(String name, String label) {
    return Field.u16("dhcpv6." + name, label);
  }

  private static Field number32(String name, String label) {
    return Field.u32("dhcpv6." + name, label);
  }

  private static Field address(String name, String label) {
    return Field.ipv6("dhcpv6." + name, label);
  }

  private static Field remote() {
    return Field.bytes("dhcpv6.remoteid_enterprise_id", "Remote-ID");
  }

  private void addresses(int code, String name, String label) {
    put(code, address(name, label));
    isRepeated[code] = true;
  }

  private void put(int code, Field... fields) {
    Field[] parts = new Field[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Field part = fields[i].within(OPTION);
      boolean isList = code == 6 || part.type() == Field.Type.IPV6;
      parts[i] = isList ? part.repeating() : part;
      declared.add(parts[i]);
    }
    sequences[code] = fields.length == 0 ? null : FieldSequence.of(parts);
  }

  List<Field> declared() {
    return declared;
  }

  /** Reads all options of a layer's message. */
  void begin(Packet packet, int layer, FieldSink sink) {
    if (sink.wants(OPTION)) {
      message(packet, layer, packet.start(layer), packet.limit(layer), 0, sink);
    }
  }

  private void message(Packet packet, int layer, int start, int limit, int depth, FieldSink sink) {
    if (start < limit && depth < MAX_DEPTH) {
      byte[] bytes = packet.bytes(layer);
      int from = start + Dhcpv6.headerLength(bytes, start);
      options(packet, layer, Dhcpv6.isFromServer(bytes, start), from, limit, depth, sink);
    }
  }

  private void options(
      Packet packet,
      int layer,
      boolean isFromServer,
      int from,
      int limit,
      int depth,
      FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    while (limit - at >= Dhcpv6.OPTION_HEADER) {
      int value = at + Dhcpv6.OPTION_HEADER;
      int end = value + BigEndian.u16(bytes, at + 2);
      if (end > limit) {
        return;
      }
      int code = BigEndian.u16(bytes, at);
      int nested = value + SpecialOptions.ownLength(code, end - value);
      sink.begin(OPTION, at, nested - at);
      record(packet, layer, isFromServer, at, nested, sink);
      sink.end(OPTION);
      if (code == RELAY_MESSAGE) {
        message(packet, layer, value, end, depth + 1, sink);
      } else if (nested < end && depth < MAX_DEPTH) {
        options(packet, layer, isFromServer, nested, end, depth + 1, sink);
      }
      at = end;
    }
  }

  private void record(
      Packet packet, int layer, boolean isFromServer, int at, int end, FieldSink sink) {
    int code = BigEndian.u16(packet.bytes(layer), at);
    if (sink.wants(NAME)) {
      String name = code < MAX_CODE ? names[code] : null;
      sink.text(
          NAME, name != null ? name : packet.text().append("DHCP option ").append(code), 0, 0);
    }
    HEAD.read(packet, layer, at, at + Dhcpv6.OPTION_HEADER, sink);
    int value = at + Dhcpv6.OPTION_HEADER;
    FieldSequence sequence = code < MAX_CODE ? sequences[code] : null;
    if (sequence == null) {
      SpecialOptions.read(packet, layer, isFromServer, code, value, end, sink);
    } else if (isRepeated[code]) {
      sequence.readAll(packet, layer, value, end, sink);
    } else if (sequence.declared().get(0).type() != Field.Type.IPV6
        || end - value == ADDRESS_LENGTH) {
      sequence.read(packet, layer, value, end, sink);
    }
  }
}

package io.weft.protocol.app.dhcpv6;

import static io.weft.protocol.app.dhcpv6.OptionFields.OPTION;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** Options whose values have parts: identifiers, associations, names, lists within a list. */
final class SpecialOptions {
  private static final int CLIENT_IDENTIFIER = 1;
  private static final int SERVER_IDENTIFIER = 2;
  private static final int ASSOCIATION = 3;
  private static final int TEMPORARY = 4;
  private static final int ADDRESS = 5;
  private static final int ELAPSED = 8;
  private static final int RELAY_MESSAGE = 9;
  private static final int AUTHENTICATION = 11;
  private static final int USER_CLASS = 15;
  private static final int VENDOR_CLASS = 16;
  private static final int VENDOR_OPTIONS = 17;
  private static final int SIP_NAMES = 21;
  private static final int SEARCH_LIST = 24;
  private static final int DELEGATION = 25;
  private static final int PREFIX = 26;
  private static final int NIS_NAME = 29;
  private static final int NISP_NAME = 30;
  private static final int BCMCS_NAMES = 33;
  private static final int CLIENT_NAME = 39;
  private static final int CLIENT_DATA = 45;
  private static final int RELAY_IDENTIFIER = 53;
  private static final int TIME_SERVER = 56;
  private static final int TUNNEL_NAME = 64;

  /** Longest text of a domain name (RFC 1035, section 2.3.4). */
  private static final int MAX_NAME = 255;

  /** Units of 10 ms, from 2000 on: DHCPv6's own clocks. */
  private static final long MILLENNIUM = 946_684_800L;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long ELAPSED_UNIT = 10;

  private static final Field DUID = bytes("duid.bytes", "DUID");
  private static final Field DUID_TYPE =
      Field.u16("dhcpv6.duid.type", "DUID Type")
          .named(
              ValueNames.of(
                  "1 link-layer address plus time",
                  "2 assigned by vendor based on Enterprise number",
                  "3 link-layer address",
                  "4 Universally Unique IDentifier (UUID)"))
          .within(OPTION);
  private static final Field TIMED_HARDWARE = u16("duidllt.hwtype", "Hardware type");
  private static final Field TIME =
      Field.absoluteTime("dhcpv6.duidllt.time", "DUID Time").within(OPTION);
  private static final Field TIMED_ADDRESS = text("duidllt.link_layer_addr", "Link-layer address");
  private static final Field ENTERPRISE = u32("duiden.enterprise", "Enterprise ID");
  private static final Field IDENTIFIER = bytes("duiden.identifier", "Identifier");
  private static final Field HARDWARE = u16("duidll.hwtype", "Hardware type");
  private static final Field LINK_ADDRESS = text("duidll.link_layer_addr", "Link-layer address");
  private static final Field UNIQUE = bytes("duiduuid.bytes", "UUID");
  private static final FieldSequence DUID_VALUE = FieldSequence.of(DUID);
  private static final FieldSequence DUID_KIND = FieldSequence.of(DUID_TYPE);
  private static final FieldSequence TIMED = FieldSequence.of(TIMED_HARDWARE);
  private static final FieldSequence ENTERPRISE_PARTS = FieldSequence.of(ENTERPRISE, IDENTIFIER);
  private static final FieldSequence LINK = FieldSequence.of(HARDWARE);
  private static final FieldSequence UNIQUE_VALUE = FieldSequence.of(UNIQUE);

  private static final Field ASSOCIATION_ID = text("iaid", "IAID");
  private static final Field TEMPORARY_ID = text("iata", "IATA");
  private static final FieldSequence TIMES =
      FieldSequence.of(u32("iaid.t1", "T1"), u32("iaid.t2", "T2"));
  private static final FieldSequence ADDRESS_PARTS =
      FieldSequence.of(
          Field.ipv6("dhcpv6.iaaddr.ip", "IPv6 address").within(OPTION),
          u32("iaaddr.pref_lifetime", "Preferred lifetime"),
          u32("iaaddr.valid_lifetime", "Valid lifetime"));
  private static final FieldSequence PREFIX_PARTS =
      FieldSequence.of(
          u32("iaprefix.pref_lifetime", "Preferred lifetime"),
          u32("iaprefix.valid_lifetime", "Valid lifetime"),
          u8("iaprefix.pref_len", "Prefix length"),
          Field.ipv6("dhcpv6.iaprefix.pref_addr", "Prefix address").within(OPTION));

  /** In milliseconds; the option counts hundredths of a second. */
  private static final Field ELAPSED_TIME = u16("elapsed_time", "Elapsed time");

  private static final FieldSequence AUTHENTICATION_PARTS =
      FieldSequence.of(
          u8("auth.protocol", "Protocol"),
          u8("auth.algorithm", "Algorithm"),
          u8("auth.rdm", "RDM"));
  private static final FieldSequence REPLAY =
      FieldSequence.of(bytes("auth.replay_detection", "Replay Detection"));
  private static final FieldSequence AUTHENTICATION_INFORMATION =
      FieldSequence.of(bytes("auth.info", "Authentication Information"));

  private static final Field CLASS_LENGTH =
      u16("userclass.length", "User Class option length").repeating();
  private static final FieldSequence CLASS_LENGTHS = FieldSequence.of(CLASS_LENGTH);
  private static final FieldSequence CLASS_DATA =
      FieldSequence.of(bytes("userclass.opaque_data", "User Class option data").repeating());
  private static final FieldSequence VENDOR =
      FieldSequence.of(u32("vendorclass.enterprise", "Enterprise ID"));
  private static final Field VENDOR_DATA =
      text("vendorclass.data", "vendor-class-data").repeating();
  private static final FieldSequence VENDOR_DATA_VALUE = FieldSequence.of(VENDOR_DATA);
  private static final FieldSequence VENDOR_HEAD =
      FieldSequence.of(u32("vendoropts.enterprise", "Enterprise ID"));
  private static final FieldSequence VENDOR_OPTION =
      FieldSequence.of(
          u16("vendoropts.enterprise.option_code", "Option code").repeating(),
          u16("vendoropts.enterprise.option_length", "Option length").repeating());
  private static final FieldSequence VENDOR_OPTION_DATA =
      FieldSequence.of(bytes("vendoropts.enterprise.option_data", "Option data").repeating());

  private static final FieldSequence TIME_HEAD =
      FieldSequence.of(
          u16("ntpserver.option.type", "Suboption").repeating(),
          u16("ntpserver.option.length", "Length").repeating());
  private static final FieldSequence TIME_ADDRESS =
      FieldSequence.of(
          Field.ipv6("dhcpv6.ntpserver.addr", "NTP Server Address").within(OPTION).repeating());
  private static final FieldSequence TIME_GROUP =
      FieldSequence.of(
          Field.ipv6("dhcpv6.ntpserver.mc_addr", "NTP Multicast Address")
              .within(OPTION)
              .repeating());
  private static final Field TIME_NAME = name("ntpserver.fqdn", "NTP Server FQDN");

  private static final Field NAME_FLAGS = u8("client_fqdn_flags", "Flags").hexadecimal();
  private static final FieldSequence CLIENT_FLAG_BITS =
      FieldSequence.of(
          NAME_FLAGS,
          flag("clientfqdn.client.n", "N bit", 4),
          flag("clientfqdn.client.s", "S bit", 1));
  private static final FieldSequence SERVER_FLAG_BITS =
      FieldSequence.of(
          NAME_FLAGS,
          flag("clientfqdn.server.n", "N bit", 4),
          flag("clientfqdn.server.o", "O bit", 2),
          flag("clientfqdn.server.s", "S bit", 1));
  private static final Field SIP_NAME =
      name("sip_server_domain_search_fqdn", "SIP Server Domain Search FQDN");
  private static final Field SEARCH = name("search_list_entry", "List entry");
  private static final Field NIS = name("nis_fqdn", "NIS Domain Name");
  private static final Field NISP = name("nisp_fqdn", "NIS+ Domain Name");
  private static final Field BCMCS = name("bcmcs_server_fqdn", "BCMCS server domain");
  private static final Field CLIENT = name("client_domain", "Client FQDN");
  private static final Field TUNNEL = name("aftr_name", "DS-Lite AFTR Name");

  static final List<Field> DECLARED = declared();

  private SpecialOptions() {}

  private static List<Field> declared() {
    List<Field> all = new ArrayList<>();
    for (FieldSequence each :
        List.of(
            DUID_VALUE,
            DUID_KIND,
            TIMED,
            ENTERPRISE_PARTS,
            LINK,
            UNIQUE_VALUE,
            TIMES,
            ADDRESS_PARTS,
            PREFIX_PARTS,
            AUTHENTICATION_PARTS,
            REPLAY,
            AUTHENTICATION_INFORMATION,
            CLASS_LENGTHS,
            CLASS_DATA,
            VENDOR,
            VENDOR_DATA_VALUE,
            VENDOR_HEAD,
            VENDOR_OPTION,
            VENDOR_OPTION_DATA,
            TIME_HEAD,
            TIME_ADDRESS,
            TIME_GROUP,
            CLIENT_FLAG_BITS,
            SERVER_FLAG_BITS)) {
      all.addAll(each.declared());
    }
    all.addAll(List.of(TIME, TIMED_ADDRESS, LINK_ADDRESS, ASSOCIATION_ID, TEMPORARY_ID));
    all.addAll(
        List.of(ELAPSED_TIME, TIME_NAME, SIP_NAME, SEARCH, NIS, NISP, BCMCS, CLIENT, TUNNEL));
    return all.stream().distinct().toList();
  }

  private static Field u8(String name, String label) {
    return Field.u8("dhcpv6." + name, label).within(OPTION);
  }

  private static Field u16(String name, String label) {
    return Field.u16("dhcpv6." + name, label).within(OPTION);
  }

  private static Field u32(String name, String label) {
    return Field.u32("dhcpv6." + name, label).within(OPTION);
  }

  private static Field bytes(String name, String label) {
    return Field.bytes("dhcpv6." + name, label).within(OPTION);
  }

  private static Field text(String name, String label) {
    return Field.text("dhcpv6." + name, label).within(OPTION);
  }

  private static Field name(String name, String label) {
    return text(name, label).repeating();
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag("dhcpv6." + name, label, 8, mask).within(NAME_FLAGS);
  }

  /**
   * How many bytes of an option's value are its own; options follow behind them.
   *
   * @param length of the value in bytes
   */
  static int ownLength(int code, int length) {
    return switch (code) {
      case ASSOCIATION, DELEGATION -> Math.min(length, 12);
      case TEMPORARY -> Math.min(length, 4);
      case ADDRESS -> Math.min(length, 24);
      case PREFIX -> Math.min(length, 25);
      case RELAY_MESSAGE, CLIENT_DATA -> 0;
      default -> length;
    };
  }

  /**
   * Reads an option's value.
   *
   * @param isFromServer whether a server sent the message
   */
  static void read(
      Packet packet, int layer, boolean isFromServer, int code, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    switch (code) {
      case CLIENT_IDENTIFIER, SERVER_IDENTIFIER, RELAY_IDENTIFIER ->
          identifier(packet, layer, at, end, sink);
      case ASSOCIATION, DELEGATION -> {
        hex(ASSOCIATION_ID, packet, bytes, at, Math.min(at + 4, end), false, sink);
        TIMES.read(packet, layer, at + 4, end, sink);
      }
      case TEMPORARY -> hex(TEMPORARY_ID, packet, bytes, at, end, false, sink);
      case ADDRESS -> ADDRESS_PARTS.read(packet, layer, at, end, sink);
      case PREFIX -> PREFIX_PARTS.read(packet, layer, at, end, sink);
      case ELAPSED -> {
        if (end - at == 2 && sink.wants(ELAPSED_TIME)) {
          sink.number(ELAPSED_TIME, BigEndian.u16(bytes, at) * ELAPSED_UNIT, at, 2);
        }
      }
      case AUTHENTICATION -> {
        int replay = AUTHENTICATION_PARTS.read(packet, layer, at, end, sink);
        if (replay != FieldSequence.CUT && end - replay >= 8) {
          REPLAY.read(packet, layer, replay, replay + 8, sink);
          AUTHENTICATION_INFORMATION.read(packet, layer, replay + 8, end, sink);
        }
      }
      case USER_CLASS -> classes(CLASS_LENGTHS, CLASS_DATA, packet, layer, at, end, sink);
      case VENDOR_CLASS -> {
        int from = VENDOR.read(packet, layer, at, end, sink);
        if (from != FieldSequence.CUT) {
          classes(null, VENDOR_DATA_VALUE, packet, layer, from, end, sink);
        }
      }
      case VENDOR_OPTIONS -> vendor(packet, layer, at, end, sink);
      case TIME_SERVER -> servers(packet, layer, at, end, sink);
      case CLIENT_NAME -> {
        FieldSequence flags = isFromServer ? SERVER_FLAG_BITS : CLIENT_FLAG_BITS;
        int from = flags.read(packet, layer, at, end, sink);
        if (from != FieldSequence.CUT) {
          names(CLIENT, packet, bytes, from, end, sink);
        }
      }
      case SIP_NAMES -> names(SIP_NAME, packet, bytes, at, end, sink);
      case SEARCH_LIST -> names(SEARCH, packet, bytes, at, end, sink);
      case NIS_NAME -> names(NIS, packet, bytes, at, end, sink);
      case NISP_NAME -> names(NISP, packet, bytes, at, end, sink);
      case BCMCS_NAMES -> names(BCMCS, packet, bytes, at, end, sink);
      case TUNNEL_NAME -> names(TUNNEL, packet, bytes, at, end, sink);
      default -> {} // The option's code and length are all that is shown.
    }
  }

  /** Reads a unique identifier of a host (RFC 8415 section 11). */
  private static void identifier(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    DUID_VALUE.read(packet, layer, at, end, sink);
    int value = DUID_KIND.read(packet, layer, at, end, sink);
    if (value == FieldSequence.CUT) {
      return;
    }
    switch (BigEndian.u16(bytes, at)) {
      case 1 -> {
        int time = TIMED.read(packet, layer, value, end, sink);
        if (time == FieldSequence.CUT || end - time < 4) {
          return;
        }
        if (sink.wants(TIME)) {
          long seconds = MILLENNIUM + BigEndian.u32(bytes, time);
          sink.time(TIME, seconds * NANOS_PER_SECOND, time, 4);
        }
        hex(TIMED_ADDRESS, packet, bytes, time + 4, end, true, sink);
      }
      case 2 -> ENTERPRISE_PARTS.read(packet, layer, value, end, sink);
      case 3 -> {
        int address = LINK.read(packet, layer, value, end, sink);
        if (address != FieldSequence.CUT) {
          hex(LINK_ADDRESS, packet, bytes, address, end, true, sink);
        }
      }
      case 4 -> UNIQUE_VALUE.read(packet, layer, value, end, sink);
      default -> {} // Nothing is known of other identifiers.
    }
  }

  private static void classes(
      FieldSequence lengths,
      FieldSequence data,
      Packet packet,
      int layer,
      int from,
      int end,
      FieldSink sink) {
    int at = from;
    while (end - at >= 2) {
      int next = at + 2 + BigEndian.u16(packet.bytes(layer), at);
      if (next > end) {
        return;
      }
      if (lengths != null) {
        lengths.read(packet, layer, at, end, sink);
      }
      data.read(packet, layer, at + 2, next, sink);
      at = next;
    }
  }

  private static void vendor(Packet packet, int layer, int from, int end, FieldSink sink) {
    int at = VENDOR_HEAD.read(packet, layer, from, end, sink);
    while (at != FieldSequence.CUT && end - at >= Dhcpv6.OPTION_HEADER) {
      int value = at + Dhcpv6.OPTION_HEADER;
      int next = value + BigEndian.u16(packet.bytes(layer), at + 2);
      if (next > end) {
        return;
      }
      VENDOR_OPTION.read(packet, layer, at, value, sink);
      VENDOR_OPTION_DATA.read(packet, layer, value, next, sink);
      at = next;
    }
  }

  /** Reads servers of the time (RFC 5908 section 4). */
  private static void servers(Packet packet, int layer, int from, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    while (end - at >= Dhcpv6.OPTION_HEADER) {
      int value = at + Dhcpv6.OPTION_HEADER;
      int next = value + BigEndian.u16(bytes, at + 2);
      if (next > end) {
        return;
      }
      TIME_HEAD.read(packet, layer, at, value, sink);
      switch (BigEndian.u16(bytes, at)) {
        case 1 -> TIME_ADDRESS.read(packet, layer, value, next, sink);
        case 2 -> TIME_GROUP.read(packet, layer, value, next, sink);
        case 3 -> names(TIME_NAME, packet, bytes, value, next, sink);
        default -> {} // Nothing is known of others.
      }
      at = next;
    }
  }

  /** Pushes bytes as a text of hexadecimal digits. */
  private static void hex(
      Field field,
      Packet packet,
      byte[] bytes,
      int from,
      int end,
      boolean hasColons,
      FieldSink sink) {
    if (from >= end || !sink.wants(field)) {
      return;
    }
    StringBuilder text = packet.text();
    for (int i = from; i < end; i++) {
      if (hasColons && i > from) {
        text.append(':');
      }
      text.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16));
      text.append(Character.forDigit(bytes[i] & 0xF, 16));
    }
    sink.text(field, text, from, end - from);
  }

  /** Reads names as DNS writes them, one behind the other (RFC 8415 section 10). */
  private static void names(
      Field field, Packet packet, byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    int at = from;
    while (at < end) {
      int start = at;
      StringBuilder name = packet.text();
      while (at < end && bytes[at] != 0) {
        int label = BigEndian.u8(bytes, at);
        if (label >= end - at || name.length() + label > MAX_NAME) {
          return;
        }
        if (name.length() > 0) {
          name.append('.');
        }
        for (int i = at + 1; i <= at + label; i++) {
          name.append((char) (bytes[i] & 0xFF));
        }
        at += 1 + label;
      }
      if (at < end && name.length() > 0) {
        name.append('.'); // A name that does not end here is a part of one.
      }
      at++;
      if (name.length() > 0) {
        sink.text(field, name, start, Math.min(at, end) - start);
      }
    }
  }
}

package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.List;

/** Options whose form depends on their own values. */
final class SpecialOptions {
  private static final int MAC_LENGTH = 6;

  private static final Field ID_TYPE = Field.u8("dhcp.client_id.type", "Type");
  private static final Field ID = Field.bytes("dhcp.client_id", "Identifier");
  private static final Field ID_TEXT = Field.text("dhcp.client_id.undef", "Client Identifier");
  private static final Field IAID = Field.text("dhcp.client_id.iaid", "IAID");
  private static final Field DUID_TYPE = Field.u16("dhcp.client_id.duid_type", "DUID Type");
  private static final Field LLT_HARDWARE =
      Field.u16("dhcp.client_id.duid_llt_hw_type", "Hardware type");
  private static final Field LL_HARDWARE =
      Field.u16("dhcp.client_id.duid_ll_hw_type", "Hardware type");
  private static final Field TIME = Field.u32("dhcp.client_id.time", "Time");
  private static final Field ENTERPRISE =
      Field.u32("dhcp.client_id.enterprise_num", "Enterprise-number");
  private static final FieldSequence ETHERNET_ID =
      FieldSequence.of(DhcpFields.HARDWARE_TYPE, DhcpFields.MAC);
  private static final FieldSequence TYPE_AND_ID = FieldSequence.of(ID_TYPE, ID);
  private static final FieldSequence LLT = FieldSequence.of(DUID_TYPE, LLT_HARDWARE, TIME);
  private static final FieldSequence VENDOR = FieldSequence.of(DUID_TYPE, ENTERPRISE);
  private static final FieldSequence LL = FieldSequence.of(DUID_TYPE, LL_HARDWARE);
  private static final FieldSequence OTHER_DUID = FieldSequence.of(DUID_TYPE);

  private static final Field MACHINE =
      Field.text("dhcp.client_id.uuid", "Client Identifier (UUID)");

  private static final Field FQDN_FLAGS = Field.u8("dhcp.fqdn.flags", "Flags").hexadecimal();
  private static final Field FQDN_NAME = Field.text("dhcp.fqdn.name", "Client name");
  private static final FieldSequence FQDN =
      FieldSequence.of(
          FQDN_FLAGS,
          Field.u8("dhcp.fqdn.mbz", "Reserved flags").masked(0xF0).hexadecimal().within(FQDN_FLAGS),
          Field.flag("dhcp.fqdn.n", "Server DDNS", 8, 0x08).within(FQDN_FLAGS),
          Field.flag("dhcp.fqdn.e", "Encoding", 8, 0x04).within(FQDN_FLAGS),
          Field.flag("dhcp.fqdn.o", "Server overrides", 8, 0x02).within(FQDN_FLAGS),
          Field.flag("dhcp.fqdn.s", "Server", 8, 0x01).within(FQDN_FLAGS),
          Field.u8("dhcp.fqdn.rcode1", "A-RR result"),
          Field.u8("dhcp.fqdn.rcode2", "PTR-RR result"));
  private static final int WIRE_ENCODING = 0x04;

  private static final Field CLASS_NUMBER =
      Field.u8("dhcp.option.user_class", "Instance of User Class").generated().repeating();
  private static final Field CLASS_LENGTH =
      Field.u8("dhcp.option.user_class.length", "User Class Length").repeating();
  private static final Field CLASS_DATA =
      Field.bytes("dhcp.option.user_class.data", "User Class Data").repeating();
  private static final Field CLASS_TEXT =
      Field.text("dhcp.option.user_class.text", "User Class Data (Text)");

  private static final Field SEARCH =
      Field.text("dhcp.option.dhcp_dns_domain_search_list_fqdn", "FQDN").repeating();

  private static final Field ROUTE =
      Field.bytes("dhcp.option.classless_static_route", "Subnet/MaskWidth-Router").repeating();

  private static final String AGENT = "dhcp.option.agent_information_option.";
  private static final Field SUBOPTION =
      Field.u8(AGENT + "suboption", "Option 82 Suboption").repeating();
  private static final Field SUBOPTION_LENGTH =
      Field.u8("dhcp.option.suboption_length", "Length").repeating();
  private static final FieldSequence SUBOPTION_HEAD = FieldSequence.of(SUBOPTION, SUBOPTION_LENGTH);
  private static final Field[] SUBOPTIONS = new Field[160];
  private static final FieldSequence[] SUBOPTION_VALUES = new FieldSequence[SUBOPTIONS.length];

  static {
    SUBOPTIONS[1] = Field.bytes(AGENT + "agent_circuit_id", "Agent Circuit ID");
    SUBOPTIONS[2] = Field.bytes(AGENT + "agent_remote_id", "Agent Remote ID");
    SUBOPTIONS[4] = Field.u32(AGENT + "docsis_device_class", "DOCSIS Device Class").hexadecimal();
    SUBOPTIONS[5] = Field.ipv4(AGENT + "link_selection", "Link selection");
    SUBOPTIONS[6] = Field.text(AGENT + "subscriber_id", "Subscriber ID");
    SUBOPTIONS[7] = Field.bytes(AGENT + "radius_attributes", "RADIUS Attributes");
    SUBOPTIONS[8] = Field.bytes(AGENT + "authentication", "Authentication");
    SUBOPTIONS[10] = Field.u8(AGENT + "flags", "Flags").hexadecimal();
    SUBOPTIONS[11] = Field.ipv4(AGENT + "server_id_override", "Server ID Override");
    SUBOPTIONS[12] = Field.bytes(AGENT + "relay_agent_id", "Relay Agent Identifier");
    SUBOPTIONS[150] =
        Field.ipv4(AGENT + "link_selection_cisco", "Link selection (Cisco proprietary)");
    SUBOPTIONS[152] =
        Field.ipv4(AGENT + "server_id_override_cisco", "Server ID Override (Cisco proprietary)");
    for (int i = 0; i < SUBOPTIONS.length; i++) {
      SUBOPTION_VALUES[i] = SUBOPTIONS[i] == null ? null : FieldSequence.of(SUBOPTIONS[i]);
    }
  }

  private SpecialOptions() {}

  /** Who the client is: a hardware address, a name, or an identity as in DHCPv6 (RFC 4361). */
  static OptionLayout clientIdentifier() {
    return OptionLayout.of(
        SpecialOptions::clientIdentifier,
        DhcpFields.HARDWARE_TYPE,
        DhcpFields.MAC,
        ID_TYPE,
        ID,
        ID_TEXT,
        IAID,
        DUID_TYPE,
        LLT_HARDWARE,
        LL_HARDWARE,
        TIME,
        ENTERPRISE);
  }

  private static void clientIdentifier(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int type = BigEndian.u8(bytes, at);
    int length = end - at - 1;
    if (type == Dhcp.ETHERNET && length == MAC_LENGTH) {
      ETHERNET_ID.read(packet, layer, at, end, sink);
    } else if (type == 0xFF && length > MAC_LENGTH) {
      identity(packet, layer, at + 1, end, sink);
    } else if (type == 0) {
      if (sink.wants(ID_TYPE)) {
        sink.number(ID_TYPE, type, at, 1);
      }
      if (length > 0 && sink.wants(ID_TEXT)) {
        FieldSequence.text(packet, layer, ID_TEXT, at + 1, length, sink);
      }
    } else {
      TYPE_AND_ID.read(packet, layer, at, end, sink);
    }
  }

  /** A number of the interface and an identity of the client (RFC 4361 section 6.1). */
  private static void identity(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (sink.wants(IAID)) {
      StringBuilder text = packet.text();
      for (int i = at; i < at + 4; i++) {
        hex(text, packet.bytes(layer)[i]);
      }
      sink.text(IAID, text, at, 4);
    }
    int identity = at + 4;
    if (end - identity < 2) {
      return;
    }
    switch (BigEndian.u16(packet.bytes(layer), identity)) {
      case 1 -> LLT.read(packet, layer, identity, end, sink);
      case 2 -> VENDOR.read(packet, layer, identity, end, sink);
      case 3 -> LL.read(packet, layer, identity, end, sink);
      default -> OTHER_DUID.read(packet, layer, identity, end, sink);
    }
  }

  private static void hex(StringBuilder text, byte b) {
    text.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
  }

  /** The identity of a machine that boots from the network (RFC 4578 section 2.3). */
  static OptionLayout machineIdentifier() {
    return OptionLayout.of(SpecialOptions::machineIdentifier, ID_TYPE, MACHINE);
  }

  private static void machineIdentifier(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (sink.wants(ID_TYPE)) {
      sink.number(ID_TYPE, BigEndian.u8(packet.bytes(layer), at), at, 1);
    }
    if (end - at == 17 && sink.wants(MACHINE)) {
      StringBuilder text = packet.text();
      byte[] bytes = packet.bytes(layer);
      // The first three parts stand with their least significant byte first.
      backwards(text, bytes, at + 1, 4);
      backwards(text.append('-'), bytes, at + 5, 2);
      backwards(text.append('-'), bytes, at + 7, 2);
      text.append('-');
      for (int i = at + 9; i < end; i++) {
        if (i == at + 11) {
          text.append('-');
        }
        hex(text, bytes[i]);
      }
      sink.text(MACHINE, text, at + 1, 16);
    }
  }

  private static void backwards(StringBuilder text, byte[] bytes, int at, int length) {
    for (int i = at + length - 1; i >= at; i--) {
      hex(text, bytes[i]);
    }
  }

  /** Version of a network interface; before it stands the kind, which is always 1 (RFC 4578). */
  static OptionLayout networkIdentifier(Field major, Field minor) {
    FieldSequence version = FieldSequence.of(major, minor);
    return OptionLayout.of(
        (packet, layer, at, end, sink) -> version.read(packet, layer, at + 1, end, sink),
        major,
        minor);
  }

  /** The name of the client (RFC 4702 section 2). */
  static OptionLayout domainName() {
    List<Field> fields = new ArrayList<>(FQDN.declared());
    fields.add(FQDN_NAME);
    return new OptionLayout(fields, SpecialOptions::domainName);
  }

  private static void domainName(Packet packet, int layer, int at, int end, FieldSink sink) {
    int name = FQDN.read(packet, layer, at, end, sink);
    if (name < 0 || name == end || !sink.wants(FQDN_NAME)) {
      return;
    }
    if ((packet.bytes(layer)[at] & WIRE_ENCODING) == 0) {
      FieldSequence.text(packet, layer, FQDN_NAME, name, end - name, sink);
    } else {
      StringBuilder text = packet.text();
      name(text, packet.bytes(layer), name, name, end);
      sink.text(FQDN_NAME, text, name, end - name);
    }
  }

  /**
   * Appends a name of labels behind their lengths, which may end in a pointer to an earlier place.
   *
   * @param base where pointers count from
   * @return index behind the name; -1 where it has no end or points forwards
   */
  private static int name(StringBuilder text, byte[] bytes, int base, int from, int end) {
    int next = -1;
    int before = from;
    boolean isFirst = true;
    for (int at = from; at < end; ) {
      int length = BigEndian.u8(bytes, at);
      if (length == 0) {
        return next < 0 ? at + 1 : next;
      }
      if (length >= 0xC0) {
        int target = at + 1 < end ? base + ((length & 0x3F) << 8 | (bytes[at + 1] & 0xFF)) : end;
        if (target >= before) {
          return -1;
        }
        next = next < 0 ? at + 2 : next;
        before = target;
        at = target;
        continue;
      }
      if (length >= 0x40 || at + length >= end || text.length() > 255) {
        return -1;
      }
      text.append(isFirst ? "" : ".");
      isFirst = false;
      for (int i = at + 1; i <= at + length; i++) {
        text.append((char) (bytes[i] & 0xFF));
      }
      at += length + 1;
    }
    return isFirst ? -1 : end;
  }

  /** Domains in which a name is looked up (RFC 3397). */
  static OptionLayout searchList() {
    return OptionLayout.of(SpecialOptions::searchList, SEARCH);
  }

  private static void searchList(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (!sink.wants(SEARCH)) {
      return;
    }
    for (int from = at; from < end; ) {
      StringBuilder text = packet.text();
      int next = name(text, packet.bytes(layer), at, from, end);
      if (next <= from) {
        return;
      }
      sink.text(SEARCH, text, from, next - from);
      from = next;
    }
  }

  /** Classes of the user, each behind its length (RFC 3004), or one text without a length. */
  static OptionLayout userClass() {
    return OptionLayout.of(
        SpecialOptions::userClass, CLASS_NUMBER, CLASS_LENGTH, CLASS_DATA, CLASS_TEXT);
  }

  private static void userClass(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int check = at;
    while (check < end && bytes[check] != 0) {
      check += 1 + BigEndian.u8(bytes, check);
    }
    if (check != end) {
      if (sink.wants(CLASS_TEXT)) {
        FieldSequence.text(packet, layer, CLASS_TEXT, at, end - at, sink);
      }
      return;
    }
    int number = 0;
    for (int from = at; from < end; ) {
      int length = BigEndian.u8(bytes, from);
      if (sink.wants(CLASS_NUMBER)) {
        sink.number(CLASS_NUMBER, number, 0, 0);
      }
      if (sink.wants(CLASS_LENGTH)) {
        sink.number(CLASS_LENGTH, length, from, 1);
      }
      if (sink.wants(CLASS_DATA)) {
        sink.bytes(CLASS_DATA, bytes, from + 1, length);
      }
      number++;
      from += 1 + length;
    }
  }

  /** Routes: width of the mask, the bytes of the destination that it covers, router (RFC 3442). */
  static OptionLayout classlessRoutes() {
    return OptionLayout.of(SpecialOptions::classlessRoutes, ROUTE);
  }

  private static void classlessRoutes(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    for (int from = at; from < end; ) {
      int width = BigEndian.u8(bytes, from);
      int next = from + 1 + (width + 7) / 8 + 4;
      if (width > 32 || next > end) {
        return;
      }
      if (sink.wants(ROUTE)) {
        sink.bytes(ROUTE, bytes, from, next - from);
      }
      from = next;
    }
  }

  /** What a relay knows of the client (RFC 3046 section 2). */
  static OptionLayout relayAgent() {
    List<Field> fields = new ArrayList<>(List.of(SUBOPTION, SUBOPTION_LENGTH));
    for (Field field : SUBOPTIONS) {
      if (field != null) {
        fields.add(field);
      }
    }
    return new OptionLayout(fields, SpecialOptions::relayAgent);
  }

  private static void relayAgent(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    for (int from = at; from < end; ) {
      int next = DhcpOptions.next(bytes, from, end);
      if (next < 0) {
        return;
      }
      SUBOPTION_HEAD.read(packet, layer, from, next, sink);
      int code = BigEndian.u8(bytes, from);
      if (code < SUBOPTION_VALUES.length && SUBOPTION_VALUES[code] != null) {
        SUBOPTION_VALUES[code].read(packet, layer, from + DhcpOptions.HEADER, next, sink);
      }
      from = next;
    }
  }
}

package io.weft.protocol.app.hsrp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message of Cisco's hot standby router protocol, version 1 (RFC 2281) or 2. */
public final class Hsrp {
  public static final Protocol PROTOCOL = Protocol.of("hsrp", "Cisco Hot Standby Router Protocol");

  private static final int UDP_PORT = 1985;
  private static final int UDP_PORT_IPV6 = 2029;
  private static final int MIN_LENGTH = 6;

  /**
   * Bytes of version and opcode, or of an element's type and length, from which on a message is
   * shown.
   */
  private static final int TYPE_LENGTH = 2;

  private static final int ADVERTISEMENT = 3;
  private static final int MAX_OPCODE = 3;

  private static final int GROUP_STATE = 1;
  private static final int INTERFACE_STATE = 2;
  private static final int TEXT = 3;
  private static final int MD5 = 4;

  private static final ValueNames OPCODES =
      ValueNames.from0("Hello", "Coup", "Resign", "Advertise");
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("hsrp.version", "Version")),
          at(1, Field.u8("hsrp.opcode", "Op Code").named(OPCODES)));
  private static final FixedFields STATE =
      FixedFields.of(
          at(
              2,
              Field.u8("hsrp.state", "State")
                  .named(
                      ValueNames.of(
                          "0 Initial",
                          "1 Learn",
                          "2 Listen",
                          "4 Speak",
                          "8 Standby",
                          "16 Active"))),
          at(3, Field.u8("hsrp.hellotime", "Hellotime")),
          at(4, Field.u8("hsrp.holdtime", "Holdtime")),
          at(5, Field.u8("hsrp.priority", "Priority")),
          at(6, Field.u8("hsrp.group", "Group")),
          at(7, Field.u8("hsrp.reserved", "Reserved")),
          at(8, 8, Field.text("hsrp.auth_data", "Authentication Data")),
          at(16, Field.ipv4("hsrp.virt_ip", "Virtual IP Address")));
  private static final FixedFields ADVERTISED =
      FixedFields.of(
          at(2, Field.u16("hsrp.adv.tlvtype", "TLV Type")),
          at(4, Field.u16("hsrp.adv.tlvlength", "TLV Length")),
          at(
              6,
              Field.u8("hsrp.adv.state", "Advertise state")
                  .named(ValueNames.of("1 Dormant", "2 Passive", "3 Active"))),
          at(7, Field.u8("hsrp.adv.reserved1", "Reserved")),
          at(8, Field.u16("hsrp.adv.activegrp", "Active groups")),
          at(10, Field.u16("hsrp.adv.passivegrp", "Passive groups")),
          at(12, Field.u32("hsrp.adv.reserved2", "Reserved")));

  private static final FixedFields GROUP_HEAD =
      FixedFields.of(at(0, Field.u8("hsrp2.group_state_tlv", "Group State TLV")));
  private static final FixedFields GROUP =
      FixedFields.of(
          at(2, Field.u8("hsrp2.version", "Version")),
          at(3, Field.u8("hsrp2.opcode", "Op Code").named(OPCODES)),
          at(
              4,
              Field.u8("hsrp2.state", "State")
                  .named(
                      ValueNames.from0(
                          "Disabled", "Initial", "Learn", "Listen", "Speak", "Standby", "Active"))),
          at(5, Field.u8("hsrp2.ipversion", "IP Ver.")),
          at(6, Field.u16("hsrp2.group", "Group")),
          at(8, Field.mac("hsrp2.identifier", "Identifier")),
          at(14, Field.u32("hsrp2.priority", "Priority")),
          at(18, Field.u32("hsrp2.hellotime", "Hellotime")),
          at(22, Field.u32("hsrp2.holdtime", "Holdtime")));
  private static final FixedFields VIRTUAL_IPV4 =
      FixedFields.of(at(26, Field.ipv4("hsrp2.virt_ip", "Virtual IP Address")));
  private static final FixedFields VIRTUAL_IPV6 =
      FixedFields.of(at(26, Field.ipv6("hsrp2.virt_ip_v6", "Virtual IPv6 Address")));
  private static final FixedFields INTERFACE =
      FixedFields.of(
          at(0, Field.u8("hsrp2.interface_state_tlv", "Interface State TLV")),
          at(2, Field.u16("hsrp2.active_groups", "Active Groups")),
          at(4, Field.u16("hsrp2.passive_groups", "Passive Groups")));
  private static final FixedFields PASSWORD =
      FixedFields.of(
          at(0, Field.u8("hsrp2.text_auth_tlv", "Text Authentication TLV")),
          at(2, 8, Field.text("hsrp2.auth_data", "Authentication Data")));
  private static final FixedFields DIGEST =
      FixedFields.of(
          at(0, Field.u8("hsrp2.md5_auth_tlv", "MD5 Authentication TLV")),
          at(2, Field.u8("hsrp2.md5_algorithm", "MD5 Algorithm")),
          at(3, Field.u8("hsrp2.md5_padding", "Padding").hexadecimal()),
          at(4, Field.u16("hsrp2.md5_flags", "MD5 Flags")),
          at(6, Field.ipv4("hsrp.md5_ip_address", "Sender's IP Address")),
          at(10, Field.u32("hsrp2.md5_key_id", "MD5 Key ID")),
          at(14, 16, Field.bytes("hsrp2.md5_auth_data", "MD5 Authentication Data")));

  private static final LayerFields FIELDS =
      LayerFields.of(
          Hsrp::read,
          List.of(
              HEAD,
              STATE,
              ADVERTISED,
              GROUP_HEAD,
              GROUP,
              VIRTUAL_IPV4,
              VIRTUAL_IPV6,
              INTERFACE,
              PASSWORD,
              DIGEST));

  private Hsrp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, FIELDS)
        .udp(
            UdpPayload.of(
                    new MessageDissector(PROTOCOL, MIN_LENGTH, TYPE_LENGTH), TYPE_LENGTH, Hsrp::fit)
                .ports(UDP_PORT, UDP_PORT_IPV6));
  }

  /** Version 1 begins with a 0; version 2 with an element, whose length is that of its type. */
  static DatagramProbe.Fit fit(byte[] bytes, int from, int to, int wireTo) {
    boolean isFirst = bytes[from] == 0 && bytes[from + 1] >= 0 && bytes[from + 1] <= MAX_OPCODE;
    boolean isSecond = isElement(bytes[from], BigEndian.u8(bytes, from + 1));
    return isFirst || isSecond ? DatagramProbe.Fit.MAYBE : DatagramProbe.Fit.NO;
  }

  private static boolean isElement(int type, int length) {
    return (type == GROUP_STATE && length == 40) || (type == INTERFACE_STATE && length == 4);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    if (bytes[at] == 0) {
      HEAD.read(bytes, at, end, sink);
      (bytes[at + 1] == ADVERTISEMENT ? ADVERTISED : STATE).read(bytes, at, end, sink);
      if (bytes[at + 1] != ADVERTISEMENT) {
        elements(bytes, at + 20, end, sink);
      }
      return;
    }
    elements(bytes, at, end, sink);
  }

  private static void elements(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + 2 <= end) {
      int next = Math.min(end, at + 2 + BigEndian.u8(bytes, at + 1));
      switch (bytes[at]) {
        case GROUP_STATE -> group(bytes, at, next, sink);
        case INTERFACE_STATE -> INTERFACE.read(bytes, at, next, sink);
        case TEXT -> PASSWORD.read(bytes, at, next, sink);
        case MD5 -> DIGEST.read(bytes, at, next, sink);
        default -> {} // Wireshark knows no other element.
      }
      at = next;
    }
  }

  private static void group(byte[] bytes, int at, int end, FieldSink sink) {
    GROUP_HEAD.read(bytes, at, end, sink);
    GROUP.read(bytes, at, end, sink);
    if (at + 5 < end) {
      (bytes[at + 5] == 6 ? VIRTUAL_IPV6 : VIRTUAL_IPV4).read(bytes, at, end, sink);
    }
  }
}

package io.weft.protocol.link.arp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import java.util.List;

/**
 * The fields of an ARP message. Which form an address has follows from its type and its length; one
 * that is neither Ethernet's nor IPv4's is shown as bytes.
 */
final class ArpFields {
  private static final int ETHERNET = 1;
  private static final int IEEE_802 = 6;
  private static final int MAC_LENGTH = 6;
  private static final int IPV4_LENGTH = 4;

  private static final FixedFields FIXED =
      FixedFields.of(
          at(
              Arp.HARDWARE_TYPE,
              Field.u16("arp.hw.type", "Hardware type")
                  .named(
                      ValueNames.of(
                          "1 Ethernet",
                          "6 IEEE 802",
                          "7 ARCNET",
                          "15 Frame Relay",
                          "16 ATM",
                          "18 Fibre Channel",
                          "24 IEEE 1394",
                          "31 IPsec tunnel",
                          "32 InfiniBand"))),
          at(
              Arp.PROTOCOL_TYPE,
              Field.u16("arp.proto.type", "Protocol type").hexadecimal().named(EtherType.NAMES)),
          at(Arp.HARDWARE_LENGTH, Field.u8("arp.hw.size", "Hardware size")),
          at(Arp.PROTOCOL_LENGTH, Field.u8("arp.proto.size", "Protocol size")),
          at(
              Arp.OPERATION,
              Field.u16("arp.opcode", "Opcode")
                  .named(
                      ValueNames.of(
                          "1 request",
                          "2 reply",
                          "3 reverse request",
                          "4 reverse reply",
                          "5 DRARP request",
                          "6 DRARP reply",
                          "7 DRARP error",
                          "8 inverse request",
                          "9 inverse reply",
                          "10 NAK"))));

  private static final Field IS_PROBE = Field.flag("arp.isprobe", "Is probe").generated();
  private static final Field IS_GRATUITOUS =
      Field.flag("arp.isgratuitous", "Is gratuitous").generated();
  private static final Field IS_ANNOUNCEMENT =
      Field.flag("arp.isannouncement", "Is announcement").generated();

  private static final Field SENDER_MAC = Field.mac("arp.src.hw_mac", "Sender MAC address");
  private static final Field SENDER_HARDWARE = Field.bytes("arp.src.hw", "Sender hardware address");
  private static final Field SENDER_IPV4 = Field.ipv4("arp.src.proto_ipv4", "Sender IP address");
  private static final Field SENDER_PROTOCOL =
      Field.bytes("arp.src.proto", "Sender protocol address");
  private static final Field TARGET_MAC = Field.mac("arp.dst.hw_mac", "Target MAC address");
  private static final Field TARGET_HARDWARE = Field.bytes("arp.dst.hw", "Target hardware address");
  private static final Field TARGET_IPV4 = Field.ipv4("arp.dst.proto_ipv4", "Target IP address");
  private static final Field TARGET_PROTOCOL =
      Field.bytes("arp.dst.proto", "Target protocol address");

  static final LayerFields FIELDS =
      LayerFields.of(
          ArpFields::read,
          List.of(FIXED, ArpConflict.FIELDS),
          IS_PROBE,
          IS_GRATUITOUS,
          IS_ANNOUNCEMENT,
          SENDER_MAC,
          SENDER_HARDWARE,
          SENDER_IPV4,
          SENDER_PROTOCOL,
          TARGET_MAC,
          TARGET_HARDWARE,
          TARGET_IPV4,
          TARGET_PROTOCOL);

  private ArpFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    FIXED.read(bytes, start, end, sink);
    int hardware = BigEndian.u8(bytes, start + Arp.HARDWARE_LENGTH);
    int protocol = BigEndian.u8(bytes, start + Arp.PROTOCOL_LENGTH);
    int type = BigEndian.u16(bytes, start + Arp.HARDWARE_TYPE);
    boolean isMac = (type == ETHERNET || type == IEEE_802) && hardware == MAC_LENGTH;
    boolean isIpv4 =
        protocol == IPV4_LENGTH
            && BigEndian.u16(bytes, start + Arp.PROTOCOL_TYPE) == EtherType.IPV4;
    int senderIp = start + Arp.FIXED_LENGTH + hardware;
    int target = senderIp + protocol;
    if (isIpv4 && target + hardware + protocol <= end) {
      meaning(bytes, start, senderIp, target + hardware, sink);
    }
    int sender = start + Arp.FIXED_LENGTH;
    hardware(SENDER_MAC, SENDER_HARDWARE, isMac, bytes, sender, hardware, end, sink);
    protocol(SENDER_IPV4, SENDER_PROTOCOL, isIpv4, bytes, senderIp, protocol, end, sink);
    hardware(TARGET_MAC, TARGET_HARDWARE, isMac, bytes, target, hardware, end, sink);
    protocol(TARGET_IPV4, TARGET_PROTOCOL, isIpv4, bytes, target + hardware, protocol, end, sink);
    ArpConflict.FIELDS.read(packet, layer, sink);
  }

  /** Reads what kind of question or statement the message is (RFC 5227, sections 1.1 and 3). */
  private static void meaning(byte[] bytes, int start, int senderAt, int targetAt, FieldSink sink) {
    int operation = BigEndian.u16(bytes, start + Arp.OPERATION);
    int sender = BigEndian.i32(bytes, senderAt);
    int target = BigEndian.i32(bytes, targetAt);
    boolean isStatement = operation == Arp.REQUEST || operation == Arp.REPLY;
    if (operation == Arp.REQUEST && sender == 0) {
      flag(IS_PROBE, sink);
    } else if (isStatement && sender == target) {
      flag(IS_GRATUITOUS, sink);
      if (operation == Arp.REQUEST) {
        flag(IS_ANNOUNCEMENT, sink);
      }
    }
  }

  private static void flag(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  private static void hardware(
      Field mac,
      Field other,
      boolean isMac,
      byte[] bytes,
      int at,
      int length,
      int end,
      FieldSink sink) {
    Field field = isMac ? mac : other;
    if (length == 0 || at + length > end || !sink.wants(field)) {
      return;
    }
    if (isMac) {
      sink.mac(mac, bytes, at);
    } else {
      sink.bytes(other, bytes, at, length);
    }
  }

  private static void protocol(
      Field ipv4,
      Field other,
      boolean isIpv4,
      byte[] bytes,
      int at,
      int length,
      int end,
      FieldSink sink) {
    Field field = isIpv4 ? ipv4 : other;
    if (length == 0 || at + length > end || !sink.wants(field)) {
      return;
    }
    if (isIpv4) {
      sink.ipv4(ipv4, BigEndian.i32(bytes, at), at, length);
    } else {
      sink.bytes(other, bytes, at, length);
    }
  }
}

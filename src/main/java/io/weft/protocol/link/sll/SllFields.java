package io.weft.protocol.link.sll;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.TrailerFields;
import java.util.List;

/** The fields of Linux' cooked headers, which both versions have in another order. */
final class SllFields {
  private static final int GRE = 778;
  private static final int NETLINK = 824;
  private static final int MAC_LENGTH = 6;
  private static final int IPV4_LENGTH = 4;
  private static final int MAX_ADDRESS = 8;

  private static final ValueNames DIRECTIONS =
      ValueNames.from0(
          "Unicast to us", "Broadcast", "Multicast", "Unicast to another host", "Sent by us");
  private static final Field PACKET_TYPE =
      Field.u16("sll.pkttype", "Packet type").named(DIRECTIONS);
  private static final Field HARDWARE =
      Field.u16("sll.hatype", "Link-layer address type")
          .named(
              ValueNames.of(
                  "1 Ethernet",
                  "512 PPP",
                  "519 Raw IP",
                  "768 IPIP tunnel",
                  "772 Loopback",
                  "776 IPv6 in IPv4 tunnel",
                  "778 GRE",
                  "801 IEEE 802.11",
                  "803 IEEE 802.11 radiotap",
                  "824 Netlink",
                  "65534 No link-layer header"));
  private static final Field LENGTH = Field.u16("sll.halen", "Link-layer address length");
  private static final Field MAC = Field.mac("sll.src.eth", "Source");
  private static final Field IPV4 = Field.ipv4("sll.src.ipv4", "Source");
  private static final Field OTHER = Field.bytes("sll.src.other", "Source");
  private static final Field UNUSED = Field.bytes("sll.unused", "Unused");
  private static final Field TYPE =
      Field.u16("sll.etype", "Protocol").hexadecimal().named(EtherType.NAMES);
  private static final Field LINUX_TYPE =
      Field.u16("sll.ltype", "Protocol")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x0001 Novell 802.3 raw",
                  "0x0003 All protocols",
                  "0x0004 802.2 LLC",
                  "0x000C CAN",
                  "0x000D CAN FD"));
  private static final Field GRE_TYPE =
      Field.u16("sll.gretype", "Protocol").hexadecimal().named(EtherType.NAMES);
  private static final Field INTERFACE = Field.u32("sll.ifindex", "Interface index");

  private static final FixedFields FIRST =
      FixedFields.of(at(0, PACKET_TYPE), at(2, HARDWARE), at(4, LENGTH));
  private static final FixedFields SECOND = FixedFields.of(at(4, INTERFACE), at(8, HARDWARE));

  static final LayerFields VERSION_1 =
      LayerFields.inOrder(
          LayerFields.of(
              SllFields::read1,
              List.of(FIRST),
              MAC,
              IPV4,
              OTHER,
              UNUSED,
              TYPE,
              LINUX_TYPE,
              GRE_TYPE),
          TrailerFields.ofTag(Field.bytes("sll.trailer", "Trailer")));

  static final LayerFields VERSION_2 =
      LayerFields.of(
          SllFields::read2,
          List.of(SECOND),
          TYPE,
          LINUX_TYPE,
          GRE_TYPE,
          PACKET_TYPE,
          LENGTH,
          MAC,
          IPV4,
          OTHER,
          UNUSED);

  private SllFields() {}

  private static void read1(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    FIRST.read(bytes, at, packet.payload(layer), sink);
    address(bytes, at + 6, BigEndian.u16(bytes, at + 4), sink);
    type(bytes, at + 14, LinuxCooked.hardwareType(bytes, at), sink);
  }

  private static void read2(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    type(bytes, at, LinuxCooked2.hardwareType(bytes, at), sink);
    SECOND.read(bytes, at, packet.payload(layer), sink);
    int length = BigEndian.u8(bytes, at + 11);
    if (sink.wants(PACKET_TYPE)) {
      sink.number(PACKET_TYPE, BigEndian.u8(bytes, at + 10), at + 10, 1);
    }
    if (sink.wants(LENGTH)) {
      sink.number(LENGTH, length, at + 11, 1);
    }
    address(bytes, at + 12, length, sink);
  }

  private static void address(byte[] bytes, int at, int length, FieldSink sink) {
    int there = Math.min(length, MAX_ADDRESS);
    if (there == MAC_LENGTH) {
      if (sink.wants(MAC)) {
        sink.mac(MAC, bytes, at);
      }
    } else if (there == IPV4_LENGTH) {
      if (sink.wants(IPV4)) {
        sink.ipv4(IPV4, BigEndian.i32(bytes, at), at, there);
      }
    } else if (there > 0 && sink.wants(OTHER)) {
      sink.bytes(OTHER, bytes, at, there);
    }
    if (there < MAX_ADDRESS && sink.wants(UNUSED)) {
      sink.bytes(UNUSED, bytes, at + there, MAX_ADDRESS - there);
    }
  }

  private static void type(byte[] bytes, int at, int hardware, FieldSink sink) {
    int type = BigEndian.u16(bytes, at);
    Field field = type >= EtherType.MIN ? TYPE : LINUX_TYPE;
    if (hardware == GRE) {
      field = GRE_TYPE;
    }
    if (hardware != NETLINK && sink.wants(field)) {
      sink.number(field, type, at, 2);
    }
  }
}

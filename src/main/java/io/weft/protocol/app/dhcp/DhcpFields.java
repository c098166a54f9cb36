package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, by Wireshark's names, with a record of a group for each option. */
final class DhcpFields {
  /** The longest hardware address, for which the header has room. */
  private static final int HARDWARE_ROOM = 16;

  private static final int MAC_LENGTH = 6;

  private static final Field FLAGS = Field.u16("dhcp.flags", "Bootp flags").hexadecimal();
  static final Field HARDWARE_TYPE = Field.u8("dhcp.hw.type", "Hardware type").hexadecimal();
  static final Field MAC = Field.mac("dhcp.hw.mac_addr", "Client MAC address");
  private static final Field HARDWARE = Field.bytes("dhcp.hw.addr", "Client hardware address");
  private static final Field PADDING =
      Field.bytes("dhcp.hw.addr_padding", "Client hardware address padding");
  private static final Field SERVER_NAME = Field.text("dhcp.server", "Server host name");
  private static final Field FILE = Field.text("dhcp.file", "Boot file name");
  private static final Field COOKIE = Field.ipv4("dhcp.cookie", "Magic cookie");

  private static final Field SECONDS = Field.u16("dhcp.secs", "Seconds elapsed");
  private static final Field SWAPPED_SECONDS =
      Field.presence("dhcp.secs_le", "Seconds elapsed appears to be encoded as little-endian")
          .generated();
  private static final Field OVERLOADED_NAME =
      Field.presence("dhcp.server_name_overloaded_by_dhcp", "Server name option overloaded by DHCP")
          .generated();
  private static final Field OVERLOADED_FILE =
      Field.presence(
              "dhcp.boot_filename_overloaded_by_dhcp", "Boot file name option overloaded by DHCP")
          .generated();

  private static final FieldSequence HEAD =
      FieldSequence.of(
          Field.u8("dhcp.type", "Message type").named(DhcpNames::operation),
          HARDWARE_TYPE,
          Field.u8("dhcp.hw.len", "Hardware address length"),
          Field.u8("dhcp.hops", "Hops"),
          Field.u32("dhcp.id", "Transaction ID").hexadecimal());
  private static final FieldSequence AFTER_SECONDS =
      FieldSequence.of(
          FLAGS,
          Field.flag("dhcp.flags.bc", "Broadcast flag", 16, 0x8000).within(FLAGS),
          Field.u16("dhcp.flags.reserved", "Reserved flags")
              .masked(0x7FFF)
              .hexadecimal()
              .within(FLAGS),
          Field.ipv4("dhcp.ip.client", "Client IP address"),
          Field.ipv4("dhcp.ip.your", "Your (client) IP address"),
          Field.ipv4("dhcp.ip.server", "Next server IP address"),
          Field.ipv4("dhcp.ip.relay", "Relay agent IP address"));
  private static final FieldSequence MAC_ADDRESS = FieldSequence.of(MAC, PADDING);
  private static final FieldSequence OTHER_ADDRESS = FieldSequence.of(HARDWARE);
  private static final FieldSequence ADDRESS_PADDING = FieldSequence.of(PADDING);
  private static final FieldSequence COOKIE_VALUE = FieldSequence.of(COOKIE);

  private DhcpFields() {}

  static LayerFields all() {
    OptionFields options = new OptionFields();
    List<Field> declared = new ArrayList<>(HEAD.declared());
    declared.addAll(List.of(SECONDS, SWAPPED_SECONDS));
    declared.addAll(AFTER_SECONDS.declared());
    declared.addAll(List.of(OVERLOADED_NAME, OVERLOADED_FILE));
    declared.addAll(List.of(MAC, HARDWARE, PADDING, SERVER_NAME, FILE, COOKIE));
    declared.addAll(options.declared());
    return LayerFields.of(
        (packet, layer, sink) -> read(options, packet, layer, sink),
        declared.stream().distinct().toList());
  }

  private static void read(OptionFields options, Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(packet, layer, start, limit, sink);
    seconds(bytes, start + Dhcp.SECONDS, sink);
    AFTER_SECONDS.read(packet, layer, start + Dhcp.FLAGS, limit, sink);
    hardware(packet, layer, start + Dhcp.HARDWARE_ADDRESS, sink);
    if (limit - start < Dhcp.HEADER_LENGTH) {
      return;
    }
    int overload = OptionOverload.of(bytes, start, limit);
    if (!OptionOverload.holdsServerName(overload)) {
      text(SERVER_NAME, packet, layer, start + Dhcp.SERVER_NAME, start + Dhcp.FILE, sink);
    } else if (sink.wants(OVERLOADED_NAME)) {
      sink.flag(OVERLOADED_NAME, true, 0, 0);
    }
    if (!OptionOverload.holdsFile(overload)) {
      text(FILE, packet, layer, start + Dhcp.FILE, start + Dhcp.COOKIE, sink);
    } else if (sink.wants(OVERLOADED_FILE)) {
      sink.flag(OVERLOADED_FILE, true, 0, 0);
    }
    if (Dhcp.hasCookie(bytes, start, limit)) {
      COOKIE_VALUE.read(packet, layer, start + Dhcp.COOKIE, limit, sink);
      options.read(packet, layer, start + Dhcp.OPTIONS, limit, sink);
    }
  }

  /** Some clients write their seconds with the least significant byte first. */
  private static void seconds(byte[] bytes, int at, FieldSink sink) {
    int seconds = BigEndian.u16(bytes, at);
    boolean isSwapped = seconds != 0 && (seconds & 0xFF) == 0;
    if (sink.wants(SECONDS)) {
      sink.number(SECONDS, isSwapped ? seconds >> Byte.SIZE : seconds, at, 2);
    }
    if (isSwapped && sink.wants(SWAPPED_SECONDS)) {
      sink.flag(SWAPPED_SECONDS, true, 0, 0);
    }
  }

  private static void hardware(Packet packet, int layer, int at, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int header = packet.start(layer);
    int length = BigEndian.u8(bytes, header + Dhcp.HARDWARE_LENGTH);
    int end = at + HARDWARE_ROOM;
    if (length == MAC_LENGTH && bytes[header + Dhcp.HARDWARE_TYPE] == Dhcp.ETHERNET) {
      MAC_ADDRESS.read(packet, layer, at, end, sink);
    } else if (length <= HARDWARE_ROOM) {
      OTHER_ADDRESS.read(packet, layer, at, end, sink); // as Wireshark does, with the padding
      ADDRESS_PADDING.read(packet, layer, at + length, end, sink);
    }
  }

  private static void text(
      Field field, Packet packet, int layer, int from, int to, FieldSink sink) {
    if (packet.bytes(layer)[from] != 0 && sink.wants(field)) {
      FieldSequence.text(packet, layer, field, from, to - from, sink);
    }
  }
}

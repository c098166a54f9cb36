package io.weft.protocol.link.cdp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.CiscoSnap;
import java.util.List;

/** A message by which Cisco's devices tell their neighbours what they are. */
public final class Cdp {
  public static final Protocol PROTOCOL = Protocol.of("cdp", "Cisco Discovery Protocol");

  private static final int HEADER_LENGTH = 4;
  private static final int ELEMENT_LENGTH = 4;

  private static final int DEVICE = 0x0001;
  private static final int ADDRESSES = 0x0002;
  private static final int PORT = 0x0003;
  private static final int CAPABILITIES = 0x0004;
  private static final int VERSION = 0x0005;
  private static final int PLATFORM = 0x0006;
  private static final int HELLO = 0x0008;
  private static final int VTP_DOMAIN = 0x0009;
  private static final int NATIVE_VLAN = 0x000A;
  private static final int DUPLEX = 0x000B;
  private static final int POWER = 0x0010;
  private static final int MTU = 0x0011;
  private static final int TRUST = 0x0012;
  private static final int UNTRUSTED = 0x0013;
  private static final int SYSTEM_NAME = 0x0014;
  private static final int MANAGEMENT = 0x0016;
  private static final int POWER_REQUEST = 0x0019;
  private static final int POWER_AVAILABLE = 0x001A;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("cdp.version", "Version")),
          at(1, Field.u8("cdp.ttl", "TTL")),
          at(2, Field.u16("cdp.checksum", "Checksum").hexadecimal()));

  static final Field ELEMENT = Field.group("cdp.tlvs", "Element");
  private static final FixedFields ELEMENT_HEAD =
      FixedFields.of(
          at(
              0,
              Field.u16("cdp.tlv.type", "Type")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x0001 Device ID",
                          "0x0002 Addresses",
                          "0x0003 Port ID",
                          "0x0004 Capabilities",
                          "0x0005 Software version",
                          "0x0006 Platform",
                          "0x0007 IP prefix/gateway",
                          "0x0008 Protocol hello",
                          "0x0009 VTP management domain",
                          "0x000A Native VLAN",
                          "0x000B Duplex",
                          "0x000E VoIP VLAN reply",
                          "0x000F VoIP VLAN query",
                          "0x0010 Power consumption",
                          "0x0011 MTU",
                          "0x0012 Trust bitmap",
                          "0x0013 Untrusted port CoS",
                          "0x0014 System name",
                          "0x0015 System object identifier",
                          "0x0016 Management address",
                          "0x0017 Location",
                          "0x0019 Power request",
                          "0x001A Power available"))
                  .within(ELEMENT)),
          at(2, Field.u16("cdp.tlv.len", "Length").within(ELEMENT)));
  private static final FixedFields DEVICE_ID = text("cdp.deviceid", "Device ID");
  private static final FixedFields PORT_ID = text("cdp.portid", "Sent through Interface");
  private static final FixedFields PLATFORM_NAME = text("cdp.platform", "Platform");
  private static final FixedFields SYSTEM = text("cdp.system_name", "System Name");
  private static final FixedFields DOMAIN =
      text("cdp.vtp_management_domain", "VTP Management Domain");
  private static final Field CAPABLE =
      Field.u32("cdp.capabilities", "Capabilities").hexadecimal().within(ELEMENT);
  private static final FixedFields CAPABLE_OF =
      FixedFields.of(
          at(4, CAPABLE),
          at(4, capability("router", "Router", 0x001)),
          at(4, capability("trans_bridge", "Transparent Bridge", 0x002)),
          at(4, capability("src_bridge", "Source Route Bridge", 0x004)),
          at(4, capability("switch", "Switch", 0x008)),
          at(4, capability("host", "Host", 0x010)),
          at(4, capability("igmp_capable", "IGMP capable", 0x020)),
          at(4, capability("repeater", "Repeater", 0x040)),
          at(4, capability("voip_phone", "VoIP Phone", 0x080)),
          at(4, capability("remote", "Remotely Managed Device", 0x100)),
          at(4, capability("cvta", "CVTA", 0x200)),
          at(4, capability("mac_relay", "Two-port MAC Relay", 0x400)));
  private static final FixedFields VLAN =
      FixedFields.of(at(4, Field.u16("cdp.native_vlan", "Native VLAN").within(ELEMENT)));
  private static final FixedFields FULL =
      FixedFields.of(at(4, Field.flag("cdp.duplex", "Duplex", 8, 1).within(ELEMENT)));
  private static final FixedFields CONSUMPTION =
      FixedFields.of(
          at(4, Field.u16("cdp.power_consumption", "Power Consumption").within(ELEMENT)));
  private static final FixedFields UNIT =
      FixedFields.of(at(4, Field.u32("cdp.mtu", "MTU").within(ELEMENT)));
  private static final FixedFields BITMAP =
      FixedFields.of(
          at(4, Field.u8("cdp.trust_bitmap", "Trust Bitmap").hexadecimal().within(ELEMENT)));
  private static final FixedFields COS =
      FixedFields.of(
          at(
              4,
              Field.u8("cdp.untrusted_port_cos", "Untrusted port CoS")
                  .hexadecimal()
                  .within(ELEMENT)));
  private static final FixedFields COUNT =
      FixedFields.of(
          at(4, Field.u32("cdp.number_of_addresses", "Number of addresses").within(ELEMENT)));
  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(
              0,
              Field.u8("cdp.protocol_type", "Protocol type")
                  .hexadecimal()
                  .named(ValueNames.of("1 NLPID", "2 802.2"))
                  .within(ELEMENT)
                  .repeating()),
          at(1, Field.u8("cdp.protocol_length", "Protocol length").within(ELEMENT).repeating()));
  private static final Field ADDRESS_PROTOCOL =
      Field.bytes("cdp.protocol", "Protocol").within(ELEMENT).repeating();
  private static final FixedFields ADDRESS_LENGTH =
      FixedFields.of(
          at(0, Field.u16("cdp.address_length", "Address length").within(ELEMENT).repeating()));
  private static final FixedFields IPV4 =
      FixedFields.of(
          at(2, Field.ipv4("cdp.nrgyz.ip_address", "IP Address").within(ELEMENT).repeating()));
  private static final FixedFields IPV6 =
      FixedFields.of(
          at(2, Field.ipv6("cdp.nrgyz.ipv6_address", "IPv6 Address").within(ELEMENT).repeating()));
  private static final Field SOFTWARE =
      Field.text("cdp.software_version", "Software Version").within(ELEMENT).repeating();
  private static final FixedFields REQUEST =
      FixedFields.of(
          at(4, Field.u16("cdp.request_id", "Request-ID").within(ELEMENT)),
          at(6, Field.u16("cdp.management_id", "Management-ID").within(ELEMENT)));
  private static final FixedFields REQUESTED =
      FixedFields.of(
          at(0, Field.u32("cdp.power_requested", "Power Requested").within(ELEMENT).repeating()));
  private static final FixedFields AVAILABLE =
      FixedFields.of(
          at(0, Field.u32("cdp.power_available", "Power Available").within(ELEMENT).repeating()));
  private static final FixedFields NOTHING = FixedFields.of();

  private static final LayerFields FIELDS =
      LayerFields.of(
          Cdp::read,
          List.of(
              HEADER,
              ELEMENT_HEAD,
              DEVICE_ID,
              PORT_ID,
              PLATFORM_NAME,
              SYSTEM,
              DOMAIN,
              CAPABLE_OF,
              VLAN,
              FULL,
              CONSUMPTION,
              UNIT,
              BITMAP,
              COS,
              COUNT,
              ADDRESS,
              ADDRESS_LENGTH,
              IPV4,
              IPV6,
              REQUEST,
              REQUESTED,
              AVAILABLE,
              HelloFields.DECLARED),
          ELEMENT,
          ADDRESS_PROTOCOL,
          SOFTWARE);

  private Cdp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, FIELDS)
        .put(CiscoSnap.TABLE, CiscoSnap.CDP, new MessageDissector(PROTOCOL, HEADER_LENGTH));
  }

  private static FixedFields text(String name, String label) {
    return FixedFields.of(rest(ELEMENT_LENGTH, Field.text(name, label).within(ELEMENT)));
  }

  private static Field capability(String name, String label, int mask) {
    return Field.flag("cdp.capabilities." + name, label, 32, mask).within(CAPABLE);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    at += HEADER_LENGTH;
    if (!sink.wants(ELEMENT)) {
      return;
    }
    while (at + ELEMENT_LENGTH <= end) {
      int length = BigEndian.u16(bytes, at + 2);
      if (length < ELEMENT_LENGTH) {
        return;
      }
      int next = Math.min(at + length, end);
      sink.begin(ELEMENT, at, next - at);
      ELEMENT_HEAD.read(bytes, at, next, sink);
      element(BigEndian.u16(bytes, at), bytes, at, next, sink);
      sink.end(ELEMENT);
      at += length;
    }
  }

  private static void element(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case ADDRESSES, MANAGEMENT -> addresses(bytes, at, end, sink);
      case HELLO -> HelloFields.read(bytes, at, end, sink);
      case POWER_REQUEST -> powers(REQUESTED, bytes, at, end, sink);
      case POWER_AVAILABLE -> powers(AVAILABLE, bytes, at, end, sink);
      case VERSION -> lines(bytes, at + ELEMENT_LENGTH, end, sink);
      default -> layout(type).read(bytes, at, end, sink);
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case DEVICE -> DEVICE_ID;
      case PORT -> PORT_ID;
      case CAPABILITIES -> CAPABLE_OF;
      case PLATFORM -> PLATFORM_NAME;
      case VTP_DOMAIN -> DOMAIN;
      case NATIVE_VLAN -> VLAN;
      case DUPLEX -> FULL;
      case POWER -> CONSUMPTION;
      case MTU -> UNIT;
      case TRUST -> BITMAP;
      case UNTRUSTED -> COS;
      case SYSTEM_NAME -> SYSTEM;
      default -> NOTHING;
    };
  }

  /** Reads a text as Wireshark does: each of its lines is a value. */
  private static void lines(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at < end) {
      int line = at;
      while (line < end && bytes[line] != '\n') {
        line++;
      }
      if (line > at && sink.wants(SOFTWARE)) {
        sink.text(SOFTWARE, bytes, at, line - at);
      }
      at = line + 1;
    }
  }

  /** Reads how much power is asked for or offered, in milliwatts: several values. */
  private static void powers(FixedFields each, byte[] bytes, int start, int end, FieldSink sink) {
    REQUEST.read(bytes, start, end, sink);
    for (int at = start + 8; at + 4 <= end; at += 4) {
      each.read(bytes, at, end, sink);
    }
  }

  private static void addresses(byte[] bytes, int start, int end, FieldSink sink) {
    COUNT.read(bytes, start, end, sink);
    int at = start + 8;
    while (at + 4 <= end) {
      ADDRESS.read(bytes, at, end, sink);
      int protocol = BigEndian.u8(bytes, at + 1);
      int length = at + 2 + protocol;
      if (length + 2 > end) {
        return;
      }
      if (protocol > 0 && sink.wants(ADDRESS_PROTOCOL)) {
        sink.bytes(ADDRESS_PROTOCOL, bytes, at + 2, protocol);
      }
      ADDRESS_LENGTH.read(bytes, length, end, sink);
      int next = length + 2 + BigEndian.u16(bytes, length);
      if (next > end) {
        return;
      }
      if (next - length == 6) {
        IPV4.read(bytes, length, next, sink);
      } else if (next - length == 18) {
        IPV6.read(bytes, length, next, sink);
      }
      at = next;
    }
  }
}

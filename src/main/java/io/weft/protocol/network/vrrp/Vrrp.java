package io.weft.protocol.network.vrrp;

import static io.weft.dissect.field.FixedFields.at;

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
import io.weft.dissect.number.IpProtocol;
import java.util.List;

/** An advertisement by which routers share an address (RFC 3768, RFC 5798). */
public final class Vrrp {
  public static final Protocol PROTOCOL = Protocol.of("vrrp", "Virtual Router Redundancy Protocol");

  private static final int HEADER_LENGTH = 8;

  /** Messages of all other versions are laid out as those of version 2. */
  private static final int NEW_VERSION = 3;

  private static final int PASSWORD = 1;
  private static final int PASSWORD_LENGTH = 8;

  private static final Field KIND = Field.u8("vrrp.typever", "Version and type");
  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, KIND),
          at(0, Field.u8("vrrp.version", "VRRP protocol version").masked(0xF0).within(KIND)),
          at(
              0,
              Field.u8("vrrp.type", "VRRP packet type")
                  .masked(0x0F)
                  .named(ValueNames.of("1 Advertisement"))
                  .within(KIND)),
          at(1, Field.u8("vrrp.virt_rtr_id", "Virtual Rtr ID")),
          at(
              2,
              Field.u8("vrrp.prio", "Priority")
                  .named(
                      ValueNames.of(
                          "0 Current master has stopped", "100 Default backup", "255 Owner"))),
          at(3, Field.u8("vrrp.addr_count", "Addr Count")));
  private static final FixedFields VERSION_2 =
      FixedFields.of(
          at(
              4,
              Field.u8("vrrp.auth_type", "Auth Type")
                  .named(ValueNames.from0("None", "Simple text", "IP authentication header"))),
          at(5, Field.u8("vrrp.adver_int", "Adver Int")));
  private static final FixedFields VERSION_3 =
      FixedFields.of(
          at(4, Field.u8("vrrp.reserved_mbz", "Reserved").masked(0xF0)),
          at(4, Field.u16("vrrp.short_adver_int", "Adver Int (centiseconds)").masked(0x0FFF)));
  private static final FixedFields CHECKSUM =
      FixedFields.of(at(6, Field.u16("vrrp.checksum", "Checksum").hexadecimal()));
  private static final FixedFields IPV4 =
      FixedFields.of(at(0, Field.ipv4("vrrp.ip_addr", "IP Address").repeating()));
  private static final FixedFields IPV6 =
      FixedFields.of(at(0, Field.ipv6("vrrp.ipv6_addr", "IPv6 Address").repeating()));
  private static final FixedFields SECRET =
      FixedFields.of(
          at(0, PASSWORD_LENGTH, Field.text("vrrp.auth_string", "Authentication String")));

  private static final LayerFields FIELDS =
      LayerFields.of(
          Vrrp::read, List.of(HEADER, VERSION_2, VERSION_3, CHECKSUM, IPV4, IPV6, SECRET));

  private Vrrp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, FIELDS)
        .put(IpProtocol.TABLE, IpProtocol.VRRP, new MessageDissector(PROTOCOL, HEADER_LENGTH, 1));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, start, end, sink);
    boolean isOld = bytes[start] >> 4 != NEW_VERSION;
    (isOld ? VERSION_2 : VERSION_3).read(bytes, start, end, sink);
    CHECKSUM.read(bytes, start, end, sink);
    if (end - start <= HEADER_LENGTH) {
      return;
    }
    boolean isIpv6 = layer > 0 && packet.protocol(layer - 1).name().startsWith("ipv6");
    int length = isIpv6 ? 16 : 4;
    int count = BigEndian.u8(bytes, start + 3);
    int at = start + HEADER_LENGTH;
    for (int i = 0; i < count && at + length <= end; i++) {
      (isIpv6 ? IPV6 : IPV4).read(bytes, at, end, sink);
      at += length;
    }
    if (isOld && bytes[start + 4] == PASSWORD) {
      SECRET.read(bytes, at, end, sink);
    }
  }
}

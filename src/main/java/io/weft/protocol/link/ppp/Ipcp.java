package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;

/** PPP's control of IPv4, by which both ends agree on addresses (RFC 1332, RFC 1877). */
public final class Ipcp {
  public static final Protocol PROTOCOL = Protocol.of("ipcp", "PPP IP Control Protocol");

  private static final FixedFields OPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("ipcp.opt.type", "Type")
                  .named(
                      ValueNames.of(
                          "1 IP addresses",
                          "2 IP compression protocol",
                          "3 IP address",
                          "4 Mobile node's home IP address",
                          "129 Primary DNS server IP address",
                          "130 Primary NBNS server IP address",
                          "131 Secondary DNS server IP address",
                          "132 Secondary NBNS server IP address"))
                  .repeating()),
          at(1, Field.u8("ipcp.opt.length", "Length").repeating()));
  private static final FixedFields ADDRESSES =
      FixedFields.of(
          at(2, Field.ipv4("ipcp.opt.src_address", "Source IP Address").repeating()),
          at(6, Field.ipv4("ipcp.opt.dst_address", "Destination IP Address").repeating()));
  private static final FixedFields ADDRESS = ipv4("ipcp.opt.ip_address", "IP Address");
  private static final FixedFields MOBILE =
      ipv4("ipcp.opt.mobilenodehomeaddress", "Mobile Node's Home Address");
  private static final FixedFields DNS_1 = ipv4("ipcp.opt.pri_dns_address", "Primary DNS Address");
  private static final FixedFields NBNS_1 =
      ipv4("ipcp.opt.pri_nbns_address", "Primary NBNS Address");
  private static final FixedFields DNS_2 =
      ipv4("ipcp.opt.sec_dns_address", "Secondary DNS Address");
  private static final FixedFields NBNS_2 =
      ipv4("ipcp.opt.sec_nbns_address", "Secondary NBNS Address");
  static final LayerFields FIELDS =
      PppControl.fields(
          OPTION,
          Ipcp::option,
          ADDRESSES,
          CompressionOption.DECLARED,
          ADDRESS,
          MOBILE,
          DNS_1,
          NBNS_1,
          DNS_2,
          NBNS_2);

  private Ipcp() {}

  static void register(Chain.Builder chain) {
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.IPCP);
  }

  private static FixedFields ipv4(String name, String label) {
    return FixedFields.of(at(2, Field.ipv4(name, label).repeating()));
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 1 -> ADDRESSES.read(bytes, at, end, sink);
      case 2 -> CompressionOption.read(bytes, at, end, sink);
      case 3 -> ADDRESS.read(bytes, at, end, sink);
      case 4 -> MOBILE.read(bytes, at, end, sink);
      case 129 -> DNS_1.read(bytes, at, end, sink);
      case 130 -> NBNS_1.read(bytes, at, end, sink);
      case 131 -> DNS_2.read(bytes, at, end, sink);
      case 132 -> NBNS_2.read(bytes, at, end, sink);
      default -> {} // Nothing is known of others.
    }
  }
}

package io.weft.protocol.network.ipv6;

import static io.weft.dissect.FixedFields.at;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Field;
import io.weft.dissect.FixedFields;
import io.weft.dissect.LayerFields;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.dissect.number.PppProtocol;

/** The fixed IPv6 header (RFC 8200, section 3). */
public final class Ipv6 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipv6", "Internet Protocol version 6");

  public static final int HEADER_LENGTH = 40;

  private static final int FLOW_LABEL = 0xF_FFFF;
  private static final int PAYLOAD_LENGTH = 4;
  private static final int NEXT = 6;
  private static final int HOP_LIMIT = 7;
  private static final int SOURCE = 8;
  private static final int DESTINATION = 24;

  /** Where in the header the source address stands, and behind it the destination. */
  public static final int ADDRESSES_OFFSET = SOURCE;

  /** Bytes of both addresses. */
  public static final int ADDRESSES_LENGTH = HEADER_LENGTH - SOURCE;

  private static final Field TRAFFIC_CLASS =
      Field.u32("ipv6.tclass", "Traffic Class").masked(0x0FF0_0000).hexadecimal();

  public static final LayerFields FIELDS =
      FixedFields.of(
          at(0, Field.u8("ipv6.version", "Version").masked(0xF0)),
          at(0, TRAFFIC_CLASS),
          at(
              0,
              Field.u32("ipv6.tclass.dscp", "Differentiated Services Codepoint")
                  .masked(0x0FC0_0000)
                  .within(TRAFFIC_CLASS)),
          at(
              0,
              Field.u32("ipv6.tclass.ecn", "Explicit Congestion Notification")
                  .masked(0x0030_0000)
                  .within(TRAFFIC_CLASS)),
          at(1, Field.u24("ipv6.flow", "Flow Label").masked(FLOW_LABEL).hexadecimal()),
          at(PAYLOAD_LENGTH, Field.u16("ipv6.plen", "Payload Length")),
          at(NEXT, Field.u8("ipv6.nxt", "Next Header")),
          at(HOP_LIMIT, Field.u8("ipv6.hlim", "Hop Limit")),
          at(SOURCE, Field.ipv6("ipv6.src", "Source Address").alias("ipv6.addr")),
          at(DESTINATION, Field.ipv6("ipv6.dst", "Destination Address").alias("ipv6.addr")));

  static int version(byte[] bytes, int at) {
    return bytes[at] >> 4 & 0xF;
  }

  static int payloadLength(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PAYLOAD_LENGTH);
  }

  static int nextHeader(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  static long sourceHigh(byte[] bytes, int at) {
    return BigEndian.i64(bytes, at + SOURCE);
  }

  static long sourceLow(byte[] bytes, int at) {
    return BigEndian.i64(bytes, at + SOURCE + 8);
  }

  static long destinationHigh(byte[] bytes, int at) {
    return BigEndian.i64(bytes, at + DESTINATION);
  }

  static long destinationLow(byte[] bytes, int at) {
    return BigEndian.i64(bytes, at + DESTINATION + 8);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new Ipv6Text());
    chain.fields(PROTOCOL, FIELDS);
    Ipv6Dissector ipv6 = new Ipv6Dissector(chain);
    chain
        .put(EtherType.TABLE, EtherType.IPV6, ipv6)
        .put(Chain.LINK_TYPES, LinkHeaderType.IPV6, ipv6)
        .put(IpProtocol.TABLE, IpProtocol.IPV6, ipv6)
        .put(PppProtocol.TABLE, PppProtocol.IPV6, ipv6);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Bytes behind the fixed header, extension headers included; 0 with a jumbo payload option. */
  public int payloadLength() {
    return payloadLength(bytes, at);
  }

  /** Number of the header behind this one: an extension header's or the payload's. */
  public int nextHeader() {
    return nextHeader(bytes, at);
  }

  public int hopLimit() {
    return BigEndian.u8(bytes, at + HOP_LIMIT);
  }

  public int flowLabel() {
    return BigEndian.i32(bytes, at) & FLOW_LABEL;
  }

  public int trafficClass() {
    return BigEndian.u16(bytes, at) >> 4 & 0xFF;
  }

  /** First half of the address. */
  public long sourceHigh() {
    return sourceHigh(bytes, at);
  }

  /** Second half of the address. */
  public long sourceLow() {
    return sourceLow(bytes, at);
  }

  /** First half of the address. */
  public long destinationHigh() {
    return destinationHigh(bytes, at);
  }

  /** Second half of the address. */
  public long destinationLow() {
    return destinationLow(bytes, at);
  }

  public String sourceText() {
    return Addresses.ipv6(sourceHigh(), sourceLow());
  }

  public String destinationText() {
    return Addresses.ipv6(destinationHigh(), destinationLow());
  }

  public Header toRecord() {
    return new Header(
        sourceHigh(), sourceLow(), destinationHigh(), destinationLow(), nextHeader(), hopLimit());
  }

  /** Addresses in halves, most significant first. */
  public record Header(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int nextHeader,
      int hopLimit) {}
}

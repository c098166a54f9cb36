package io.weft.protocol.network.ipv6;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.dissect.number.PppProtocol;
import io.weft.protocol.network.IpVersion;
import io.weft.protocol.network.PlaceFields;

/** The fixed IPv6 header (RFC 8200, section 3). */
public final class Ipv6 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipv6", "Internet Protocol version 6");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 40;

  private static final int FLOW_LABEL = 0xF_FFFF;
  private static final int PAYLOAD_LENGTH = 4;
  private static final int NEXT = 6;
  private static final int HOP_LIMIT = 7;
  private static final int SOURCE = 8;
  private static final int DESTINATION = 24;

  /**
   * Where in the header the source address stands, in bytes; the destination address follows it.
   */
  public static final int ADDRESSES_OFFSET = SOURCE;

  /** Length of both addresses together, in bytes. */
  public static final int ADDRESSES_LENGTH = HEADER_LENGTH - SOURCE;

  private static final Field TRAFFIC_CLASS =
      Field.u32("ipv6.tclass", "Traffic Class").masked(0x0FF0_0000).hexadecimal();

  private static final LayerFields HEADER =
      FixedFields.of(
          at(0, Field.u8("ipv6.version", "Version").masked(0xF0)),
          at(0, IpVersion.FIELD),
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
          at(NEXT, Field.u8("ipv6.nxt", "Next Header").named(IpProtocol.VALUE_NAMES)),
          at(HOP_LIMIT, Field.u8("ipv6.hlim", "Hop Limit")),
          at(SOURCE, Field.ipv6("ipv6.src", "Source Address").alias("ipv6.addr")),
          at(DESTINATION, Field.ipv6("ipv6.dst", "Destination Address").alias("ipv6.addr")));

  private static final Field LONG_PAYLOAD =
      Field.presence("ipv6.plen_exceeds_framing", "Payload length beyond the packet's end")
          .generated();
  private static final Field NO_PAYLOAD =
      Field.presence("ipv6.plen_zero", "Payload length of 0").generated();

  /**
   * Compares the payload's length with what there is; a quote ends where it likes. A length of 0 is
   * right where nothing follows, and may be where options do, which can tell the true one.
   */
  private static void readOddLength(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int length = payloadLength(bytes, at);
    int there = packet.wireLimit(layer) - at - HEADER_LENGTH;
    boolean isLong = length > there && layer < packet.quotedFrom();
    int next = nextHeader(bytes, at);
    boolean isMissing =
        length == 0 && next != IpProtocol.NO_NEXT_HEADER && next != IpProtocol.HOP_BY_HOP_OPTIONS;
    if (isLong && sink.wants(LONG_PAYLOAD)) {
      sink.flag(LONG_PAYLOAD, true, 0, 0);
    }
    if (isMissing && sink.wants(NO_PAYLOAD)) {
      sink.flag(NO_PAYLOAD, true, 0, 0);
    }
  }

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
    chain.fields(
        PROTOCOL,
        () ->
            LayerFields.inOrder(
                HEADER,
                LayerFields.of(Ipv6::readOddLength, LONG_PAYLOAD, NO_PAYLOAD),
                EmbeddedAddressFields.FIELDS,
                PlaceFields.of(
                    PROTOCOL,
                    SOURCE,
                    DESTINATION - SOURCE,
                    (places, bytes, at) ->
                        places.ipv6(BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8)),
                    chain.places())));
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

  /**
   * Bytes behind the fixed header, extension headers included, 0 to 65,535; 0 with a jumbo payload
   * option.
   */
  public int payloadLength() {
    return payloadLength(bytes, at);
  }

  /**
   * IP protocol number, 0 to 255, of the header behind this one: an extension header or the
   * payload.
   */
  public int nextHeader() {
    return nextHeader(bytes, at);
  }

  /** Routers that the packet may still pass, 0 to 255. */
  public int hopLimit() {
    return BigEndian.u8(bytes, at + HOP_LIMIT);
  }

  /** 0 to 1,048,575; 0 where the sender labels no flows (RFC 6437). */
  public int flowLabel() {
    return BigEndian.i32(bytes, at) & FLOW_LABEL;
  }

  /**
   * Differentiated services code point and congestion notification, as one byte (RFC 2474, RFC
   * 3168).
   */
  public int trafficClass() {
    return BigEndian.u16(bytes, at) >> 4 & 0xFF;
  }

  /** First eight bytes of the address, in network byte order. */
  public long sourceHigh() {
    return sourceHigh(bytes, at);
  }

  /** Last eight bytes of the address, in network byte order. */
  public long sourceLow() {
    return sourceLow(bytes, at);
  }

  /** First eight bytes of the address, in network byte order. */
  public long destinationHigh() {
    return destinationHigh(bytes, at);
  }

  /** Last eight bytes of the address, in network byte order. */
  public long destinationLow() {
    return destinationLow(bytes, at);
  }

  /** The source address as {@code 2001:db8::1} (RFC 5952). */
  public String sourceText() {
    return Addresses.ipv6(sourceHigh(), sourceLow());
  }

  /** The destination address as {@code 2001:db8::2} (RFC 5952). */
  public String destinationText() {
    return Addresses.ipv6(destinationHigh(), destinationLow());
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(
        sourceHigh(), sourceLow(), destinationHigh(), destinationLow(), nextHeader(), hopLimit());
  }

  /** Each address is in two halves of eight bytes, in network byte order. */
  public record Header(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int nextHeader,
      int hopLimit) {}
}

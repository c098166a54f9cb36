package io.weft.protocol.network.ipv4;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.dissect.number.LlcSap;
import io.weft.dissect.number.PppProtocol;
import io.weft.protocol.network.IpVersion;
import io.weft.protocol.network.Ipv4Header;
import io.weft.protocol.network.PlaceFields;

/** An IPv4 header (RFC 791). */
public final class Ipv4 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ip", "Internet Protocol version 4");

  /** The name of the data source that holds a datagram put together from fragments. */
  static final DataSource REASSEMBLED = DataSource.of("Reassembled IPv4");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 20;

  private static final int DSCP_ECN = 1;
  private static final int TOTAL_LENGTH = 2;
  private static final int IDENTIFICATION = 4;
  private static final int FRAGMENT = 6;
  private static final int TTL = 8;
  private static final int NEXT = 9;
  private static final int CHECKSUM = 10;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1FFF;

  /**
   * Where in the header the source address stands, in bytes; the destination address follows it.
   */
  public static final int ADDRESSES_OFFSET = SOURCE;

  /** Length of both addresses together, in bytes. */
  public static final int ADDRESSES_LENGTH = MIN_HEADER_LENGTH - SOURCE;

  private static final Field HEADER_LENGTH_FIELD =
      Field.u8("ip.hdr_len", "Header Length").masked(0x0F);
  private static final Field SERVICE =
      Field.u8("ip.dsfield", "Differentiated Services Field").hexadecimal();
  private static final Field LENGTH_FIELD = Field.u16("ip.len", "Total Length");
  private static final Field FLAGS = Field.u8("ip.flags", "Flags").masked(0xE0).hexadecimal();

  private static final LayerFields HEADER =
      LayerFields.inOrder(
          FixedFields.of(at(0, IpVersion.FIELD)),
          LayerFields.of(Ipv4::readHeaderLength, HEADER_LENGTH_FIELD),
          FixedFields.of(
              at(DSCP_ECN, SERVICE),
              at(
                  DSCP_ECN,
                  Field.u8("ip.dsfield.dscp", "Differentiated Services Codepoint")
                      .masked(0xFC)
                      .within(SERVICE)),
              at(
                  DSCP_ECN,
                  Field.u8("ip.dsfield.ecn", "Explicit Congestion Notification")
                      .masked(0x03)
                      .within(SERVICE))),
          LayerFields.of(Ipv4::readLength, LENGTH_FIELD),
          FixedFields.of(
              at(IDENTIFICATION, Field.u16("ip.id", "Identification").hexadecimal()),
              at(FRAGMENT, FLAGS),
              at(FRAGMENT, Field.flag("ip.flags.rb", "Reserved bit", 8, 0x80).within(FLAGS)),
              at(FRAGMENT, Field.flag("ip.flags.df", "Don't fragment", 8, 0x40).within(FLAGS)),
              at(FRAGMENT, Field.flag("ip.flags.mf", "More fragments", 8, 0x20).within(FLAGS)),
              at(
                  FRAGMENT,
                  Field.u16("ip.frag_offset", "Fragment Offset (units of 8 bytes)")
                      .masked(FRAGMENT_OFFSET)),
              at(TTL, Field.u8("ip.ttl", "Time to Live")),
              at(NEXT, Field.u8("ip.proto", "Protocol").named(IpProtocol.VALUE_NAMES)),
              at(CHECKSUM, Field.u16("ip.checksum", "Header Checksum").hexadecimal())),
          ChecksumStatus.fields(PROTOCOL),
          FixedFields.of(
              at(SOURCE, Field.ipv4("ip.src", "Source Address").alias("ip.addr")),
              at(DESTINATION, Field.ipv4("ip.dst", "Destination Address").alias("ip.addr"))),
          Ipv4OptionFields.FIELDS,
          Ipv4ExpertFields.FIELDS);

  /** Reads the header's length. The field holds units of four bytes, the value is in bytes. */
  private static void readHeaderLength(Packet packet, int layer, FieldSink sink) {
    if (sink.wants(HEADER_LENGTH_FIELD)) {
      int at = packet.start(layer);
      sink.number(HEADER_LENGTH_FIELD, Ipv4Header.length(packet.bytes(layer), at), at, 1);
    }
  }

  /** Reads the total length. Where segmentation offload left 0, the bytes that are there count. */
  private static void readLength(Packet packet, int layer, FieldSink sink) {
    if (sink.wants(LENGTH_FIELD)) {
      int at = packet.start(layer);
      int length = totalLength(packet.bytes(layer), at);
      sink.number(
          LENGTH_FIELD, length == 0 ? packet.wireLimit(layer) - at : length, at + TOTAL_LENGTH, 2);
    }
  }

  static int version(byte[] bytes, int at) {
    return bytes[at] >> 4 & 0xF;
  }

  static int totalLength(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TOTAL_LENGTH);
  }

  static int identification(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + IDENTIFICATION);
  }

  static boolean isFragment(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
  }

  static boolean hasMoreFragments(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FRAGMENT) & MORE_FRAGMENTS) != 0;
  }

  static int fragmentOffset(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FRAGMENT) & FRAGMENT_OFFSET) << 3;
  }

  static int nextProtocol(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  static int timeToLive(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TTL);
  }

  static int source(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + SOURCE);
  }

  static int destination(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + DESTINATION);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new Ipv4Text());
    chain.fields(
        PROTOCOL,
        () ->
            LayerFields.inOrder(
                HEADER,
                PlaceFields.of(
                    PROTOCOL,
                    SOURCE,
                    DESTINATION - SOURCE,
                    (places, bytes, at) -> places.ipv4(BigEndian.i32(bytes, at)),
                    chain.places())));
    Ipv4Dissector ipv4 = new Ipv4Dissector(chain);
    chain
        .put(EtherType.TABLE, EtherType.IPV4, ipv4)
        .put(Chain.LINK_TYPES, LinkHeaderType.IPV4, ipv4)
        .put(IpProtocol.TABLE, IpProtocol.IPV4, ipv4)
        .put(PppProtocol.TABLE, PppProtocol.IPV4, ipv4)
        .put(LlcSap.TABLE, LlcSap.IPV4, ipv4);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** With options, in bytes, 20 to 60. */
  public int headerLength() {
    return Ipv4Header.length(bytes, at);
  }

  /**
   * Length of header and payload in bytes, as sent; 0 where the capture was made before the network
   * card filled it in (segmentation offload).
   */
  public int totalLength() {
    return totalLength(bytes, at);
  }

  /**
   * Differentiated services code point and congestion notification, as one byte (RFC 2474, RFC
   * 3168).
   */
  public int dscpEcn() {
    return BigEndian.u8(bytes, at + DSCP_ECN);
  }

  /** 0 to 65,535; the same in all fragments of a datagram. */
  public int identification() {
    return identification(bytes, at);
  }

  /** Is this a fragment of a datagram: do more fragments follow, or is its offset not 0? */
  public boolean isFragment() {
    return isFragment(bytes, at);
  }

  public boolean hasMoreFragments() {
    return hasMoreFragments(bytes, at);
  }

  /** Place of the payload in its datagram, in bytes, 0 to 65,528. */
  public int fragmentOffset() {
    return fragmentOffset(bytes, at);
  }

  /** Routers that the packet may still pass, 0 to 255. */
  public int timeToLive() {
    return timeToLive(bytes, at);
  }

  /** IP protocol number of the payload, 0 to 255. */
  public int nextProtocol() {
    return nextProtocol(bytes, at);
  }

  /** As sent, 0 to 65,535; it covers the header alone. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM);
  }

  /** Address in network byte order. */
  public int source() {
    return source(bytes, at);
  }

  /** Address in network byte order. */
  public int destination() {
    return destination(bytes, at);
  }

  /** The source address as {@code 192.0.2.1}. */
  public String sourceText() {
    return Addresses.ipv4(source());
  }

  /** The destination address as {@code 192.0.2.2}. */
  public String destinationText() {
    return Addresses.ipv4(destination());
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(source(), destination(), nextProtocol(), timeToLive(), identification());
  }

  /** Addresses in network byte order. */
  public record Header(
      int source, int destination, int nextProtocol, int timeToLive, int identification) {}
}

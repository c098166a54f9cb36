package io.weft.protocol.network.ipv4;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.DataSource;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.dissect.number.LlcSap;
import io.weft.dissect.number.PppProtocol;
import io.weft.protocol.network.Ipv4Header;
import java.util.List;

/** An IPv4 header (RFC 791). */
public final class Ipv4 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ip", "Internet Protocol version 4");

  public static final List<Field> FIELDS = fields();

  /** What this protocol calls the bytes of a datagram that it put together. */
  static final DataSource REASSEMBLED = DataSource.of("Reassembled IPv4");

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

  private static List<Field> fields() {
    Field service = Field.u8("dsfield", "Differentiated Services Field", DSCP_ECN).hexadecimal();
    Field flags = Field.bits8("flags", "Flags", FRAGMENT, 0xE0).hexadecimal();
    return List.of(
        Field.bits8("version", "Version", 0, 0xF0),
        Field.of(
            "hdr_len",
            "Header Length",
            Field.Type.NUMBER,
            (packet, layer, sink) -> {
              int at = packet.start(layer);
              sink.number(Ipv4Header.length(packet.bytes(layer), at), at, 1);
            }),
        service,
        Field.bits8("dsfield.dscp", "Differentiated Services Codepoint", DSCP_ECN, 0xFC)
            .in(service),
        Field.bits8("dsfield.ecn", "Explicit Congestion Notification", DSCP_ECN, 0x03).in(service),
        Field.of("len", "Total Length", Field.Type.NUMBER, Ipv4::length),
        Field.u16("id", "Identification", IDENTIFICATION).hexadecimal(),
        flags,
        Field.flag16("flags.rb", "Reserved bit", FRAGMENT, 0x8000).in(flags),
        Field.flag16("flags.df", "Don't fragment", FRAGMENT, 0x4000).in(flags),
        Field.flag16("flags.mf", "More fragments", FRAGMENT, MORE_FRAGMENTS).in(flags),
        Field.bits16("frag_offset", "Fragment Offset (units of 8 bytes)", FRAGMENT, 0x1FFF),
        Field.u8("ttl", "Time to Live", TTL),
        Field.u8("proto", "Protocol", NEXT),
        Field.u16("checksum", "Header Checksum", CHECKSUM).hexadecimal(),
        ChecksumStatus.STATUS,
        ChecksumStatus.LEFT_TO_CARD,
        Field.ipv4("src", "Source Address", SOURCE),
        Field.ipv4("dst", "Destination Address", DESTINATION));
  }

  /** What is there, where segmentation offload left the field 0. */
  private static void length(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    int length = totalLength(packet.bytes(layer), at);
    sink.number(length == 0 ? packet.wireLimit(layer) - at : length, at + TOTAL_LENGTH, 2);
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

  static int source(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + SOURCE);
  }

  static int destination(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + DESTINATION);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new Ipv4Text());
    chain.fields(PROTOCOL, FIELDS);
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

  /** 20 to 60 bytes. */
  public int headerLength() {
    return Ipv4Header.length(bytes, at);
  }

  /**
   * Header and payload in bytes; 0 where the network card was to fill it in (segmentation offload).
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

  public int identification() {
    return identification(bytes, at);
  }

  /** Is this one piece of a datagram (more fragments to come, or an offset)? */
  public boolean isFragment() {
    return isFragment(bytes, at);
  }

  public boolean hasMoreFragments() {
    return hasMoreFragments(bytes, at);
  }

  /** In bytes, 0 to 65,528. */
  public int fragmentOffset() {
    return fragmentOffset(bytes, at);
  }

  public int timeToLive() {
    return BigEndian.u8(bytes, at + TTL);
  }

  /** IP protocol number of the payload. */
  public int nextProtocol() {
    return nextProtocol(bytes, at);
  }

  /** Of the header alone. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM);
  }

  /** In network byte order. */
  public int source() {
    return source(bytes, at);
  }

  /** In network byte order. */
  public int destination() {
    return destination(bytes, at);
  }

  public String sourceText() {
    return Addresses.ipv4(source());
  }

  public String destinationText() {
    return Addresses.ipv4(destination());
  }

  public Header toRecord() {
    return new Header(source(), destination(), nextProtocol(), timeToLive(), identification());
  }

  /** Addresses in network byte order. */
  public record Header(
      int source, int destination, int nextProtocol, int timeToLive, int identification) {}
}

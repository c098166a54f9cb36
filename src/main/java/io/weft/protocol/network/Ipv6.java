package io.weft.protocol.network;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/** The fixed IPv6 header (RFC 8200, section 3). */
public final class Ipv6 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipv6", "Internet Protocol version 6");

  public static final int HEADER_LENGTH = 40;

  private static final int PAYLOAD_LENGTH = 4;
  private static final int NEXT = 6;
  private static final int HOP_LIMIT = 7;
  private static final int SOURCE = 8;
  private static final int DESTINATION = 24;

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
    return BigEndian.i32(bytes, at) & 0xF_FFFF;
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

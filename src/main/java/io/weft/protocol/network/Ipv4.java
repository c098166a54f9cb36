package io.weft.protocol.network;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/** An IPv4 header (RFC 791). */
public final class Ipv4 extends View {
  public static final Protocol PROTOCOL = Protocol.of("ip", "Internet Protocol version 4");

  public static final int MIN_HEADER_LENGTH = 20;

  private static final int DSCP_ECN = 1;
  private static final int TOTAL_LENGTH = 2;
  private static final int IDENTIFICATION = 4;
  private static final int FRAGMENT = 6;
  private static final int TTL = 8;
  private static final int NEXT = 9;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1FFF;

  static int version(byte[] bytes, int at) {
    return bytes[at] >> 4 & 0xF;
  }

  static int headerLength(byte[] bytes, int at) {
    return (bytes[at] & 0xF) << 2;
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

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 20 to 60 bytes. */
  public int headerLength() {
    return headerLength(bytes, at);
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

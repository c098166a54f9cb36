package io.weft.protocol.tunnel.gre;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;

/**
 * Generic routing encapsulation (RFC 1701, RFC 2784, RFC 2890), and PPTP's version of it (RFC 2637,
 * section 4.1).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 * |C|R|K|S|s|recur|A| flags | ver |  protocol type (16)
 *  checksum, offset (if C or R) | key (if K) | sequence (if S) | acknowledgment (if A) | routing
 * </pre>
 */
public final class Gre extends View {
  public static final Protocol PROTOCOL = Protocol.of("gre", "Generic Routing Encapsulation");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 4;

  static final int ROUTING_ENTRY_LENGTH = 4;

  private static final int FLAGS = 0;
  private static final int TYPE = 2;
  static final int OPTIONAL = 4;

  static final int CHECKSUM = 0x8000;
  static final int ROUTING = 0x4000;
  static final int KEY = 0x2000;
  static final int SEQUENCE = 0x1000;
  static final int ACKNOWLEDGMENT = 0x0080;
  private static final int VERSION = 0x0007;

  static int flags(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + FLAGS);
  }

  static int version(byte[] bytes, int at) {
    return flags(bytes, at) & VERSION;
  }

  static boolean hasRouting(byte[] bytes, int at) {
    return (flags(bytes, at) & ROUTING) != 0;
  }

  static boolean hasKey(byte[] bytes, int at) {
    return (flags(bytes, at) & KEY) != 0;
  }

  static boolean hasSequence(byte[] bytes, int at) {
    return (flags(bytes, at) & SEQUENCE) != 0;
  }

  static boolean hasAcknowledgment(byte[] bytes, int at) {
    return (flags(bytes, at) & (ACKNOWLEDGMENT | VERSION)) == (ACKNOWLEDGMENT | 1);
  }

  static int protocolType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** Length in bytes without routing entries, the last of which says that it is the last. */
  static int fixedLength(byte[] bytes, int at) {
    return sequenceOffset(bytes, at)
        + (hasSequence(bytes, at) ? 4 : 0)
        + (hasAcknowledgment(bytes, at) ? 4 : 0);
  }

  private static int keyOffset(byte[] bytes, int at) {
    return OPTIONAL + ((flags(bytes, at) & (CHECKSUM | ROUTING)) != 0 ? 4 : 0);
  }

  private static int sequenceOffset(byte[] bytes, int at) {
    return keyOffset(bytes, at) + (hasKey(bytes, at) ? 4 : 0);
  }

  /** Bytes of payload as PPTP's header states them, in the upper half of the key field. */
  static int pptpPayloadLength(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + keyOffset(bytes, at));
  }

  /** Is this MikroTik's Ethernet over IP, which has the version of PPTP, but no calls? */
  static boolean isEoip(byte[] bytes, int at) {
    return version(bytes, at) == 1 && protocolType(bytes, at) == EtherType.EOIP;
  }

  /**
   * What tells this tunnel from others between the same hosts: the key, the number of PPTP's call,
   * or EoIP's tunnel, whose lower byte comes first; {@link Packet#NO_IDENTIFIER} without a key.
   */
  static long tunnel(byte[] bytes, int at) {
    if (!hasKey(bytes, at)) {
      return Packet.NO_IDENTIFIER;
    }
    int key = BigEndian.i32(bytes, at + keyOffset(bytes, at));
    if (isEoip(bytes, at)) {
      return Short.toUnsignedInt(Short.reverseBytes((short) key));
    }
    return version(bytes, at) == 1 ? key & 0xFFFF : key & 0xFFFF_FFFFL;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> GreFields.FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.GRE, new GreDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 for GRE, 1 for PPTP's version of it. */
  public int version() {
    return version(bytes, at);
  }

  /** Ethertype of the payload. */
  public int protocolType() {
    return protocolType(bytes, at);
  }

  public boolean hasKey() {
    return hasKey(bytes, at);
  }

  public boolean hasSequence() {
    return hasSequence(bytes, at);
  }

  public boolean hasAcknowledgment() {
    return hasAcknowledgment(bytes, at);
  }

  /**
   * 0 without {@link #hasKey}. In PPTP's version the payload length in the upper 16 bits, the
   * call's number in the lower 16.
   */
  public int key() {
    return hasKey() ? BigEndian.i32(bytes, at + keyOffset(bytes, at)) : 0;
  }

  /** An unsigned number of 32 bits; 0 without {@link #hasSequence}. */
  public int sequence() {
    return hasSequence() ? BigEndian.i32(bytes, at + sequenceOffset(bytes, at)) : 0;
  }

  /**
   * Highest sequence number that PPTP's sender has received; 0 without {@link #hasAcknowledgment}.
   */
  public int acknowledgment() {
    return hasAcknowledgment()
        ? BigEndian.i32(bytes, at + sequenceOffset(bytes, at) + (hasSequence() ? 4 : 0))
        : 0;
  }
}

package io.weft.protocol.tunnel.l2tp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/** The header of L2TP version 2 over UDP (RFC 2661, section 3.1). */
public final class L2tp extends View {
  public static final Protocol PROTOCOL = Protocol.of("l2tp", "Layer 2 Tunneling Protocol");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 1701;

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 6;

  private static final int FLAGS = 0;
  private static final int LENGTH = 2;

  private static final int CONTROL = 0x8000;
  static final int HAS_LENGTH = 0x4000;
  static final int HAS_SEQUENCE = 0x0800;
  static final int HAS_OFFSET = 0x0200;
  private static final int RESERVED = 0x34F0;
  private static final int VERSION = 0x000F;

  static int flags(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + FLAGS);
  }

  static int version(byte[] bytes, int at) {
    return flags(bytes, at) & VERSION;
  }

  static boolean isControl(byte[] bytes, int at) {
    return (flags(bytes, at) & CONTROL) != 0;
  }

  static boolean hasReserved(byte[] bytes, int at) {
    return (flags(bytes, at) & RESERVED) != 0;
  }

  /** Has a control message what each must have: a length and sequence numbers, no offset? */
  static boolean isWholeControl(byte[] bytes, int at) {
    return (flags(bytes, at) & (HAS_LENGTH | HAS_SEQUENCE | HAS_OFFSET))
        == (HAS_LENGTH | HAS_SEQUENCE);
  }

  static boolean hasLength(byte[] bytes, int at) {
    return (flags(bytes, at) & HAS_LENGTH) != 0;
  }

  static boolean hasOffset(byte[] bytes, int at) {
    return (flags(bytes, at) & HAS_OFFSET) != 0;
  }

  /** Length of the whole message in bytes; to be asked for with {@link #hasLength} only. */
  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + LENGTH);
  }

  /** Length of the header in bytes, without the padding that an offset field asks for. */
  static int fixedLength(byte[] bytes, int at) {
    int flags = flags(bytes, at);
    return MIN_HEADER_LENGTH
        + ((flags & HAS_LENGTH) != 0 ? 2 : 0)
        + ((flags & HAS_SEQUENCE) != 0 ? 4 : 0)
        + ((flags & HAS_OFFSET) != 0 ? 2 : 0);
  }

  private static int tunnelAt(byte[] bytes, int at) {
    return at + (hasLength(bytes, at) ? 4 : 2);
  }

  static int sessionId(byte[] bytes, int at) {
    return BigEndian.u16(bytes, tunnelAt(bytes, at) + 2);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> L2tpFields.FIELDS);
    chain.udp(
        UdpPayload.of(new L2tpDissector(chain), MIN_HEADER_LENGTH, L2tpDissector::fit)
            .ports(UDP_PORT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Is this a control message? All others carry a PPP frame. */
  public boolean isControl() {
    return isControl(bytes, at);
  }

  /** The receiver's number of the tunnel, 0 to 65,535. */
  public int tunnelId() {
    return BigEndian.u16(bytes, tunnelAt(bytes, at));
  }

  /** The receiver's number of the session in the tunnel, 0 to 65,535. */
  public int sessionId() {
    return sessionId(bytes, at);
  }
}

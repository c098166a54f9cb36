package io.weft.protocol.tunnel.gtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/**
 * The header of the user plane of mobile networks (3GPP TS 29.281, section 5), and of the control
 * plane's messages of version 1 (3GPP TS 29.060).
 */
public final class Gtp extends View {
  public static final Protocol PROTOCOL = Protocol.of("gtp", "GPRS Tunneling Protocol");

  /** The port of the user plane, registered at IANA. */
  static final int UDP_PORT = 2152;

  /** The port of the control plane, of versions 1 and 2. */
  static final int CONTROL_PORT = 2123;

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  /** Type of the messages that carry a user's packet. */
  public static final int T_PDU = 255;

  // The types of the other messages (3GPP TS 29.281, table 6.1-1).
  static final int ECHO_REQUEST = 1;
  static final int ECHO_RESPONSE = 2;
  static final int ERROR_INDICATION = 26;
  static final int EXTENSION_HEADERS = 31;
  static final int TUNNEL_STATUS = 253;
  static final int END_MARKER = 254;

  /**
   * Bytes of sequence number, N-PDU number and type of the first extension. All three are there if
   * one of them is in use.
   */
  static final int OPTIONAL_LENGTH = 4;

  private static final int FLAGS = 0;
  private static final int TYPE = 1;
  private static final int LENGTH = 2;
  private static final int TEID = 4;

  private static final int VERSION_1 = 0x30;
  private static final int VERSION_MASK = 0xF0;
  private static final int RESERVED = 0x08;
  private static final int OPTIONAL = 0x07;
  private static final int EXTENSION = 0x04;

  /** Is this version 1 of GTP, and not the charging protocol (GTP') that shares the header? */
  static boolean isVersion1(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & VERSION_MASK) == VERSION_1;
  }

  static boolean hasReserved(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & RESERVED) != 0;
  }

  static boolean hasOptional(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & OPTIONAL) != 0;
  }

  static boolean hasExtension(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & EXTENSION) != 0;
  }

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Bytes behind the first eight of the header. */
  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + LENGTH);
  }

  static int teid(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + TEID);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> GtpFields.FIELDS);
    chain.udp(
        UdpPayload.of(new GtpDissector(chain), MIN_HEADER_LENGTH, GtpDissector::fit)
            .ports(UDP_PORT));
    chain.udp(
        UdpPayload.of(new GtpDissector(chain), MIN_HEADER_LENGTH, GtpDissector::fitControl)
            .ports(CONTROL_PORT));
    chain.info(PROTOCOL, GtpFields::describe);
    GtpV2.register(chain);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /**
   * {@link #T_PDU}; 1 and 2 are echo request and response, 26 an error indication, 254 an end
   * marker.
   */
  public int type() {
    return type(bytes, at);
  }

  /** Tunnel endpoint identifier, an unsigned number of 32 bits; the receiver chose it. */
  public int teid() {
    return teid(bytes, at);
  }
}

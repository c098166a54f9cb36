package io.weft.protocol.network.icmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.LayerFields;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.IpProtocol;

/** An ICMPv6 message (RFC 4443), neighbour discovery included (RFC 4861). */
public final class Icmpv6 extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("icmpv6", "Internet Control Message Protocol v6");

  public static final LayerFields FIELDS = ChecksumStatus.fields(PROTOCOL);

  /** Type, code, checksum; every message has more, but not the same. */
  public static final int HEADER_LENGTH = 4;

  /** Errors have four bytes of their own before the quoted packet. */
  static final int ERROR_LENGTH = 8;

  public static final int DESTINATION_UNREACHABLE = 1;
  public static final int PACKET_TOO_BIG = 2;
  public static final int TIME_EXCEEDED = 3;
  public static final int PARAMETER_PROBLEM = 4;
  public static final int ECHO_REQUEST = 128;
  public static final int ECHO_REPLY = 129;

  /** Where in the header the checksum stands, in bytes. */
  public static final int CHECKSUM_OFFSET = 2;

  private static final int TYPE = 0;
  private static final int CODE = 1;
  private static final int QUOTE_LENGTH = 4;
  private static final int IDENTIFIER = 4;
  private static final int SEQUENCE = 6;
  private static final int MTU = 4;

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Do messages of this type quote the packet that they are about? */
  static boolean isError(int type) {
    return type >= DESTINATION_UNREACHABLE && type <= PARAMETER_PROBLEM;
  }

  /**
   * Bytes of the quoted packet where extensions follow it, else 0 (RFC 4884, section 4): only some
   * types have the field.
   */
  static int quoteLength(byte[] bytes, int at) {
    int type = type(bytes, at);
    return type == DESTINATION_UNREACHABLE || type == TIME_EXCEEDED
        ? BigEndian.u8(bytes, at + QUOTE_LENGTH) << 3
        : 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.info(PROTOCOL, IcmpText::describeV6);
    chain.put(IpProtocol.TABLE, IpProtocol.ICMPV6, new Icmpv6Dissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Below 128 an error. */
  public int type() {
    return type(bytes, at);
  }

  /** What it says depends on the type. */
  public int code() {
    return BigEndian.u8(bytes, at + CODE);
  }

  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  /** Does the message report an error, and quote the packet that met it? */
  public boolean isError() {
    return isError(type());
  }

  private boolean isEcho() {
    return (type() == ECHO_REQUEST || type() == ECHO_REPLY) && limit - at >= ERROR_LENGTH;
  }

  /** Of an echo request or reply; otherwise, or where the capture cut it, 0. */
  public int identifier() {
    return isEcho() ? BigEndian.u16(bytes, at + IDENTIFIER) : 0;
  }

  /** Of an echo request or reply; otherwise, or where the capture cut it, 0. */
  public int sequence() {
    return isEcho() ? BigEndian.u16(bytes, at + SEQUENCE) : 0;
  }

  /** In bytes: what a packet that was too big should have fitted into; otherwise 0. */
  public int mtu() {
    return type() == PACKET_TOO_BIG ? BigEndian.i32(bytes, at + MTU) : 0;
  }

  public Header toRecord() {
    return new Header(type(), code());
  }

  public record Header(int type, int code) {}
}

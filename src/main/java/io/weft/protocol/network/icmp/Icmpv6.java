package io.weft.protocol.network.icmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/** An ICMPv6 message (RFC 4443), neighbour discovery included (RFC 4861). */
public final class Icmpv6 extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("icmpv6", "Internet Control Message Protocol v6");

  /** Bytes of type, code and checksum, the fields that all messages have. */
  public static final int HEADER_LENGTH = 4;

  /** Bytes of an error message before the quoted packet; an echo's header is as long. */
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
   * Length of the quoted packet in bytes; 0 where the quote is all that follows. Only some types
   * have a field for it, which is set where extensions follow the quote (RFC 4884, section 4).
   */
  static int quoteLength(byte[] bytes, int at) {
    int type = type(bytes, at);
    return type == DESTINATION_UNREACHABLE || type == TIME_EXCEEDED
        ? BigEndian.u8(bytes, at + QUOTE_LENGTH) << 3
        : 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> Icmpv6Fields.FIELDS);
    chain.info(PROTOCOL, IcmpText::describeV6);
    chain.put(IpProtocol.TABLE, IpProtocol.ICMPV6, new Icmpv6Dissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255; types below 128 are errors. */
  public int type() {
    return type(bytes, at);
  }

  /** 0 to 255; its meaning depends on the type. */
  public int code() {
    return BigEndian.u8(bytes, at + CODE);
  }

  /** As sent, 0 to 65,535; it covers the message and a pseudo-header. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  /** Does the message report an error, and quote the packet that caused it? */
  public boolean isError() {
    return isError(type());
  }

  private boolean isEcho() {
    return (type() == ECHO_REQUEST || type() == ECHO_REPLY) && limit - at >= ERROR_LENGTH;
  }

  /** Identifier of an echo, 0 to 65,535; 0 for other messages, and where the capture cut it off. */
  public int identifier() {
    return isEcho() ? BigEndian.u16(bytes, at + IDENTIFIER) : 0;
  }

  /** Number of an echo, 0 to 65,535; 0 for other messages, and where the capture cut it off. */
  public int sequence() {
    return isEcho() ? BigEndian.u16(bytes, at + SEQUENCE) : 0;
  }

  /**
   * Largest packet that the next link takes, in bytes, from a "packet too big" message; 0 for other
   * messages.
   */
  public int mtu() {
    return type() == PACKET_TOO_BIG ? BigEndian.i32(bytes, at + MTU) : 0;
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(type(), code());
  }

  public record Header(int type, int code) {}
}

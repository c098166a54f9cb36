package io.weft.protocol.network.icmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.Ipv4Header;

/** An ICMP message (RFC 792). */
public final class Icmp extends View {
  public static final Protocol PROTOCOL = Protocol.of("icmp", "Internet Control Message Protocol");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  public static final int ECHO_REPLY = 0;
  public static final int DESTINATION_UNREACHABLE = 3;
  public static final int SOURCE_QUENCH = 4;
  public static final int REDIRECT = 5;
  public static final int ECHO_REQUEST = 8;
  public static final int TIME_EXCEEDED = 11;
  public static final int PARAMETER_PROBLEM = 12;

  /** Where in the header the checksum stands, in bytes. */
  public static final int CHECKSUM_OFFSET = 2;

  private static final int TYPE = 0;
  private static final int CODE = 1;
  private static final int IDENTIFIER = 4;
  private static final int QUOTE_LENGTH = 5;
  private static final int SEQUENCE = 6;
  private static final int NEXT_HOP_MTU = 6;
  private static final int GATEWAY = 4;
  private static final int REDIRECTED_BYTES = 8;

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Do messages of this type quote the packet that they are about? */
  static boolean isError(int type) {
    return type == DESTINATION_UNREACHABLE
        || type == TIME_EXCEEDED
        || type == SOURCE_QUENCH
        || type == REDIRECT
        || type == PARAMETER_PROBLEM;
  }

  static boolean isEcho(int type) {
    return type == ECHO_REQUEST || type == ECHO_REPLY;
  }

  /**
   * Length of the quoted packet in bytes; 0 where the quote is all that follows. Only some types
   * have a field for it, which is set where extensions follow the quote (RFC 4884, section 4). A
   * redirect quotes 64 bits behind the IP header (RFC 792), and Wireshark reads no more of it.
   *
   * @param end index behind the last captured byte
   */
  static int quoteLength(byte[] bytes, int at, int end) {
    int type = type(bytes, at);
    if (type == REDIRECT) {
      int quote = at + HEADER_LENGTH;
      return quote < end ? Ipv4Header.length(bytes, quote) + REDIRECTED_BYTES : 0;
    }
    return type == DESTINATION_UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM
        ? BigEndian.u8(bytes, at + QUOTE_LENGTH) << 2
        : 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> IcmpFields.FIELDS);
    chain.info(PROTOCOL, IcmpText::describe);
    chain.put(IpProtocol.TABLE, IpProtocol.ICMP, new IcmpDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: one of the constants, or a rarer one. */
  public int type() {
    return type(bytes, at);
  }

  /** 0 to 255; its meaning depends on the type. */
  public int code() {
    return BigEndian.u8(bytes, at + CODE);
  }

  /** As sent, 0 to 65,535; it covers the whole message. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  /** Does the message report an error, and quote the packet that caused it? */
  public boolean isError() {
    return isError(type());
  }

  /** 0 to 65,535. Only queries and their answers have one: echo, timestamp, address mask. */
  public int identifier() {
    return BigEndian.u16(bytes, at + IDENTIFIER);
  }

  /** 0 to 65,535. Only queries and their answers have one: echo, timestamp, address mask. */
  public int sequence() {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }

  /** In bytes. Only the error "fragmentation needed" has one (RFC 1191, section 4). */
  public int nextHopMtu() {
    return BigEndian.u16(bytes, at + NEXT_HOP_MTU);
  }

  /**
   * IPv4 address in network byte order of the router to be used instead. Only redirects have one.
   */
  public int gateway() {
    return BigEndian.i32(bytes, at + GATEWAY);
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(type(), code());
  }

  public record Header(int type, int code) {}
}

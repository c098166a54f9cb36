package io.weft.protocol.network.icmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.LayerFields;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.Ipv4Header;

/** An ICMP message (RFC 792). */
public final class Icmp extends View {
  public static final Protocol PROTOCOL = Protocol.of("icmp", "Internet Control Message Protocol");

  public static final LayerFields FIELDS = ChecksumStatus.fields(PROTOCOL);

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

  /**
   * Bytes of the quoted packet where extensions follow it, else 0 (RFC 4884, section 4): only some
   * types have the field. A redirect quotes no more than 64 bits behind the header (RFC 792), and
   * Wireshark reads no more.
   *
   * @param end of the bytes
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
    chain.fields(PROTOCOL, FIELDS);
    chain.info(PROTOCOL, IcmpText::describe);
    chain.put(IpProtocol.TABLE, IpProtocol.ICMP, new IcmpDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

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

  /** Of meaning in queries only: echo, timestamp, address mask and their answers. */
  public int identifier() {
    return BigEndian.u16(bytes, at + IDENTIFIER);
  }

  /** Of meaning in queries only. */
  public int sequence() {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }

  /** In bytes; of meaning where a packet would have had to be fragmented (RFC 1191, section 4). */
  public int nextHopMtu() {
    return BigEndian.u16(bytes, at + NEXT_HOP_MTU);
  }

  /** IPv4 address in network byte order; of meaning in redirects only. */
  public int gateway() {
    return BigEndian.i32(bytes, at + GATEWAY);
  }

  public Header toRecord() {
    return new Header(type(), code());
  }

  public record Header(int type, int code) {}
}

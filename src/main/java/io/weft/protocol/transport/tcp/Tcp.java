package io.weft.protocol.transport.tcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DataSource;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/**
 * A TCP header (RFC 9293, section 3.1).
 *
 * <p>A header that an ICMP error quotes may consist of its first eight bytes only, the ports and
 * the sequence number: see {@link #isWhole}. The missing fields read as 0.
 */
public final class Tcp extends View {
  public static final Protocol PROTOCOL = Protocol.of("tcp", "Transmission Control Protocol");

  /**
   * The data source of messages that were read from a connection's stream, perhaps from several
   * segments.
   */
  public static final DataSource REASSEMBLED = DataSource.of("Reassembled TCP");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 20;

  /** Bytes of a transport header that an ICMP error quotes at least (RFC 792). */
  static final int QUOTED_LENGTH = 8;

  /** The sender has no more bytes to send. */
  public static final int FIN = 0x01;

  /** The first sequence number of a side. */
  public static final int SYN = 0x02;

  /** The connection is aborted or refused. */
  public static final int RST = 0x04;

  /** The receiver is to hand the bytes on at once. */
  public static final int PSH = 0x08;

  /** The acknowledgment number counts. */
  public static final int ACK = 0x10;

  /** The urgent pointer counts. */
  public static final int URG = 0x20;

  static final int SOURCE_PORT = 0;
  static final int DESTINATION_PORT = 2;
  static final int SEQUENCE = 4;
  static final int ACKNOWLEDGMENT = 8;
  static final int OFFSET_FLAGS = 12;
  static final int WINDOW = 14;

  /** Where in the header the checksum stands, in bytes. */
  public static final int CHECKSUM_OFFSET = 16;

  static final int URGENT_POINTER = 18;

  static int headerLength(byte[] bytes, int at) {
    return (bytes[at + OFFSET_FLAGS] & 0xF0) >> 2;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new TcpText());
    chain.fields(PROTOCOL, TcpFields::all);
    chain.put(IpProtocol.TABLE, IpProtocol.TCP, new TcpDissector());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 65,535. */
  public int sourcePort() {
    return BigEndian.u16(bytes, at + SOURCE_PORT);
  }

  /** 0 to 65,535. */
  public int destinationPort() {
    return BigEndian.u16(bytes, at + DESTINATION_PORT);
  }

  /**
   * Number of the first byte, or of the SYN, modulo 2^32; two numbers are compared by the sign of
   * their difference.
   */
  public int sequence() {
    return BigEndian.i32(bytes, at + SEQUENCE);
  }

  /**
   * Number of the next byte that the sender expects, modulo 2^32; it counts only where {@link
   * #isAck} holds.
   */
  public int acknowledgment() {
    return BigEndian.i32(bytes, at + ACKNOWLEDGMENT);
  }

  /** With options, in bytes, as sent: 20 to 60, or less where the header contradicts itself. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Is at least the header without options there? Only a quoted header can be shorter. */
  public boolean isWhole() {
    return limit - at >= MIN_HEADER_LENGTH;
  }

  /**
   * Twelve bits: three reserved ones, then NS, CWR, ECE, URG, ACK, PSH, RST, SYN and, as the
   * lowest, FIN.
   */
  public int flags() {
    return BigEndian.u16(bytes, at + OFFSET_FLAGS) & 0x0FFF;
  }

  public boolean isSyn() {
    return (flags() & SYN) != 0;
  }

  public boolean isAck() {
    return (flags() & ACK) != 0;
  }

  public boolean isFin() {
    return (flags() & FIN) != 0;
  }

  public boolean isRst() {
    return (flags() & RST) != 0;
  }

  /** As sent, 0 to 65,535. Outside SYNs the window scale is to be applied (RFC 7323). */
  public int window() {
    return BigEndian.u16(bytes, at + WINDOW);
  }

  /** As sent, 0 to 65,535; it covers the segment and a pseudo-header. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  /** 0 to 65,535; it counts only where {@link #URG} is set. */
  public int urgentPointer() {
    return BigEndian.u16(bytes, at + URGENT_POINTER);
  }

  /** First byte of the options in {@link #bytes}. */
  public int optionsStart() {
    return at + MIN_HEADER_LENGTH;
  }

  /**
   * First byte of the payload in {@link #bytes}, which is the end of the options; {@link #limit}
   * where the capture ends before it. If the header states a length that is too short, nobody can
   * tell where it ends, and this is {@link #limit} as well.
   */
  public int payloadStart() {
    int length = headerLength();
    return length < MIN_HEADER_LENGTH ? limit : Math.min(at + length, limit);
  }

  /** Does the header claim more bytes than the segment had on the wire? */
  public boolean isHeaderTooLong() {
    return headerLength() > wireLimit - at;
  }

  /** Bytes of payload on the wire; 0 where the header states a length that is too short. */
  public int payloadLength() {
    int length = headerLength();
    return length < MIN_HEADER_LENGTH ? 0 : Math.max(0, wireLimit - at - length);
  }

  /** Bytes of payload that the capture holds; at most {@link #payloadLength}. */
  public int capturedPayloadLength() {
    return limit - payloadStart();
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(
        sourcePort(), destinationPort(), sequence(), acknowledgment(), flags(), window());
  }

  /** The numbers as sent; sequence and acknowledgment are unsigned numbers of 32 bits. */
  public record Header(
      int sourcePort,
      int destinationPort,
      int sequence,
      int acknowledgment,
      int flags,
      int window) {}
}

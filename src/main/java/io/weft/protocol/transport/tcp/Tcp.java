package io.weft.protocol.transport.tcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DataSource;
import io.weft.dissect.LayerFields;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.IpProtocol;

/**
 * A TCP header (RFC 9293, section 3.1).
 *
 * <p>One quoted in an ICMP error may be no more than its first eight bytes, ports and sequence
 * number: see {@link #isWhole}. What is missing reads as 0.
 */
public final class Tcp extends View {
  public static final Protocol PROTOCOL = Protocol.of("tcp", "Transmission Control Protocol");

  public static final LayerFields FIELDS = TcpFields.all();

  /** Messages that were read from a connection's stream: they may have come in several segments. */
  public static final DataSource REASSEMBLED = DataSource.of("Reassembled TCP");

  public static final int MIN_HEADER_LENGTH = 20;

  /** What an ICMP error quotes at least (RFC 792). */
  static final int QUOTED_LENGTH = 8;

  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
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
    chain.fields(PROTOCOL, FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.TCP, new TcpDissector());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  public int sourcePort() {
    return BigEndian.u16(bytes, at + SOURCE_PORT);
  }

  public int destinationPort() {
    return BigEndian.u16(bytes, at + DESTINATION_PORT);
  }

  /** Modulo 2^32; compare by the sign of differences. */
  public int sequence() {
    return BigEndian.i32(bytes, at + SEQUENCE);
  }

  /** Modulo 2^32; of meaning only with {@link #ACK}. */
  public int acknowledgment() {
    return BigEndian.i32(bytes, at + ACKNOWLEDGMENT);
  }

  /** As sent: 20 to 60 bytes, or less where the header contradicts itself. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Is the header there without its options at least? Only where it is quoted can it be less. */
  public boolean isWhole() {
    return limit - at >= MIN_HEADER_LENGTH;
  }

  /** The low nine to twelve bits of the field: NS, CWR, ECE, URG, ACK, PSH, RST, SYN, FIN. */
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

  /** As sent: 0 to 65,535, to be shifted by the window scale outside SYNs (RFC 7323). */
  public int window() {
    return BigEndian.u16(bytes, at + WINDOW);
  }

  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  public int urgentPointer() {
    return BigEndian.u16(bytes, at + URGENT_POINTER);
  }

  /** First byte of the options in {@link #bytes}. */
  public int optionsStart() {
    return at + MIN_HEADER_LENGTH;
  }

  /**
   * First byte of the payload in {@link #bytes}; the options end here, or where the bytes do. There
   * is no telling where the header ends if it says that it is too short.
   */
  public int payloadStart() {
    int length = headerLength();
    return length < MIN_HEADER_LENGTH ? limit : Math.min(at + length, limit);
  }

  /** Does the header claim more bytes than the segment had on the wire? */
  public boolean isHeaderTooLong() {
    return headerLength() > wireLimit - at;
  }

  /** Bytes of payload on the wire. */
  public int payloadLength() {
    int length = headerLength();
    return length < MIN_HEADER_LENGTH ? 0 : Math.max(0, wireLimit - at - length);
  }

  /** Bytes of payload that the capture holds; at most {@link #payloadLength}. */
  public int capturedPayloadLength() {
    return limit - payloadStart();
  }

  public Header toRecord() {
    return new Header(
        sourcePort(), destinationPort(), sequence(), acknowledgment(), flags(), window());
  }

  public record Header(
      int sourcePort,
      int destinationPort,
      int sequence,
      int acknowledgment,
      int flags,
      int window) {}
}

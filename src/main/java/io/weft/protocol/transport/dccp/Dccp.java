package io.weft.protocol.transport.dccp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.PortsText;

/** The generic header of DCCP (RFC 4340, section 5.1). */
public final class Dccp extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("dccp", "Datagram Congestion Control Protocol");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 12;

  /** Length of a header whose sequence number has all of its 48 bits, in bytes. */
  static final int LONG_HEADER_LENGTH = 16;

  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int DATA_OFFSET = 4;
  private static final int TYPE = 8;
  private static final int SHORT_SEQUENCE = 9;
  private static final int LONG_SEQUENCE = 10;

  /** Bytes before the application's data; the field counts units of four bytes. */
  static int headerLength(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + DATA_OFFSET) << 2;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, PortsText::describe);
    chain.fields(PROTOCOL, () -> DccpFields.FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.DCCP, new DccpDissector(chain));
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

  /** With options, in bytes, 12 to 1,020. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /**
   * Type of the packet, 0 to 15: 0 is a request, 1 a response, 2 data, 3 an acknowledgment, 7 a
   * reset.
   */
  public int type() {
    return (BigEndian.u8(bytes, at + TYPE) >> 1) & 0xF;
  }

  /**
   * Number of the packet among those of its sender: 48 bits, or the lower 24 of them where the
   * header is a short one; -1 where a long one is not all there.
   */
  public long sequence() {
    boolean isLong = (bytes[at + TYPE] & 1) != 0;
    if (isLong && limit - at < LONG_HEADER_LENGTH) {
      return -1;
    }
    return isLong
        ? (long) BigEndian.u16(bytes, at + LONG_SEQUENCE) << 32
            | BigEndian.u32(bytes, at + LONG_SEQUENCE + 2)
        : BigEndian.u24(bytes, at + SHORT_SEQUENCE);
  }
}

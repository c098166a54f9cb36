package io.weft.protocol.transport.sctp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.PortsText;

/** The common header of SCTP (RFC 9260, section 3.1), behind which chunks follow. */
public final class Sctp extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("sctp", "Stream Control Transmission Protocol");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 12;

  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int VERIFICATION_TAG = 4;
  private static final int CHECKSUM = 8;

  private static final int CHUNK_HEADER = 4;
  private static final int DATA = 0;
  private static final int INIT = 1;
  private static final int INIT_ACK = 2;
  private static final int I_DATA = 64;
  private static final int INITIAL_NUMBER = 16;

  /**
   * The first transmission sequence number in a packet: that of data, or the one with which a chunk
   * that sets up an association says that its sender will begin. From 0 to 2^32 - 1; -1 where the
   * packet has none.
   *
   * @param layer index of a layer of SCTP
   */
  public static long firstNumber(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int end = packet.limit(layer);
    int at = packet.payload(layer);
    while (at + CHUNK_HEADER <= end) {
      int number =
          switch (BigEndian.u8(bytes, at)) {
            case DATA, I_DATA -> CHUNK_HEADER;
            case INIT, INIT_ACK -> INITIAL_NUMBER;
            default -> 0;
          };
      if (number > 0) {
        return at + number + 4 <= end ? BigEndian.u32(bytes, at + number) : -1;
      }
      int length = BigEndian.u16(bytes, at + 2);
      if (length < CHUNK_HEADER) {
        return -1;
      }
      at += (length + 3) & ~3;
    }
    return -1;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, PortsText::describe);
    chain.fields(PROTOCOL, () -> SctpFields.FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.SCTP, new SctpDissector());
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

  /** The receiver's number of the association; an unsigned number of 32 bits. */
  public int verificationTag() {
    return BigEndian.i32(bytes, at + VERIFICATION_TAG);
  }

  /** CRC32c as sent, 32 bits. */
  public int checksum() {
    return BigEndian.i32(bytes, at + CHECKSUM);
  }

  /** Bytes of chunks on the wire. */
  public int payloadLength() {
    return wireLimit - at - HEADER_LENGTH;
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(sourcePort(), destinationPort(), verificationTag());
  }

  public record Header(int sourcePort, int destinationPort, int verificationTag) {}
}

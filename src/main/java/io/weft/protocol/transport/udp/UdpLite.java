package io.weft.protocol.transport.udp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.PortsText;

/**
 * The header of UDP-Lite, whose checksum may cover only a part of the datagram (RFC 3828, section
 * 3.1).
 */
public final class UdpLite extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("udplite", "Lightweight User Datagram Protocol");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int COVERAGE = 4;
  private static final int CHECKSUM = 6;

  /** Wireshark names the fields as UDP's, but for the coverage. */
  static final LayerFields FIELDS =
      FixedFields.of(
          at(SOURCE_PORT, Udp.SOURCE_FIELD),
          at(DESTINATION_PORT, Udp.DESTINATION_FIELD),
          at(COVERAGE, Field.u16("udp.checksum_coverage", "Checksum coverage")),
          at(CHECKSUM, Udp.CHECKSUM_FIELD));

  static int sourcePort(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + SOURCE_PORT);
  }

  static int destinationPort(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + DESTINATION_PORT);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.info(PROTOCOL, PortsText::describe);
    chain.put(IpProtocol.TABLE, IpProtocol.UDP_LITE, new UdpLiteDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 65,535. */
  public int sourcePort() {
    return sourcePort(bytes, at);
  }

  /** 0 to 65,535. */
  public int destinationPort() {
    return destinationPort(bytes, at);
  }

  /** Bytes that the checksum covers, 8 of the header included; 0 means the whole datagram. */
  public int checksumCoverage() {
    return BigEndian.u16(bytes, at + COVERAGE);
  }
}

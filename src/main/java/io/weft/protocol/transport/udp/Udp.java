package io.weft.protocol.transport.udp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.PayloadFields;
import io.weft.dissect.lookup.ServiceNames;
import io.weft.dissect.number.IpProtocol;

/** A UDP header (RFC 768). */
public final class Udp extends View {
  public static final Protocol PROTOCOL = Protocol.of("udp", "User Datagram Protocol");

  /** The data source of messages that were read from a flow of datagrams. */
  public static final DataSource REASSEMBLED = DataSource.of("Reassembled UDP");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int LENGTH = 4;

  /** Where in the header the checksum stands, in bytes. */
  public static final int CHECKSUM_OFFSET = 6;

  static final Field SOURCE_FIELD =
      Field.u16("udp.srcport", "Source Port").alias("udp.port").usually(ServiceNames.UDP);
  static final Field DESTINATION_FIELD =
      Field.u16("udp.dstport", "Destination Port").alias("udp.port").usually(ServiceNames.UDP);
  static final Field CHECKSUM_FIELD = Field.u16("udp.checksum", "Checksum").hexadecimal();

  private static final Field BAD_LENGTH =
      Field.presence("udp.length.bad", "Length beyond the end of the IP payload").generated();

  public static final LayerFields FIELDS =
      LayerFields.inOrder(
          FixedFields.of(
              at(SOURCE_PORT, SOURCE_FIELD),
              at(DESTINATION_PORT, DESTINATION_FIELD),
              at(LENGTH, Field.u16("udp.length", "Length")),
              at(CHECKSUM_OFFSET, CHECKSUM_FIELD)),
          LayerFields.of(Udp::readBadLength, BAD_LENGTH),
          ChecksumStatus.fields(PROTOCOL),
          PayloadFields.of("udp.payload", "UDP payload", true),
          UdpStream.fields());

  /** Compares the length with what there is; a quote and a fragment alone end where they like. */
  private static void readBadLength(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    boolean isBad =
        layer < packet.quotedFrom()
            && !packet.isPart(layer)
            && length(packet.bytes(layer), at) > packet.wireLimit(layer) - at;
    if (isBad && sink.wants(BAD_LENGTH)) {
      sink.flag(BAD_LENGTH, true, 0, 0);
    }
  }

  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + LENGTH);
  }

  static int sourcePort(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + SOURCE_PORT);
  }

  static int destinationPort(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + DESTINATION_PORT);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, UdpText::describe);
    chain.fields(PROTOCOL, FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.UDP, new UdpDissector(chain));
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

  /** Length of header and payload in bytes, as sent; 0 in a jumbogram (RFC 2675). */
  public int length() {
    return length(bytes, at);
  }

  /** As sent, 0 to 65,535; 0 says that the sender computed none. */
  public int checksum() {
    return BigEndian.u16(bytes, at + CHECKSUM_OFFSET);
  }

  /** Bytes of payload on the wire. */
  public int payloadLength() {
    return wireLimit - at - HEADER_LENGTH;
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(sourcePort(), destinationPort(), length());
  }

  public record Header(int sourcePort, int destinationPort, int length) {}
}

package io.weft.protocol.transport.pgm;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.IpProtocol;

/**
 * A packet of pragmatic general multicast (RFC 3208 section 8).
 *
 * <pre>
 * source port (16) | destination port (16) | type (8) | options (8) | checksum (16)
 * source identifier (48) | length of the data (16) | header of the type | options | data
 * </pre>
 */
public final class Pgm extends View {
  public static final Protocol PROTOCOL = Protocol.of("pgm", "Pragmatic General Multicast");

  /** Length of the header that all types have, in bytes. */
  static final int HEADER_LENGTH = 16;

  static final int TYPE = 4;
  static final int OPTIONS = 5;

  /** The flag of packets that have options. */
  static final int HAS_OPTIONS = 1;

  /** Bytes of the first option, which says how long all of them are. */
  static final int OPTION_LENGTH = 4;

  static final int PATH = 0;
  static final int POLL = 1;
  static final int POLL_RESPONSE = 2;
  static final int DATA = 4;
  static final int REPAIR = 5;
  static final int NAK = 8;
  static final int NULL_NAK = 9;
  static final int NAK_CONFIRMATION = 10;
  static final int ACK = 13;

  static final int IPV6 = 2;

  static final ValueNames TYPES =
      ValueNames.of(
          "0 SPM", "1 POLL", "2 POLR", "4 ODATA", "5 RDATA", "8 NAK", "9 NNAK", "10 NCF", "12 SPMR",
          "13 ACK");

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Length of the common header and that of a data packet's type, in bytes. */
  static final int DATA_HEADER_LENGTH = HEADER_LENGTH + 8;

  /** Does the packet carry data of the application? */
  static boolean isData(byte[] bytes, int at) {
    return type(bytes, at) == DATA || type(bytes, at) == REPAIR;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, PgmFields::all);
    chain.info(PROTOCOL, Pgm::describe);
    chain.put(IpProtocol.TABLE, IpProtocol.PGM, new PgmDissector(chain));
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(TYPES.nameOr(type(bytes, at), "type"));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: 4 for data, 8 for a request to send some again. */
  public int type() {
    return type(bytes, at);
  }
}

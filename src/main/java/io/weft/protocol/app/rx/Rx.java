package io.weft.protocol.app.rx;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/**
 * A packet of RX. Source: E. Zayas, "AFS-3 Programmer's Reference: Specification for the Rx Remote
 * Procedure Call Facility", section 5.
 *
 * <pre>
 * epoch (32) | connection (32) | call (32) | sequence (32) | serial (32)
 * type (8) | flags (8) | status (8) | security (8) | checksum (16) | service (16)
 * </pre>
 */
public final class Rx extends View {
  public static final Protocol PROTOCOL = Protocol.of("rx", "RX Protocol");

  /** Length of the header in bytes. */
  static final int HEADER_LENGTH = 28;

  /** The port of the first of AFS's services; the others follow it. */
  static final int FIRST_PORT = 7000;

  static final int CALL = 8;
  static final int SEQUENCE = 12;
  static final int TYPE = 20;
  static final int FLAGS = 21;
  static final int SECURITY = 23;

  /** The flag that a packet of the side that calls has. */
  static final int OF_CLIENT = 1;

  static final int DATA = 1;
  static final int ACKNOWLEDGEMENT = 2;
  static final int ABORT = 4;
  static final int CHALLENGE = 6;

  private static final int MAX_TYPE = 13;
  private static final int RESERVED_FLAGS = 0xC0;
  private static final int MAX_SECURITY = 5;

  static final ValueNames TYPES =
      ValueNames.of(
          "1 data",
          "2 ack",
          "3 busy",
          "4 abort",
          "5 ackall",
          "6 challenge",
          "7 response",
          "8 debug",
          "9 params",
          "10 params",
          "11 params",
          "12 params",
          "13 version");

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, RxFields::all);
    chain.info(PROTOCOL, Rx::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Rx::fit)
            .ports(7000, 7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7020, 7021));
  }

  /** A type, flags and a kind of security that there are; nothing else is fixed. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int type = type(bytes, from);
    boolean fits =
        type >= DATA
            && type <= MAX_TYPE
            && (bytes[from + FLAGS] & RESERVED_FLAGS) == 0
            && bytes[from + SECURITY] >= 0
            && bytes[from + SECURITY] <= MAX_SECURITY;
    return Fit.maybeIf(fits);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(TYPES.nameOr(type(bytes, at), "type"))
        .append(" call ")
        .append(BigEndian.u32(bytes, at + CALL));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 to 13: 1 for data, 2 for an acknowledgement. */
  public int type() {
    return type(bytes, at);
  }

  /** The number of the call in its connection. */
  public long call() {
    return BigEndian.u32(bytes, at + CALL);
  }
}

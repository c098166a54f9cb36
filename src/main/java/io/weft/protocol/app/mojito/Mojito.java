package io.weft.protocol.app.mojito;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/**
 * A message of Mojito. Source: LimeWire's wiki, "Mojito message format" (2007).
 *
 * <pre>
 * identifier (128) | 0x44 | version (16) | length (32, little endian) | operation (8) | sender ...
 * </pre>
 */
public final class Mojito extends View {
  public static final Protocol PROTOCOL = Protocol.of("mojito", "Mojito DHT");

  /** Length of the header with the address of a sender in IPv4, in bytes. */
  static final int MIN_LENGTH = 61;

  static final int KIND = 16;
  static final int LENGTH = 19;
  static final int OPERATION = 23;

  private static final int MARK = 0x44;

  static final int PING = 1;
  static final int PONG = 2;
  static final int FIND_NODE = 5;
  static final int FOUND_NODE = 6;
  static final int FIND_VALUE = 7;
  private static final int MAX_OPERATION = 10;

  static final ValueNames OPERATIONS =
      ValueNames.of(
          "1 PING REQUEST",
          "2 PING RESPONSE",
          "3 STORE REQUEST",
          "4 STORE RESPONSE",
          "5 FIND NODE REQUEST",
          "6 FIND NODE RESPONSE",
          "7 FIND VALUE REQUEST",
          "8 FIND VALUE RESPONSE",
          "9 STATS REQUEST (DEPRECATED)",
          "10 STATS RESPONSE (DEPRECATED)");

  static int operation(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + OPERATION);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, MojitoFields::all);
    chain.info(PROTOCOL, Mojito::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, Mojito::fit)
            .onAnyPort());
  }

  /** The mark of such messages, the length of the datagram, and an operation that there is. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int operation = operation(bytes, from);
    return Fit.yesIf(
        bytes[from + KIND] == MARK
            && LittleEndian.i32(bytes, from + LENGTH) == wireTo - from - OPERATION
            && operation >= PING
            && operation <= MAX_OPERATION);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(
        OPERATIONS.nameOr(operation(packet.bytes(layer), packet.start(layer)), "operation"));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 to 10: 1 for a ping. */
  public int operation() {
    return operation(bytes, at);
  }
}

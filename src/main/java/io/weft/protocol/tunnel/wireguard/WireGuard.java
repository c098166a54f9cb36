package io.weft.protocol.tunnel.wireguard;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * A message of WireGuard. Source: "WireGuard: Next Generation Kernel Network Tunnel", section 5.4.
 */
public final class WireGuard extends View {
  public static final Protocol PROTOCOL = Protocol.of("wg", "WireGuard Protocol");

  /** Length of the shortest message, which carries nothing, in bytes. */
  public static final int MIN_LENGTH = 32;

  private static final int PORT = 51820;

  private static final int INITIATION = 1;
  private static final int RESPONSE = 2;
  private static final int COOKIE = 3;
  private static final int DATA = 4;

  private static final ValueNames TYPES =
      ValueNames.of(
          "1 Handshake Initiation", "2 Handshake Response", "3 Cookie Reply", "4 Transport Data");

  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("wg.type", "Type").named(TYPES)),
          at(1, 3, Field.bytes("wg.reserved", "Reserved")));
  private static final Field SENDER = Field.u32("wg.sender", "Sender").hexadecimal();
  private static final Field RECEIVER = Field.u32("wg.receiver", "Receiver").hexadecimal();
  private static final Field FIRST_CODE = Field.bytes("wg.mac1", "mac1");
  private static final Field SECOND_CODE = Field.bytes("wg.mac2", "mac2");
  private static final FixedFields OF_INITIATION =
      FixedFields.of(littleEndian(4, SENDER), at(116, 16, FIRST_CODE), at(132, 16, SECOND_CODE));
  private static final FixedFields OF_RESPONSE =
      FixedFields.of(
          littleEndian(4, SENDER),
          littleEndian(8, RECEIVER),
          at(60, 16, FIRST_CODE),
          at(76, 16, SECOND_CODE));
  private static final FixedFields OF_COOKIE =
      FixedFields.of(
          littleEndian(4, RECEIVER),
          at(8, 24, Field.bytes("wg.nonce", "Nonce")),
          at(32, 32, Field.bytes("wg.encrypted_cookie", "Encrypted Cookie")));
  private static final FixedFields OF_DATA =
      FixedFields.of(
          littleEndian(4, RECEIVER), littleEndian(8, Field.u64("wg.counter", "Counter")));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            WireGuard::read, List.of(HEAD, OF_INITIATION, OF_RESPONSE, OF_COOKIE, OF_DATA)));
    chain.info(PROTOCOL, WireGuard::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, WireGuard::fit)
            .ports(PORT)
            .onAnyPort(WireGuard::fitHandshake));
    chain.datagram(new WireGuardFlows());
  }

  /** The type's four bytes, of which three are zero, and the length that goes with it. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(isHandshake(bytes, from, wireTo) || isData(bytes, from, wireTo));
  }

  private static Fit fitHandshake(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(isHandshake(bytes, from, wireTo));
  }

  private static boolean isHandshake(byte[] bytes, int from, int wireTo) {
    int length =
        switch (LittleEndian.i32(bytes, from)) {
          case INITIATION -> 148;
          case RESPONSE -> 92;
          case COOKIE -> 64;
          default -> -1;
        };
    return length == wireTo - from;
  }

  static boolean isData(byte[] bytes, int from, int wireTo) {
    return wireTo - from >= MIN_LENGTH && LittleEndian.i32(bytes, from) == DATA;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    FixedFields rest =
        switch (bytes[start]) {
          case INITIATION -> OF_INITIATION;
          case RESPONSE -> OF_RESPONSE;
          case COOKIE -> OF_COOKIE;
          default -> OF_DATA;
        };
    rest.read(bytes, start, limit, sink);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(TYPES.name(packet.bytes(layer)[packet.start(layer)]));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 to 4: 1 for the beginning of a handshake, 4 for what is carried. */
  public int type() {
    return bytes[at];
  }
}

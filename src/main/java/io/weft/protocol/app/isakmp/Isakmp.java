package io.weft.protocol.app.isakmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/** A message of the key exchange (RFC 7296 section 3.1). */
public final class Isakmp extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("isakmp", "Internet Security Association and Key Management Protocol");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 28;

  static final int NEXT_PAYLOAD = 16;
  static final int VERSION = 17;
  static final int EXCHANGE = 18;
  static final int FLAGS = 19;
  static final int MESSAGE = 20;
  static final int LENGTH = 24;

  /** In version 1: all behind the header is encrypted. */
  static final int ENCRYPTED = 0x01;

  private static final int PORT = 500;

  static final ValueNames EXCHANGES =
      ValueNames.of(
          "0 NONE",
          "1 Base",
          "2 Identity Protection (Main Mode)",
          "3 Authentication Only",
          "4 Aggressive",
          "5 Informational",
          "6 Transaction (Config Mode)",
          "32 Quick Mode",
          "33 New Group Mode",
          "34 IKE_SA_INIT",
          "35 IKE_AUTH",
          "36 CREATE_CHILD_SA",
          "37 INFORMATIONAL",
          "38 IKE_SESSION_RESUME");

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, IsakmpFields::all);
    chain.info(PROTOCOL, Isakmp::describe);
    Dissector dissector = new MessageDissector(PROTOCOL, HEADER_LENGTH);
    chain.name(PROTOCOL.name(), dissector);
    chain.udp(UdpPayload.of(dissector, HEADER_LENGTH, Isakmp::fit).ports(PORT));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int version = majorVersion(bytes, from);
    return Fit.yesIf(
        (version == 1 || version == 2)
            && EXCHANGES.name(BigEndian.u8(bytes, from + EXCHANGE)) != null
            && BigEndian.u32(bytes, from + LENGTH) == wireTo - from);
  }

  static int majorVersion(byte[] bytes, int from) {
    return BigEndian.u8(bytes, from + VERSION) >> 4;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int exchange = BigEndian.u8(bytes, start + EXCHANGE);
    String name = EXCHANGES.name(exchange);
    text.append(name == null ? "Exchange " + exchange : name);
    text.append(", message 0x").append(Integer.toHexString(BigEndian.i32(bytes, start + MESSAGE)));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Which exchange the message belongs to, 0 to 255: 34 for IKE_SA_INIT. */
  public int exchange() {
    return BigEndian.u8(bytes, at + EXCHANGE);
  }
}

package io.weft.protocol.network.pim;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.IpProtocol;

/** A message by which routers agree on the way of multicast packets (RFC 7761 section 4.9). */
public final class Pim extends View {
  public static final Protocol PROTOCOL = Protocol.of("pim", "Protocol Independent Multicast");

  /** Length of the header in bytes. */
  static final int HEADER_LENGTH = 4;

  static final int HELLO = 0;
  static final int REGISTER = 1;
  static final int JOIN_PRUNE = 3;
  static final int GRAFT = 6;
  static final int GRAFT_ACK = 7;

  static final ValueNames TYPES =
      ValueNames.from0(
          "Hello",
          "Register",
          "Register-stop",
          "Join/Prune",
          "Bootstrap",
          "Assert",
          "Graft",
          "Graft-Ack",
          "Candidate-RP-Advertisement",
          "State-Refresh",
          "DF election",
          "ECMP redirect",
          "PIM Flooding Mechanism");

  static int type(byte[] bytes, int at) {
    return bytes[at] & 0x0F;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, PimFields::all);
    chain.info(PROTOCOL, Pim::describe);
    chain.put(IpProtocol.TABLE, IpProtocol.PIM, new MessageDissector(PROTOCOL, HEADER_LENGTH, 1));
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int type = type(packet.bytes(layer), packet.start(layer));
    text.append(TYPES.nameOr(type, "type"));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 15: 0 for a hello. */
  public int type() {
    return type(bytes, at);
  }

  /** 0 to 15; 2 in all that is in use. */
  public int version() {
    return BigEndian.u8(bytes, at) >> 4;
  }
}

package io.weft.protocol.app.nbns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/** A message of the NetBIOS name service (RFC 1002 section 4.2). */
public final class Nbns extends View {
  public static final Protocol PROTOCOL = Protocol.of("nbns", "NetBIOS Name Service");

  static final int HEADER_LENGTH = 12;
  static final int FLAGS = 2;
  static final int QUESTIONS = 4;
  static final int RESPONSE = 0x8000;

  private static final int PORT = 137;

  /** No message has more questions and records than fit into a datagram of Ethernet. */
  private static final int MAX_COUNT = 64;

  static final ValueNames OPCODES =
      ValueNames.of(
          "0 Name query",
          "5 Registration",
          "6 Release",
          "7 Wait and acknowledgment",
          "8 Refresh",
          "9 Refresh (altcode)",
          "15 Multi-homed registration");

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, NbnsFields::all);
    chain.info(PROTOCOL, Nbns::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Nbns::fit)
            .ports(PORT));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int flags = BigEndian.u16(bytes, from + FLAGS);
    if (OPCODES.name(opcode(flags)) == null) {
      return Fit.NO;
    }
    int count = 0;
    for (int i = 0; i < 4; i++) {
      count += BigEndian.u16(bytes, from + QUESTIONS + 2 * i);
    }
    int name = from + HEADER_LENGTH;
    boolean hasName = name < to && NetbiosName.end(bytes, name, to) > name;
    return Fit.yesOrMaybe(count >= 1 && count <= MAX_COUNT && hasName);
  }

  static int opcode(int flags) {
    return flags >> 11 & 0xF;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int flags = BigEndian.u16(bytes, start + FLAGS);
    text.append(OPCODES.name(opcode(flags)));
    text.append((flags & RESPONSE) == 0 ? " " : " response ");
    NetbiosName.append(text, bytes, start, start + HEADER_LENGTH, packet.limit(layer));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 65,535; a response repeats that of its query. */
  public int id() {
    return BigEndian.u16(bytes, at);
  }

  /** Is this a response? */
  public boolean isResponse() {
    return (BigEndian.u16(bytes, at + FLAGS) & RESPONSE) != 0;
  }
}

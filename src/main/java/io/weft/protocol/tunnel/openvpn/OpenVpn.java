package io.weft.protocol.tunnel.openvpn;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
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

/** A packet of OpenVPN. Source: OpenVPN's own description of its wire protocol. */
public final class OpenVpn extends View {
  public static final Protocol PROTOCOL = Protocol.of("openvpn", "OpenVPN Protocol");

  private static final int PORT = 1194;

  private static final int DATA = 6;
  private static final int CLIENT_RESET = 7;
  private static final int SERVER_RESET = 8;
  private static final int DATA_2 = 9;

  /** Bytes of the first byte and the session behind it. */
  private static final int SESSION_END = 9;

  /** Bytes of a first packet of either side at least: no acknowledgements, and its number. */
  private static final int RESET = SESSION_END + 5;

  private static final ValueNames OPCODES =
      ValueNames.of(
          "1 P_CONTROL_HARD_RESET_CLIENT_V1",
          "2 P_CONTROL_HARD_RESET_SERVER_V1",
          "3 P_CONTROL_SOFT_RESET_V1",
          "4 P_CONTROL_V1",
          "5 P_ACK_V1",
          "6 P_DATA_V1",
          "7 P_CONTROL_HARD_RESET_CLIENT_V2",
          "8 P_CONTROL_HARD_RESET_SERVER_V2",
          "9 P_DATA_V2",
          "10 P_CONTROL_HARD_RESET_CLIENT_V3",
          "11 P_CONTROL_WKC_V1");

  private static final Field TYPE = Field.u8("openvpn.type", "Type").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, TYPE),
          at(
              0,
              Field.u8("openvpn.opcode", "Opcode")
                  .hexadecimal()
                  .masked(0xF8)
                  .named(OPCODES)
                  .within(TYPE)),
          at(0, Field.u8("openvpn.keyid", "Key ID").masked(0x07).within(TYPE)));
  private static final FixedFields SESSION =
      FixedFields.of(at(1, Field.u64("openvpn.sessionid", "Session ID")));
  private static final FixedFields PEER =
      FixedFields.of(at(1, Field.u24("openvpn.peerid", "Peer ID")));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, LayerFields.of(OpenVpn::read, List.of(HEAD, SESSION, PEER)));
    chain.info(PROTOCOL, OpenVpn::describe);
    chain.udp(UdpPayload.of(new MessageDissector(PROTOCOL, 1), 1, OpenVpn::fit).ports(PORT));
  }

  /** A first packet has a session, and the first key; of others the port alone speaks. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int opcode = opcode(bytes, from);
    if (OPCODES.name(opcode) == null) {
      return Fit.NO;
    }
    boolean isReset = opcode == CLIENT_RESET || opcode == SERVER_RESET;
    return Fit.yesOrMaybe(isReset && (bytes[from] & 0x07) == 0 && wireTo - from >= RESET);
  }

  static int opcode(byte[] bytes, int from) {
    return BigEndian.u8(bytes, from) >> 3;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int opcode = opcode(bytes, start);
    if (opcode == DATA_2) {
      PEER.read(bytes, start, limit, sink);
    } else if (opcode != DATA) {
      SESSION.read(bytes, start, limit, sink);
    }
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(OPCODES.name(opcode(packet.bytes(layer), packet.start(layer))));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** What the packet is, 1 to 31: 6 and 9 carry data. */
  public int opcode() {
    return opcode(bytes, at);
  }
}

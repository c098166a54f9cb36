package io.weft.protocol.network.isis;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.LlcSap;

/** A message of IS-IS (ISO 10589 section 9). */
public final class Isis extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("isis", "ISO 10589 ISIS InTRA Domain Routeing Information Exchange Protocol");

  /** Length of the header that all messages have, in bytes. */
  static final int HEADER_LENGTH = 8;

  static final int TYPE = 4;
  static final int TYPE_BITS = 0x1F;

  // Types of messages.
  static final int LAN_HELLO_1 = 15;
  static final int LAN_HELLO_2 = 16;
  static final int POINT_TO_POINT_HELLO = 17;
  static final int LINK_STATE_1 = 18;
  static final int LINK_STATE_2 = 20;
  static final int COMPLETE_1 = 24;
  static final int COMPLETE_2 = 25;
  static final int PARTIAL_1 = 26;
  static final int PARTIAL_2 = 27;

  static final ValueNames TYPES =
      ValueNames.of(
          "15 L1 HELLO",
          "16 L2 HELLO",
          "17 P2P HELLO",
          "18 L1 LSP",
          "20 L2 LSP",
          "24 L1 CSNP",
          "25 L2 CSNP",
          "26 L1 PSNP",
          "27 L2 PSNP");

  /** The network layer protocol identifier of IS-IS, which begins each message (ISO 9577). */
  private static final byte NLPID = (byte) 0x83;

  static int type(byte[] bytes, int at) {
    return bytes[at + TYPE] & TYPE_BITS;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, IsisFields::all);
    chain.info(PROTOCOL, Isis::describe);
    ByIdentifier osi = new ByIdentifier(chain);
    chain.put(LlcSap.TABLE, LlcSap.OSI, osi).put(EtherType.TABLE, EtherType.OSI, osi);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(TYPES.nameOr(type(packet.bytes(layer), packet.start(layer)), "type"));
  }

  /** What OSI's network layers carry: their first byte tells which it is. */
  private static final class ByIdentifier implements Dissector {
    private final Dissector isis = new MessageDissector(PROTOCOL, HEADER_LENGTH);
    private final Dissector data;

    ByIdentifier(Chain.Builder chain) {
      data = chain.data();
    }

    @Override
    public Protocol protocol() {
      return PROTOCOL;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      boolean isIsis =
          cursor.available() >= HEADER_LENGTH && cursor.bytes()[cursor.offset()] == NLPID;
      return isIsis ? isis.dissect(cursor) : data;
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 31: 16 for a hello of level 2. */
  public int type() {
    return type(bytes, at);
  }

  /** Length of the header with its fixed part, in bytes. */
  public int headerLength() {
    return BigEndian.u8(bytes, at + 1);
  }
}

package io.weft.protocol.link.arcnet;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;

/** An ARCNET frame as Linux captures it (LINKTYPE_ARCNET_LINUX). */
public final class Arcnet extends View {
  public static final Protocol PROTOCOL = Protocol.of("arcnet", "ARCNET");

  /** Addresses, two bytes of the hardware's own, the type. */
  public static final int HEADER_LENGTH = 5;

  /** Types of RFC 1201 have a flag and a sequence number behind them. */
  static final int SEQUENCE_LENGTH = 3;

  static final int IP = 212;
  static final int ARP = 213;

  /** RFC 1051; without sequence numbers. */
  static final int IP_SIMPLE = 240;

  /** RFC 1051; without sequence numbers. */
  static final int ARP_SIMPLE = 241;

  private static final int SOURCE = 0;
  private static final int DESTINATION = 1;
  private static final int TYPE = 4;

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(Chain.LINK_TYPES, LinkHeaderType.ARCNET_LINUX, new ArcnetDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  public int source() {
    return BigEndian.u8(bytes, at + SOURCE);
  }

  /** 0 is broadcast. */
  public int destination() {
    return BigEndian.u8(bytes, at + DESTINATION);
  }

  public int type() {
    return type(bytes, at);
  }
}

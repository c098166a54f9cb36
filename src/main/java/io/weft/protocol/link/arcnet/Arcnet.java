package io.weft.protocol.link.arcnet;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/** An ARCNET frame as Linux captures it (LINKTYPE_ARCNET_LINUX). */
public final class Arcnet extends View {
  public static final Protocol PROTOCOL = Protocol.of("arcnet", "ARCNET");

  /** Length in bytes of two addresses, two bytes of offset that Linux adds, and the type. */
  public static final int HEADER_LENGTH = 5;

  /** Bytes of split flag and sequence number, which follow the types of RFC 1201. */
  static final int SEQUENCE_LENGTH = 3;

  static final int IP = 212;
  static final int ARP = 213;

  /** IPv4 in the encapsulation of RFC 1051, which has no sequence numbers. */
  static final int IP_SIMPLE = 240;

  /** ARP in the encapsulation of RFC 1051, which has no sequence numbers. */
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

  /** Address of the sender, 1 to 255. */
  public int source() {
    return BigEndian.u8(bytes, at + SOURCE);
  }

  /** Address 0 to 255; 0 is broadcast. */
  public int destination() {
    return BigEndian.u8(bytes, at + DESTINATION);
  }

  /**
   * Protocol of the payload: 212 is IPv4, 213 ARP (RFC 1201); 240 and 241 are those of RFC 1051.
   */
  public int type() {
    return type(bytes, at);
  }
}

package io.weft.protocol.link.framerelay;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/** A frame relay header with multiprotocol encapsulation (ITU-T Q.922, RFC 2427). */
public final class FrameRelay extends View {
  public static final Protocol PROTOCOL = Protocol.of("fr", "Frame Relay");

  static final int MIN_ADDRESS_LENGTH = 2;
  static final int MAX_ADDRESS_LENGTH = 4;

  static final int UNNUMBERED_INFORMATION = 0x03;

  private static final int LAST = 1;

  /** Is this the last byte of the address? Each of its bytes says so by its lowest bit. */
  static boolean isLast(byte[] bytes, int at) {
    return (bytes[at] & LAST) != 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(Chain.LINK_TYPES, LinkHeaderType.FRELAY, new FrameRelayDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Data link connection identifier in the first two bytes of the address, 0 to 1,023. */
  public int dlci() {
    return ((BigEndian.u8(bytes, at) >> 2) << 4) | (BigEndian.u8(bytes, at + 1) >> 4);
  }
}

package io.weft.protocol.link.mpls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * The control word before an Ethernet frame in MPLS, which keeps routers from taking the frame for
 * IP (RFC 4448, section 4.6).
 */
public final class PseudowireControlWord extends View {
  public static final Protocol PROTOCOL = Protocol.of("pwethcw", "PW Ethernet Control Word");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  private static final int SEQUENCE = 2;

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Sequence number, 1 to 65,535; 0 where the sender does not number frames. */
  public int sequence() {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }
}

package io.weft.protocol.link.mpls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * What stands before an Ethernet frame in MPLS so that it is not taken for IP (RFC 4448, section
 * 4.6).
 */
public final class PseudowireControlWord extends View {
  public static final Protocol PROTOCOL = Protocol.of("pwethcw", "PW Ethernet Control Word");

  public static final int HEADER_LENGTH = 4;

  private static final int SEQUENCE = 2;

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 where frames are not numbered. */
  public int sequence() {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }
}

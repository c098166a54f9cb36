package io.weft.protocol.link.ppi;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;

/** Facts about a capture, then a frame of a link type that the header names (LINKTYPE_PPI). */
public final class Ppi extends View {
  public static final Protocol PROTOCOL = Protocol.of("ppi", "PPI Packet Header");

  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 2;
  private static final int LINK_TYPE = 4;

  static int headerLength(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at + LENGTH);
  }

  static int linkType(byte[] bytes, int at) {
    return LittleEndian.i32(bytes, at + LINK_TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    CaptureHeaderDissector pktap = new CaptureHeaderDissector(chain, Pktap.PROTOCOL);
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.PPI, new CaptureHeaderDissector(chain, PROTOCOL))
        .put(Chain.LINK_TYPES, LinkHeaderType.USER2, pktap)
        .put(Chain.LINK_TYPES, LinkHeaderType.PKTAP, pktap);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** With all fields, in bytes. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Of the frame. */
  public int linkType() {
    return linkType(bytes, at);
  }
}

package io.weft.protocol.link.ppi;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * A header with facts about a captured frame, which names the link type of that frame
 * (LINKTYPE_PPI).
 */
public final class Ppi extends View {
  public static final Protocol PROTOCOL = Protocol.of("ppi", "PPI Packet Header");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 2;
  private static final int LINK_TYPE = 4;

  static int headerLength(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at + LENGTH);
  }

  static int linkType(byte[] bytes, int at) {
    return LittleEndian.i32(bytes, at + LINK_TYPE);
  }

  /** Adds PPI and PKTAP to a chain. Older Darwin systems write PKTAP under the link type USER2. */
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

  /** Length of the header with all its fields, in bytes, 8 to 65,535. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** LINKTYPE_ number of the frame that follows. */
  public int linkType() {
    return linkType(bytes, at);
  }
}

package io.weft.protocol.link.ppi;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * Darwin's capture header (LINKTYPE_PKTAP): it tells the interface and the process, and names the
 * link type of the frame that follows.
 */
public final class Pktap extends View {
  public static final Protocol PROTOCOL = Protocol.of("pktap", "PKTAP packet header");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 12;

  private static final int LENGTH = 0;
  private static final int LINK_TYPE = 8;

  static int headerLength(byte[] bytes, int at) {
    return LittleEndian.i32(bytes, at + LENGTH);
  }

  static int linkType(byte[] bytes, int at) {
    return LittleEndian.i32(bytes, at + LINK_TYPE);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Length of the header with all its fields, in bytes, at least 12. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** LINKTYPE_ number of the frame that follows. */
  public int linkType() {
    return linkType(bytes, at);
  }
}

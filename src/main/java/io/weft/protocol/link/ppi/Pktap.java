package io.weft.protocol.link.ppi;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * Darwin's header: interface, process, then a frame of a link type that it names (LINKTYPE_PKTAP).
 */
public final class Pktap extends View {
  public static final Protocol PROTOCOL = Protocol.of("pktap", "PKTAP packet header");

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

  /** With all fields, in bytes. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Of the frame. */
  public int linkType() {
    return linkType(bytes, at);
  }
}

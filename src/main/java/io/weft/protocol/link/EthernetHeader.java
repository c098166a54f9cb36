package io.weft.protocol.link;

import io.weft.bytes.BigEndian;

/**
 * What others than Ethernet's own dissector read of its header (IEEE 802.3, clause 3): they look
 * whether a frame could begin at a place.
 */
public final class EthernetHeader {
  /** In bytes: two addresses and the field that is a type or a length. */
  public static final int LENGTH = 14;

  /** Where the field begins that is a type or a length. */
  public static final int TYPE = 12;

  private EthernetHeader() {}

  /** An ethertype, or the length of the payload in bytes: see {@link TypeOrLength}. */
  public static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }
}

package io.weft.protocol.link;

import io.weft.bytes.BigEndian;

/**
 * The layout of an Ethernet header (IEEE 802.3, clause 3). It stands outside Ethernet's own package
 * because MPLS must find out whether an Ethernet frame could begin at a place.
 */
public final class EthernetHeader {
  /** Length of the header in bytes: two addresses and the field that is a type or a length. */
  public static final int LENGTH = 14;

  /** Offset, in bytes, of the field that is a type or a length. */
  public static final int TYPE = 12;

  private EthernetHeader() {}

  /**
   * The field that is an ethertype or the length of the payload in bytes, 0 to 65,535: see {@link
   * TypeOrLength}.
   *
   * @param at first byte of the header; {@link #LENGTH} bytes must be there
   */
  public static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }
}

package io.weft.protocol.link;

/**
 * The size of a logical link control header (IEEE 802.2). It stands outside that protocol's own
 * package because MPLS must find out whether an LLC frame could begin at a place.
 */
public final class LlcHeader {
  /** Shortest header, in bytes: two service access points and a control field of one byte. */
  public static final int MIN_LENGTH = 3;

  private LlcHeader() {}
}

package io.weft.protocol.link;

/**
 * Names by which link protocols go on with one another, as they do not know each other's classes
 * ({@code Chain.Builder.named}).
 */
public final class LinkDissectors {
  /** Logical link control (IEEE 802.2). */
  public static final String LLC = "llc";

  /** Cisco's HDLC framing. */
  public static final String CISCO_HDLC = "chdlc";

  /** 802.11 whose numbers of two bytes stand in the other byte order. */
  public static final String WLAN_BYTE_SWAPPED = "wlan_bsfc";

  private LinkDissectors() {}
}

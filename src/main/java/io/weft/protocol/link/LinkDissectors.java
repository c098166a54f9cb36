package io.weft.protocol.link;

/**
 * The names by which link protocols ask for one another's dissectors ({@code Chain.Builder.named}),
 * because a protocol does not know another protocol's classes.
 */
public final class LinkDissectors {
  /** Logical link control (IEEE 802.2). */
  public static final String LLC = "llc";

  /** Cisco's HDLC framing. */
  public static final String CISCO_HDLC = "chdlc";

  /** 802.11 frames whose two-byte numbers are in the opposite of the standard's byte order. */
  public static final String WLAN_BYTE_SWAPPED = "wlan_bsfc";

  /** Headers of FabricPath, which stand where others have an Ethernet header. */
  public static final String FABRIC_PATH = "cfp";

  private LinkDissectors() {}
}

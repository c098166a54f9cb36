package io.weft.protocol.link;

/** First byte of HDLC-like frames, by which PPP and Cisco's framing are told apart on one line. */
public final class HdlcAddress {
  /** PPP's (RFC 1662, section 3.1). */
  public static final int ALL_STATIONS = 0xFF;

  private static final int CISCO_UNICAST = 0x0F;
  private static final int CISCO_MULTICAST = 0x8F;

  private HdlcAddress() {}

  /** Is it one of Cisco's framing (RFC 1547, section 4.3.1)? */
  public static boolean isCisco(int address) {
    return address == CISCO_UNICAST || address == CISCO_MULTICAST;
  }
}

package io.weft.protocol.link;

/**
 * The first byte of HDLC-like frames, which tells whether a frame is PPP or has Cisco's framing.
 */
public final class HdlcAddress {
  /** The address that PPP uses (RFC 1662, section 3.1). */
  public static final int ALL_STATIONS = 0xFF;

  private static final int CISCO_UNICAST = 0x0F;
  private static final int CISCO_MULTICAST = 0x8F;

  private HdlcAddress() {}

  /** Does Cisco's framing use this address (RFC 1547, section 4.3.1)? */
  public static boolean isCisco(int address) {
    return address == CISCO_UNICAST || address == CISCO_MULTICAST;
  }
}

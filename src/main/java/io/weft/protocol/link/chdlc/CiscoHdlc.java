package io.weft.protocol.link.chdlc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/** Cisco's HDLC framing of a serial line (RFC 1547, section 4.3.1). */
public final class CiscoHdlc extends View {
  public static final Protocol PROTOCOL = Protocol.of("chdlc", "Cisco HDLC");

  public static final int HEADER_LENGTH = 4;

  /** Keep-alives, under the number that means reverse ARP elsewhere. */
  public static final int SLARP = 0x8035;

  private static final int UNICAST = 0x0F;
  private static final int MULTICAST = 0x8F;
  private static final int NUMBER = 2;

  public static boolean isAddress(int value) {
    return value == UNICAST || value == MULTICAST;
  }

  static int number(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + NUMBER);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** What the payload is: mostly an ethertype. */
  public int number() {
    return number(bytes, at);
  }
}

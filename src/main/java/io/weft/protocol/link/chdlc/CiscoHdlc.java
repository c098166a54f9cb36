package io.weft.protocol.link.chdlc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.LinkDissectors;

/** Cisco's HDLC framing of a serial line (RFC 1547, section 4.3.1). */
public final class CiscoHdlc extends View {
  public static final Protocol PROTOCOL = Protocol.of("chdlc", "Cisco HDLC");

  public static final int HEADER_LENGTH = 4;

  /** Keep-alives, under the number that means reverse ARP elsewhere. */
  static final int SLARP = 0x8035;

  private static final int NUMBER = 2;

  static int number(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + NUMBER);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    CiscoHdlcDissector hdlc = new CiscoHdlcDissector(chain);
    chain.name(LinkDissectors.CISCO_HDLC, hdlc).put(Chain.LINK_TYPES, LinkHeaderType.C_HDLC, hdlc);
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

package io.weft.protocol.link.ppp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.HdlcAddress;

/**
 * A PPP header (RFC 1661, section 2). It includes the address and control bytes of HDLC-like
 * framing where the sender did not leave them out (RFC 1662, section 3.1).
 */
public final class Ppp extends View {
  public static final Protocol PROTOCOL = Protocol.of("ppp", "Point-to-Point Protocol");

  /** Bytes of address and control: 2, or 0 where they were left out (RFC 1661, section 6.6). */
  static int framingLength(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) == HdlcAddress.ALL_STATIONS ? 2 : 0;
  }

  /**
   * Bytes of the protocol number: 2, or 1 where it is compressed, which an odd first byte tells
   * (RFC 1661, section 6.5).
   */
  static int numberLength(byte[] bytes, int at) {
    return (bytes[at] & 1) == 1 ? 1 : 2;
  }

  static int number(byte[] bytes, int at) {
    return numberLength(bytes, at) == 1 ? BigEndian.u8(bytes, at) : BigEndian.u16(bytes, at);
  }

  /** Adds PPP, its control protocols and those of authentication to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> PppFields.FIELDS);
    Lcp.register(chain);
    Ipcp.register(chain);
    Ccp.register(chain);
    Ipv6cp.register(chain);
    Pap.register(chain);
    Chap.register(chain);
    PppDissector ppp = new PppDissector(chain);
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.PPP, ppp)
        .put(Chain.LINK_TYPES, LinkHeaderType.PPP_HDLC, ppp)
        .put(EtherType.TABLE, EtherType.PPP, ppp);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Protocol number of the payload: 0x0021 is IPv4, 0x0057 IPv6, 0xC021 link control. */
  public int number() {
    return number(bytes, at + framingLength(bytes, at));
  }
}

package io.weft.protocol.link.ppp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.chdlc.CiscoHdlc;
import io.weft.protocol.link.chdlc.CiscoHdlcDissector;

/** PPP: on a serial line, and as the payload of PPPoE, GRE and L2TP. */
public final class PppDissector implements Dissector {
  private static final int LINKTYPE_PPP = 9;
  private static final int LINKTYPE_PPP_HDLC = 50;

  /** PPP in GRE, as PPTP has it (RFC 2637, section 4.1). */
  private static final int ETHERTYPE_PPP = 0x880B;

  private final DispatchTable byNumber;
  private final Dissector ciscoHdlc;

  private PppDissector(DispatchTable byNumber, Dissector ciscoHdlc) {
    this.byNumber = byNumber;
    this.ciscoHdlc = ciscoHdlc;
  }

  public static void register(Chain.Builder chain) {
    PppDissector ppp =
        new PppDissector(chain.table(Chain.Builder.PPP_PROTOCOL), new CiscoHdlcDissector(chain));
    chain
        .linkType(LINKTYPE_PPP, ppp)
        .linkType(LINKTYPE_PPP_HDLC, ppp)
        .etherType(ETHERTYPE_PPP, ppp);
  }

  @Override
  public Protocol protocol() {
    return Ppp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(1)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (CiscoHdlc.isAddress(BigEndian.u8(bytes, at))) {
      return ciscoHdlc;
    }
    int framing = Ppp.framingLength(bytes, at);
    if (!packet.require(framing + 1)) {
      return null;
    }
    int length = framing + Ppp.numberLength(bytes, at + framing);
    if (!packet.require(length) || !packet.enter(Ppp.PROTOCOL, length)) {
      return null;
    }
    return byNumber.get(Ppp.number(bytes, at + framing));
  }
}

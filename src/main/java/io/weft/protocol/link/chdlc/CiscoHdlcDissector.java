package io.weft.protocol.link.chdlc;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/** Dissects Cisco HDLC. Its payload numbers are ethertypes, except the number of SLARP. */
final class CiscoHdlcDissector implements Dissector {
  /** Bytes in front of OSI's network layers, which make their headers begin at an even place. */
  private static final int OSI_PADDING = 1;

  private final DispatchTable byEtherType;

  CiscoHdlcDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return CiscoHdlc.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(CiscoHdlc.HEADER_LENGTH)) {
      return null;
    }
    int number = CiscoHdlc.number(cursor.bytes(), cursor.offset());
    int padding = number == EtherType.OSI ? OSI_PADDING : 0;
    if (!cursor.require(CiscoHdlc.HEADER_LENGTH + padding)
        || !cursor.enter(CiscoHdlc.PROTOCOL, CiscoHdlc.HEADER_LENGTH + padding)) {
      return null;
    }
    return number == CiscoHdlc.SLARP ? byEtherType.otherwise() : byEtherType.get(number);
  }
}

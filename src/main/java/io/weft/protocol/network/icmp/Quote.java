package io.weft.protocol.network.icmp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Leads on to the packet that an error message quotes: the beginning of the packet that caused it.
 */
final class Quote {
  private final DispatchTable byEtherType;
  private final int etherType;

  Quote(Chain.Builder chain, int etherType) {
    byEtherType = chain.table(EtherType.TABLE);
    this.etherType = etherType;
  }

  /**
   * @param length of the quote in bytes; 0 where the quote is all that follows (RFC 4884, section
   *     4)
   */
  Dissector begin(Cursor cursor, int length, Protocol by) {
    if (length != 0 && length <= cursor.wireLimit() - cursor.offset()) {
      cursor.narrow(length, by);
    }
    cursor.beginQuote();
    return cursor.available() == 0 ? null : byEtherType.get(etherType);
  }

  /** The dissector of what follows a message that quotes nothing. */
  Dissector none() {
    return byEtherType.otherwise();
  }
}

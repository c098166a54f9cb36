package io.weft.protocol.link;

import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.number.EtherType;

/**
 * The field that is an ethertype or a length, and what follows from it (IEEE 802.3, clause 3.2.6).
 */
public final class TypeOrLength {
  /** Between this one and {@link EtherType#MIN} the field is neither. */
  private static final int MAX_LENGTH = 1500;

  private final DispatchTable byEtherType;
  private final Dissector llc;
  private final Dissector data;

  public TypeOrLength(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
    llc = chain.named(LinkDissectors.LLC);
    data = chain.data();
  }

  /**
   * Who reads the payload at the cursor; a length bounds it.
   *
   * @param value of the field
   * @param by whose field it is
   */
  public Dissector next(Cursor cursor, int value, Protocol by) {
    if (value >= EtherType.MIN) {
      return byEtherType.get(value);
    }
    if (value > MAX_LENGTH) {
      return data;
    }
    cursor.narrow(value, by);
    return llc;
  }
}

package io.weft.protocol.link;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Finds the dissector of a payload behind the field that is an ethertype or a length (IEEE 802.3,
 * clause 3.2.6).
 */
public final class TypeOrLength {
  /** Largest length. A value between it and {@link EtherType#MIN} is neither length nor type. */
  private static final int MAX_LENGTH = 1500;

  private final DispatchTable byEtherType;
  private final Dissector llc;
  private final Dissector data;

  /** Takes the ethertype table and the dissector of LLC from the chain. */
  public TypeOrLength(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
    llc = chain.named(LinkDissectors.LLC);
    data = chain.data();
  }

  /**
   * The dissector of the payload at the cursor, never null. A length bounds the payload.
   *
   * @param value of the field, 0 to 65,535
   * @param by the protocol that has the field
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

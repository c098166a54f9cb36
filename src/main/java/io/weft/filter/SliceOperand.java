package io.weft.filter;

import io.weft.filter.syntax.Ranges;

/** Some bytes of each value. */
final class SliceOperand extends Operand {
  private final Operand whole;
  private final Ranges ranges;
  private final Values values = new Values();
  private final byte[] address = new byte[16];

  SliceOperand(Operand whole, Ranges ranges) {
    super(ValueType.BYTES, null);
    this.whole = whole;
    this.ranges = ranges;
  }

  @Override
  Values values(Evaluation evaluation) {
    Values source = whole.values(evaluation);
    values.clear();
    for (int i = 0; i < source.size(); i++) {
      int layer = source.layer(i);
      if (whole.type() == ValueType.IPV4 || whole.type() == ValueType.IPV6) {
        int length = AddressBytes.put(source, i, whole.type(), address);
        // An address has no bytes that last, so the slice is taken of a copy.
        values.beginCopy();
        values.copy(address, 0, length);
        values.sliceCopy(ranges, layer);
      } else {
        values.slice(ranges, source.bytes(i), source.from(i), source.length(i), layer);
      }
    }
    return values;
  }
}

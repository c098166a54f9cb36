package io.weft.filter;

import io.weft.filter.syntax.Ranges;

/** The values of some layers of a protocol: {@code ip.src#2} has those of the second. */
final class LayeredOperand extends Operand {
  private final Operand all;
  private final ProtocolOperand layers;
  private final Ranges ranges;
  private final Values values = new Values();

  /**
   * @param layers of the field's protocol; they tell how many there are
   */
  LayeredOperand(Operand all, ProtocolOperand layers, Ranges ranges) {
    super(all.type(), all.field());
    this.all = all;
    this.layers = layers;
    this.ranges = ranges;
  }

  @Override
  boolean isUnsigned64() {
    return all.isUnsigned64();
  }

  @Override
  Values values(Evaluation evaluation) {
    Values source = all.values(evaluation);
    int count = layers.values(evaluation).size();
    values.clear();
    for (int i = 0; i < source.size(); i++) {
      if (ranges.holds(source.layer(i), count)) {
        values.add(source, i);
      }
    }
    return values;
  }
}

package io.weft.filter;

/** The values of an operand with the other sign. */
final class NegativeOperand extends Operand {
  private final Operand operand;
  private final Values values = new Values();

  NegativeOperand(Operand operand) {
    super(operand.type(), operand.field());
    this.operand = operand;
  }

  @Override
  boolean isConstant() {
    return operand.isConstant();
  }

  @Override
  Values values(Evaluation evaluation) {
    Values source = operand.values(evaluation);
    values.clear();
    for (int i = 0; i < source.size(); i++) {
      if (type() == ValueType.REAL) {
        values.real(-source.real(i), source.layer(i));
      } else {
        values.number(-source.low(i), source.layer(i));
      }
    }
    return values;
  }
}

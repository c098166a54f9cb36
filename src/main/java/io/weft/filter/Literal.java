package io.weft.filter;

import io.weft.dissect.field.Field;

/** A value that the filter's text holds. */
final class Literal extends Operand {
  private final Values values = new Values();
  private final boolean isUnsigned64;

  private Literal(ValueType type, Field field, boolean isUnsigned64) {
    super(type, field);
    this.isUnsigned64 = isUnsigned64;
  }

  static Literal number(ValueType type, Field field, long value, boolean isUnsigned64) {
    Literal literal = new Literal(type, field, isUnsigned64);
    literal.values.number(value, 0);
    return literal;
  }

  static Literal bytes(ValueType type, byte[] bytes) {
    Literal literal = new Literal(type, null, false);
    literal.values.bytes(bytes, 0, bytes.length, 0);
    return literal;
  }

  /**
   * @param prefix how many leading bits of the address count
   */
  static Literal address(ValueType type, long high, long low, int prefix) {
    Literal literal = new Literal(type, null, false);
    literal.values.address(high, low, prefix, 0);
    return literal;
  }

  @Override
  boolean isUnsigned64() {
    return isUnsigned64;
  }

  @Override
  boolean isConstant() {
    return true;
  }

  @Override
  Values values(Evaluation evaluation) {
    return values;
  }
}

package io.weft.filter;

import io.weft.dissect.field.Field;

/** Something that has values: a field, a literal, or what is made of them. */
abstract class Operand {
  private final ValueType type;
  private final Field field;

  /**
   * @param field whose values these are, or like whose values they are read and written; may be
   *     null
   */
  Operand(ValueType type, Field field) {
    this.type = type;
    this.field = field;
  }

  ValueType type() {
    return type;
  }

  Field field() {
    return field;
  }

  /** Are the values unsigned numbers of 64 bits? */
  boolean isUnsigned64() {
    return false;
  }

  /** Is the operand the same for all packets? */
  boolean isConstant() {
    return false;
  }

  /** The values for what is asked about, valid until the next question. */
  abstract Values values(Evaluation evaluation);
}

package io.weft.filter;

import io.weft.dissect.field.Field;

/** The values of a field, or of all fields that have an alias. */
final class FieldOperand extends Operand {
  private final FieldReader reader;
  private final Values values = new Values();
  private final boolean isUnsigned64;

  /**
   * @param first of the fields, which all have one type
   * @param isRaw whether the values are the bytes that hold the field's values
   */
  FieldOperand(Iterable<Field> fields, Field first, FieldReader reader, boolean isRaw) {
    super(isRaw ? ValueType.BYTES : ValueType.of(first), isRaw ? null : first);
    this.reader = reader;
    isUnsigned64 =
        first.type() == Field.Type.NUMBER && first.bits() == Long.SIZE && !first.isSigned();
    for (Field field : fields) {
      reader.add(field, values, isRaw);
    }
  }

  @Override
  boolean isUnsigned64() {
    return isUnsigned64;
  }

  @Override
  Values values(Evaluation evaluation) {
    reader.read(evaluation);
    return values;
  }
}

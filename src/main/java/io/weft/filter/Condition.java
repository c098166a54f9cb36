package io.weft.filter;

import io.weft.filter.syntax.TokenKind;

/** Something that is true of a packet, or a record, or is not. */
interface Condition {
  boolean test(Evaluation evaluation);

  /** True of everything. */
  Condition ALWAYS = evaluation -> true;

  /** True where all, one or an odd number of the conditions are, by the operator. */
  static Condition joined(TokenKind operator, Condition[] parts) {
    Condition[] all = parts.clone();
    return switch (operator) {
      case AND ->
          evaluation -> {
            for (Condition part : all) {
              if (!part.test(evaluation)) {
                return false;
              }
            }
            return true;
          };
      case OR ->
          evaluation -> {
            for (Condition part : all) {
              if (part.test(evaluation)) {
                return true;
              }
            }
            return false;
          };
      default ->
          evaluation -> {
            boolean result = false;
            for (Condition part : all) {
              result ^= part.test(evaluation);
            }
            return result;
          };
    };
  }

  static Condition not(Condition condition) {
    return evaluation -> !condition.test(evaluation);
  }

  /** Does the operand have a value? */
  static Condition present(Operand operand) {
    if (operand instanceof ProtocolOperand protocol) {
      return evaluation -> protocol.isIn(evaluation.packet());
    }
    return evaluation -> operand.values(evaluation).size() > 0;
  }

  /** Is one of a calculation's results other than zero? */
  static Condition notZero(Operand operand) {
    return evaluation -> {
      Values values = operand.values(evaluation);
      for (int i = 0; i < values.size(); i++) {
        if (!isZero(values, i, operand.type())) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean isZero(Values values, int index, ValueType type) {
    return switch (type) {
      case BYTES, MAC, PROTOCOL -> isAllZero(values, index);
      case REAL -> values.real(index) == 0;
      default -> (values.high(index) | values.low(index)) == 0;
    };
  }

  private static boolean isAllZero(Values values, int index) {
    byte[] bytes = values.bytes(index);
    for (int i = values.from(index); i < values.from(index) + values.length(index); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}

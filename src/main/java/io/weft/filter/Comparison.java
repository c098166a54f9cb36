package io.weft.filter;

import io.weft.filter.syntax.TokenKind;

/** Compares each value of the left operand with each of the right one. */
final class Comparison implements Condition {
  private final TokenKind operator;
  private final boolean isForAll;
  private final Operand left;
  private final Operand right;
  private final ValueType type;
  private final boolean isUnsigned;

  /**
   * @param isForAll whether the comparison has to hold for all pairs of values; else one is enough
   */
  Comparison(TokenKind operator, boolean isForAll, Operand left, Operand right) {
    this.operator = operator;
    this.isForAll = isForAll;
    this.left = left;
    this.right = right;
    type = left.type();
    isUnsigned = left.isUnsigned64() || (right.isUnsigned64() && !right.isConstant());
  }

  /** Does the operator hold for all pairs of values where the filter does not say otherwise? */
  static boolean isForAll(TokenKind operator) {
    return operator == TokenKind.ALL_EQUAL || operator == TokenKind.ALL_UNEQUAL;
  }

  @Override
  public boolean test(Evaluation evaluation) {
    Values lefts = left.values(evaluation);
    if (lefts.size() == 0) {
      return false;
    }
    Values rights = right.values(evaluation);
    for (int l = 0; l < lefts.size(); l++) {
      for (int r = 0; r < rights.size(); r++) {
        if (holds(lefts, l, rights, r) != isForAll) {
          return !isForAll;
        }
      }
    }
    return isForAll && rights.size() > 0;
  }

  private boolean holds(Values lefts, int l, Values rights, int r) {
    int order = Order.compare(lefts, l, rights, r, type, isUnsigned);
    return switch (operator) {
      case ANY_EQUAL, ALL_EQUAL -> order == 0;
      case ANY_UNEQUAL, ALL_UNEQUAL -> order != 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      default -> order <= 0;
    };
  }
}

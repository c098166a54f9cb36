package io.weft.filter;

import java.util.List;

/** Are the values of a field, one of them or all, in a set of values and ranges? */
final class InSet implements Condition {
  private final Operand field;
  private final Operand[] lows;
  private final Operand[] highs;
  private final boolean isForAll;
  private final boolean isUnsigned;

  /**
   * @param highs null where the low operand stands for itself, else the upper end of a range
   */
  InSet(Operand field, List<Operand> lows, List<Operand> highs, boolean isForAll) {
    this.field = field;
    this.lows = lows.toArray(new Operand[0]);
    this.highs = highs.toArray(new Operand[0]);
    this.isForAll = isForAll;
    isUnsigned = field.isUnsigned64();
  }

  @Override
  public boolean test(Evaluation evaluation) {
    Values values = field.values(evaluation);
    for (int i = 0; i < values.size(); i++) {
      if (isIn(values, i, evaluation) != isForAll) {
        return !isForAll;
      }
    }
    return isForAll && values.size() > 0;
  }

  private boolean isIn(Values values, int index, Evaluation evaluation) {
    for (int e = 0; e < lows.length; e++) {
      Values low = lows[e].values(evaluation);
      if (highs[e] == null) {
        if (holds(values, index, low, 0)) {
          return true;
        }
      } else if (holds(values, index, low, 1)
          && holds(values, index, highs[e].values(evaluation), -1)) {
        return true;
      }
    }
    return false;
  }

  /** Is the value equal to one of the others, or on that side of one of them? */
  private boolean holds(Values values, int index, Values others, int side) {
    for (int i = 0; i < others.size(); i++) {
      int order = Order.compare(values, index, others, i, field.type(), isUnsigned);
      if (order == 0 || (side != 0 && Integer.signum(order) == side)) {
        return true;
      }
    }
    return false;
  }
}

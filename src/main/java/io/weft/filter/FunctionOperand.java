package io.weft.filter;

import java.util.List;

/** What a function makes of the values of its arguments; of no values it makes none. */
final class FunctionOperand extends Operand {
  private final Function function;
  private final Operand[] arguments;
  private final ValueType argumentType;
  private final Values values = new Values();

  /**
   * @param arguments at least one, all of one type
   */
  FunctionOperand(Function function, List<Operand> arguments) {
    super(
        function.result(arguments.get(0).type()),
        function.result(arguments.get(0).type()) == arguments.get(0).type()
            ? arguments.get(0).field()
            : null);
    this.function = function;
    this.arguments = arguments.toArray(new Operand[0]);
    argumentType = this.arguments[0].type();
  }

  @Override
  Values values(Evaluation evaluation) {
    values.clear();
    if (function == Function.MAX || function == Function.MIN) {
      extreme(evaluation);
      return values;
    }
    Values source = arguments[0].values(evaluation);
    if (function == Function.COUNT) {
      if (source.size() > 0) {
        values.number(source.size(), 0);
      }
      return values;
    }
    for (int i = 0; i < source.size(); i++) {
      int layer = source.layer(i);
      switch (function) {
        case LEN -> values.number(length(source, i), layer);
        case LOWER, UPPER -> changeCase(source, i);
        case ABS -> {
          if (argumentType == ValueType.REAL) {
            values.real(Math.abs(source.real(i)), layer);
          } else {
            values.number(Math.abs(source.low(i)), layer);
          }
        }
        default -> values.text(Function.text(source, i, arguments[0]), layer);
      }
    }
    return values;
  }

  private long length(Values source, int index) {
    return switch (argumentType) {
      case TEXT, BYTES, MAC, PROTOCOL -> source.length(index);
      case IPV4 -> Integer.BYTES;
      case IPV6 -> 2 * Long.BYTES;
      case NUMBER -> arguments[0].field().bits() / Byte.SIZE;
      case REAL, PRESENCE -> 0; // as Wireshark 4.0 has it
      default -> Long.BYTES;
    };
  }

  /** As in Wireshark only letters of ASCII have two cases. */
  private void changeCase(Values source, int index) {
    byte[] bytes = source.bytes(index);
    int first = function == Function.LOWER ? 'A' : 'a';
    values.beginCopy();
    for (int i = source.from(index); i < source.from(index) + source.length(index); i++) {
      boolean changes = bytes[i] >= first && bytes[i] < first + 26;
      values.copy(changes ? bytes[i] ^ 0x20 : bytes[i]);
    }
    values.endCopy(source.layer(index));
  }

  private void extreme(Evaluation evaluation) {
    int sign = function == Function.MAX ? 1 : -1;
    Values best = null;
    int bestIndex = 0;
    boolean isUnsigned = arguments[0].isUnsigned64();
    for (Operand argument : arguments) {
      Values source = argument.values(evaluation);
      for (int i = 0; i < source.size(); i++) {
        if (best == null
            || sign * Order.compare(source, i, best, bestIndex, argumentType, isUnsigned) > 0) {
          best = source;
          bestIndex = i;
        }
      }
    }
    if (best != null) {
      values.add(best, bestIndex);
    }
  }
}

package io.weft.filter;

import io.weft.filter.syntax.TokenKind;

/**
 * What a calculation gives for each pair of its operands' values. Whole numbers are of 64 bits,
 * signed, and those that are divided by 0 give no value.
 */
final class ArithmeticOperand extends Operand {
  /** How many pairs of values are calculated with: fields that repeat could make millions. */
  private static final int MAX_PAIRS = 1 << 16;

  private final TokenKind operator;
  private final Operand left;
  private final Operand right;
  private final Values values = new Values();
  private final byte[] leftAddress = new byte[16];
  private final byte[] rightAddress = new byte[16];

  ArithmeticOperand(TokenKind operator, Operand left, Operand right) {
    super(left.type(), left.field());
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  /** A value of 64 bits without sign stays one as long as nothing is taken from it. */
  @Override
  boolean isUnsigned64() {
    return left.isUnsigned64() && operator != TokenKind.MINUS;
  }

  @Override
  boolean isConstant() {
    return left.isConstant() && right.isConstant();
  }

  @Override
  Values values(Evaluation evaluation) {
    Values lefts = left.values(evaluation);
    Values rights = right.values(evaluation);
    values.clear();
    int pairs = 0;
    for (int l = 0; l < lefts.size(); l++) {
      for (int r = 0; r < rights.size() && pairs < MAX_PAIRS; r++, pairs++) {
        pair(lefts, l, rights, r);
      }
    }
    return values;
  }

  private void pair(Values lefts, int l, Values rights, int r) {
    int layer = lefts.layer(l);
    switch (type()) {
      case NUMBER, SPAN, FLAG -> {
        long a = lefts.low(l);
        long b = rights.low(r);
        boolean divides = operator == TokenKind.DIVIDE || operator == TokenKind.MODULO;
        if (b == 0 && divides) {
          return;
        }
        values.number(
            switch (operator) {
              case PLUS -> a + b;
              case MINUS -> a - b;
              case TIMES -> a * b;
              case DIVIDE -> isUnsigned64() ? Long.divideUnsigned(a, b) : a / b;
              case MODULO -> isUnsigned64() ? Long.remainderUnsigned(a, b) : a % b;
              default -> a & b;
            },
            layer);
      }
      case REAL -> {
        double a = lefts.real(l);
        double b = rights.real(r);
        values.real(
            switch (operator) {
              case PLUS -> a + b;
              case MINUS -> a - b;
              case TIMES -> a * b;
              default -> a / b;
            },
            layer);
      }
      case IPV4, IPV6 -> {
        int length = AddressBytes.put(lefts, l, type(), leftAddress);
        AddressBytes.put(rights, r, type(), rightAddress);
        long high = 0;
        long low = 0;
        for (int i = 0; i < length; i++) {
          high = high << Byte.SIZE | low >>> (Long.SIZE - Byte.SIZE);
          low = low << Byte.SIZE | (leftAddress[i] & rightAddress[i] & 0xFF);
        }
        values.address(high, low, length * Byte.SIZE, layer);
      }
      default -> {
        int length = Math.min(lefts.length(l), rights.length(r));
        values.beginCopy();
        for (int i = 0; i < length; i++) {
          values.copy(lefts.bytes(l)[lefts.from(l) + i] & rights.bytes(r)[rights.from(r) + i]);
        }
        values.endCopy(layer);
      }
    }
  }
}

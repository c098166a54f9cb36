package io.weft.filter;

import io.weft.bytes.Addresses;
import io.weft.bytes.Reals;
import java.util.Locale;

/** Which function a {@link FunctionOperand} applies. */
enum Function {
  /** Lengths of values in bytes. */
  LEN(1),

  /** How many values there are. */
  COUNT(1),
  LOWER(1),
  UPPER(1),

  /** Numbers and addresses as texts. */
  STRING(1),
  MAX(Integer.MAX_VALUE),
  MIN(Integer.MAX_VALUE),
  ABS(1);

  private final int maxArguments;

  Function(int maxArguments) {
    this.maxArguments = maxArguments;
  }

  /** Null for a name that is no function's. */
  static Function of(String name) {
    for (Function function : values()) {
      if (function.toString().equals(name)) {
        return function;
      }
    }
    return null;
  }

  int maxArguments() {
    return maxArguments;
  }

  /** Does the function take fields only, and nothing that is calculated? */
  boolean takesFieldsOnly() {
    return this != MAX && this != MIN && this != ABS;
  }

  boolean takes(ValueType type) {
    return switch (this) {
      case LEN, COUNT -> true;
      case LOWER, UPPER -> type == ValueType.TEXT;
      case STRING ->
          type == ValueType.NUMBER
              || type == ValueType.REAL
              || type == ValueType.IPV4
              || type == ValueType.IPV6
              || type == ValueType.MAC;
      case MAX, MIN -> type != ValueType.PRESENCE;
      case ABS -> type == ValueType.NUMBER || type == ValueType.REAL || type == ValueType.SPAN;
    };
  }

  /** What the function gives for arguments of the type. */
  ValueType result(ValueType type) {
    return switch (this) {
      case LEN, COUNT -> ValueType.NUMBER;
      case LOWER, UPPER, STRING -> ValueType.TEXT;
      case MAX, MIN, ABS -> type;
    };
  }

  /** A value as {@code string} gives it. */
  static CharSequence text(Values values, int index, Operand operand) {
    return switch (operand.type()) {
      case REAL -> Reals.text(values.real(index), operand.field().bits());
      case IPV4 -> Addresses.ipv4((int) values.low(index));
      case IPV6 -> Addresses.ipv6(values.high(index), values.low(index));
      case MAC -> Addresses.mac(values.bytes(index), values.from(index));
      default ->
          operand.isUnsigned64()
              ? Long.toUnsignedString(values.low(index))
              : Long.toString(values.low(index));
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

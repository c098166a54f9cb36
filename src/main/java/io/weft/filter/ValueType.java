package io.weft.filter;

import io.weft.dissect.field.Field;
import io.weft.filter.syntax.TokenKind;

/** What the values of an operand are, and what can be done with them. */
enum ValueType {
  /** A whole number of 64 bits. */
  NUMBER("a number"),

  /** A floating-point number of 64 bits, as those bits. */
  REAL("a floating-point number"),

  /** 1 where it is set, else 0. */
  FLAG("a flag"),

  /** UTF-8. */
  TEXT("a text"),

  BYTES("bytes"),

  MAC("an Ethernet address"),

  /** The bytes of a protocol's layer. */
  PROTOCOL("a protocol"),

  IPV4("an IPv4 address"),

  IPV6("an IPv6 address"),

  /** Nanoseconds since the epoch. */
  TIME("a point in time"),

  /** Nanoseconds. */
  SPAN("a span of time"),

  /** Without a value: it is there, or it is not. */
  PRESENCE("a mark without a value");

  private final String label;

  ValueType(String label) {
    this.label = label;
  }

  static ValueType of(Field field) {
    return switch (field.type()) {
      case NUMBER -> NUMBER;
      case REAL -> REAL;
      case FLAG -> field.isPresence() ? PRESENCE : FLAG;
      case TEXT -> TEXT;
      case BYTES -> BYTES;
      case IPV4 -> IPV4;
      case IPV6 -> IPV6;
      case MAC -> MAC;
      case ABSOLUTE_TIME -> TIME;
      case RELATIVE_TIME -> SPAN;
      case GROUP -> PRESENCE;
    };
  }

  /** For people, with its article. */
  String label() {
    return label;
  }

  /** Does a value have bytes from which a slice can be taken? */
  boolean canBeSliced() {
    return switch (this) {
      case TEXT, BYTES, MAC, PROTOCOL, IPV4, IPV6 -> true;
      default -> false;
    };
  }

  /** Can bytes or words be looked for in a value? */
  boolean canBeSearched() {
    return isBytes() || this == TEXT;
  }

  /** Is a value a row of bytes? */
  boolean isBytes() {
    return this == BYTES || this == MAC || this == PROTOCOL;
  }

  /** Can the operator be applied to values of this type? */
  boolean can(TokenKind operator) {
    return switch (operator) {
      case BITWISE_AND ->
          this == NUMBER || this == BYTES || this == MAC || this == IPV4 || this == IPV6;
      case PLUS, MINUS -> this == NUMBER || this == REAL || this == SPAN;
      case TIMES, DIVIDE -> this == NUMBER || this == REAL;
      default -> this == NUMBER;
    };
  }

  /**
   * Can values of this type be compared with values of the other one, which stands at the right?
   */
  boolean isComparableWith(ValueType right) {
    return switch (this) {
      case NUMBER -> right == NUMBER || right == FLAG;
      case BYTES, MAC -> right == BYTES || right == MAC;
      case PRESENCE -> false;
      default -> this == right;
    };
  }
}

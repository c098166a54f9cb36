package io.weft.filter.syntax;

/** What a {@link Token} is. */
public enum TokenKind {
  /** A name, a number, an address, bytes: what it is depends on where it stands. */
  WORD,

  /** A name behind a dot: of a field or a protocol, and nothing else. */
  FIELD_NAME,

  /** A text between double quotes. */
  STRING,

  /** A character between single quotes. */
  CHARACTER,

  /** What stands between square brackets. */
  RANGES,

  /** An occurrence of a layer: {@code #2}. */
  LAYER,

  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  LEFT_BRACE,
  RIGHT_BRACE,
  COMMA,
  RANGE,
  RAW,
  ANY,
  ALL,
  NOT,
  AND,
  OR,
  XOR,
  IN,
  CONTAINS,
  MATCHES,
  ANY_EQUAL,
  ALL_EQUAL,
  ANY_UNEQUAL,
  ALL_UNEQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  BITWISE_AND,
  PLUS,
  MINUS,
  TIMES,
  DIVIDE,
  MODULO,
  END;

  /** Does it compare two values? */
  public boolean isComparison() {
    return compareTo(ANY_EQUAL) >= 0 && compareTo(LESS_OR_EQUAL) <= 0;
  }
}

package io.weft.filter.syntax;

import java.util.List;

/**
 * What a filter's text says, as a tree, before it is known what its names mean.
 *
 * <p>{@code from} and {@code to} tell which characters of the text a node stands for.
 */
public sealed interface Syntax {
  /** Index of the first character. */
  int from();

  /** Index behind the last character. */
  int to();

  /** How a test counts where a field has several values. */
  enum Quantifier {
    /** As the operator says. */
    DEFAULT,
    ANY,
    ALL
  }

  /** Two or more conditions that are joined by one operator: AND, OR or XOR. */
  record Logical(TokenKind operator, List<Syntax> parts, int from, int to) implements Syntax {}

  record Not(Syntax condition, int from, int to) implements Syntax {}

  /** A condition in parentheses: it is no operand. */
  record Grouped(Syntax condition, int from, int to) implements Syntax {}

  /** Two operands and a comparison, {@code contains} or {@code matches} between them. */
  record Test(
      TokenKind operator, Syntax left, Syntax right, Quantifier quantifier, int from, int to)
      implements Syntax {}

  /** A field and a set. */
  record Membership(
      Syntax field, List<Element> set, boolean isNegated, Quantifier quantifier, int from, int to)
      implements Syntax {}

  /**
   * A value of a set, or a range of values.
   *
   * @param high null for a single value
   */
  record Element(Syntax low, Syntax high) {}

  /**
   * A name or a literal.
   *
   * @param token a word, a field name, a string or a character
   */
  record Word(Token token) implements Syntax {
    @Override
    public int from() {
      return token.from();
    }

    @Override
    public int to() {
      return token.to();
    }

    /** Is it a literal between quotes? */
    public boolean isQuoted() {
      return token.isQuoted();
    }
  }

  /** A field's bytes as they stand in the packet. */
  record Raw(Syntax field, int from, int to) implements Syntax {}

  /** A field's values in some layers of its protocol. */
  record Layered(Syntax field, Ranges layers, int from, int to) implements Syntax {}

  record Slice(Syntax whole, Ranges ranges, int from, int to) implements Syntax {}

  record Call(Token function, List<Syntax> arguments, int from, int to) implements Syntax {}

  record Negative(Syntax operand, int from, int to) implements Syntax {}

  record Arithmetic(TokenKind operator, Syntax left, Syntax right, int from, int to)
      implements Syntax {}
}

package io.weft.filter.syntax;

import io.weft.filter.syntax.Syntax.Quantifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a tree of a filter's tokens, by operator precedence (Pratt's method): each operator binds
 * its operands with a strength, and what binds more strongly is read first. Strengths are those of
 * Wireshark 4.0; {@code xor}, which came later, lies between {@code or} and {@code and}.
 */
public final class Parser {
  /** How deeply a filter may be nested; far less than the stack has room for. */
  static final int MAX_DEPTH = 200;

  /** How many calculations a filter may have: a row of them is a tree as deep as it is long. */
  static final int MAX_ARITHMETIC = 1000;

  /** How many slices may be taken of one another. */
  private static final int MAX_SLICES = 16;

  private static final int OR = 1;
  private static final int XOR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int BITWISE_AND = 6;
  private static final int SUM = 7;
  private static final int PRODUCT = 8;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int arithmetic;

  private Parser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * The tree of a filter.
   *
   * @param text at most 65,536 characters
   * @return null for an empty text, which is true of every packet
   * @throws FilterException where the text is no filter, whatever its names may mean
   */
  public static Syntax parse(String text) throws FilterException {
    Parser parser = new Parser(text, Lexer.tokens(text));
    if (parser.peek().kind() == TokenKind.END) {
      return null;
    }
    Syntax tree = parser.expression(OR);
    if (parser.peek().kind() != TokenKind.END) {
      throw parser.unexpected();
    }
    return tree;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    return tokens.get(at++);
  }

  private Token expect(TokenKind kind) throws FilterException {
    if (peek().kind() != kind) {
      throw unexpected();
    }
    return take();
  }

  private FilterException failure(int from, int to, String reason) {
    return new FilterException(text, from, to, reason);
  }

  private FilterException unexpected() {
    Token token = peek();
    return token.kind() == TokenKind.END
        ? failure(token.from(), token.to(), "the filter ends too early")
        : failure(
            token.from(),
            token.to(),
            "'" + text.substring(token.from(), token.to()) + "' does not fit here");
  }

  /** Reads as much as is bound at least as strongly as {@code strength} says. */
  private Syntax expression(int strength) throws FilterException {
    deeper();
    Syntax left = prefix(strength);
    while (true) {
      Token token = peek();
      int own = strength(token.kind());
      if (own < strength) {
        depth--;
        return left;
      }
      left =
          switch (own) {
            case OR, XOR, AND -> logical(left, own);
            case COMPARISON -> test(left);
            default -> arithmetic(left, own);
          };
    }
  }

  private void deeper() throws FilterException {
    if (++depth > MAX_DEPTH) {
      Token token = peek();
      throw failure(
          token.from(), token.to(), "the filter is nested more than " + MAX_DEPTH + " deep");
    }
  }

  /** How strongly an operator between two operands binds them; 0 for what is no such operator. */
  private int strength(TokenKind kind) {
    return switch (kind) {
      case OR -> OR;
      case XOR -> XOR;
      case AND -> AND;
      case BITWISE_AND -> BITWISE_AND;
      case PLUS, MINUS -> SUM;
      case TIMES, DIVIDE, MODULO -> PRODUCT;
      case IN, CONTAINS, MATCHES -> COMPARISON;
      case NOT -> tokens.get(at + 1).kind() == TokenKind.IN ? COMPARISON : 0;
      default -> kind.isComparison() ? COMPARISON : 0;
    };
  }

  private Syntax prefix(int strength) throws FilterException {
    Token token = peek();
    switch (token.kind()) {
      case NOT, ANY, ALL, LEFT_PARENTHESIS -> {
        if (strength > NOT) {
          throw unexpected(); // these begin conditions, and an operand is asked for
        }
      }
      default -> {}
    }
    return switch (token.kind()) {
      case NOT -> {
        take();
        Syntax condition = expression(NOT);
        yield new Syntax.Not(condition, token.from(), condition.to());
      }
      case ANY, ALL -> quantified();
      case LEFT_PARENTHESIS -> {
        take();
        Syntax condition = expression(OR);
        Token close = expect(TokenKind.RIGHT_PARENTHESIS);
        yield new Syntax.Grouped(condition, token.from(), close.to());
      }
      case LEFT_BRACE -> {
        take();
        Syntax operand = expression(BITWISE_AND);
        expect(TokenKind.RIGHT_BRACE);
        yield operand;
      }
      case PLUS -> {
        take();
        yield entity();
      }
      case MINUS -> {
        take();
        Syntax operand = entity();
        yield new Syntax.Negative(operand, token.from(), operand.to());
      }
      default -> entity();
    };
  }

  /** A test behind {@code any} or {@code all}. */
  private Syntax quantified() throws FilterException {
    Token token = take();
    Quantifier quantifier = token.kind() == TokenKind.ANY ? Quantifier.ANY : Quantifier.ALL;
    Syntax left = expression(BITWISE_AND);
    if (strength(peek().kind()) != COMPARISON) {
      throw peek().kind() == TokenKind.END
          ? failure(
              token.from(),
              token.to(),
              "'" + token.text() + "' goes before a comparison of a field")
          : unexpected();
    }
    return with(quantifier, test(left));
  }

  private static Syntax with(Quantifier quantifier, Syntax syntax) {
    if (syntax instanceof Syntax.Test test) {
      return new Syntax.Test(
          test.operator(), test.left(), test.right(), quantifier, test.from(), test.to());
    }
    if (syntax instanceof Syntax.Membership in) {
      return new Syntax.Membership(
          in.field(), in.set(), in.isNegated(), quantifier, in.from(), in.to());
    }
    Syntax.Logical chain = (Syntax.Logical) syntax;
    List<Syntax> parts = chain.parts().stream().map(each -> with(quantifier, each)).toList();
    return new Syntax.Logical(chain.operator(), parts, chain.from(), chain.to());
  }

  private Syntax logical(Syntax first, int strength) throws FilterException {
    TokenKind operator = peek().kind();
    List<Syntax> parts = new ArrayList<>(List.of(first));
    while (peek().kind() == operator) {
      take();
      parts.add(expression(strength + 1));
    }
    Syntax last = parts.get(parts.size() - 1);
    return new Syntax.Logical(operator, List.copyOf(parts), first.from(), last.to());
  }

  /**
   * A test whose left side was read; comparisons may follow one another, as in {@code a < b < c}.
   */
  private Syntax test(Syntax first) throws FilterException {
    requireOperand(first);
    Token operator = take();
    switch (operator.kind()) {
      case IN -> {
        return membership(first, false);
      }
      case NOT -> {
        take();
        return membership(first, true);
      }
      case CONTAINS, MATCHES -> {
        Syntax right = entity();
        return new Syntax.Test(
            operator.kind(), first, right, Quantifier.DEFAULT, first.from(), right.to());
      }
      default -> {}
    }
    List<Syntax> parts = new ArrayList<>();
    Syntax left = first;
    while (true) {
      Syntax right = expression(BITWISE_AND);
      requireOperand(right);
      parts.add(
          new Syntax.Test(
              operator.kind(), left, right, Quantifier.DEFAULT, left.from(), right.to()));
      if (!peek().kind().isComparison()) {
        return parts.size() == 1
            ? parts.get(0)
            : new Syntax.Logical(TokenKind.AND, List.copyOf(parts), first.from(), right.to());
      }
      operator = take();
      left = right;
    }
  }

  private void requireOperand(Syntax syntax) throws FilterException {
    if (syntax instanceof Syntax.Test
        || syntax instanceof Syntax.Membership
        || syntax instanceof Syntax.Logical
        || syntax instanceof Syntax.Grouped
        || syntax instanceof Syntax.Not) {
      throw failure(
          syntax.from(),
          syntax.to(),
          syntax instanceof Syntax.Grouped
              ? "parentheses hold conditions: arithmetic is grouped by braces, {…}"
              : "a condition has no value that could be compared");
    }
  }

  private Syntax membership(Syntax field, boolean isNegated) throws FilterException {
    expect(TokenKind.LEFT_BRACE);
    List<Syntax.Element> set = new ArrayList<>();
    do {
      Syntax low = element();
      Syntax high = null;
      if (peek().kind() == TokenKind.RANGE) {
        take();
        high = element();
      }
      set.add(new Syntax.Element(low, high));
    } while (peek().kind() == TokenKind.COMMA && take() != null);
    if (peek().kind() == TokenKind.WORD || peek().kind() == TokenKind.STRING) {
      Token token = peek();
      throw failure(token.from(), token.to(), "commas go between the values of a set");
    }
    Token close = expect(TokenKind.RIGHT_BRACE);
    return new Syntax.Membership(
        field, List.copyOf(set), isNegated, Quantifier.DEFAULT, field.from(), close.to());
  }

  private Syntax element() throws FilterException {
    Token token = peek();
    if (token.kind() == TokenKind.MINUS) {
      take();
      Syntax operand = entity();
      return new Syntax.Negative(operand, token.from(), operand.to());
    }
    if (token.kind() == TokenKind.PLUS) {
      take();
    }
    return entity();
  }

  private Syntax arithmetic(Syntax left, int strength) throws FilterException {
    requireOperand(left);
    if (++arithmetic > MAX_ARITHMETIC) {
      throw failure(
          peek().from(), peek().to(), "a filter calculates at most " + MAX_ARITHMETIC + " times");
    }
    TokenKind operator = take().kind();
    Syntax right = expression(strength + 1);
    requireOperand(right);
    return new Syntax.Arithmetic(operator, left, right, left.from(), right.to());
  }

  /** A name, a literal or a call, with what stands behind it in brackets. */
  private Syntax entity() throws FilterException {
    Syntax entity = atom();
    int slices = 0;
    while (peek().kind() == TokenKind.RANGES) {
      Token token = take();
      if (++slices > MAX_SLICES) {
        throw failure(
            token.from(), token.to(), "a value is sliced at most " + MAX_SLICES + " times");
      }
      entity = new Syntax.Slice(entity, Ranges.of(token, text), entity.from(), token.to());
    }
    return entity;
  }

  private Syntax atom() throws FilterException {
    Token token = peek();
    switch (token.kind()) {
      case RAW -> {
        take();
        if (peek().kind() != TokenKind.WORD && peek().kind() != TokenKind.FIELD_NAME) {
          throw unexpected();
        }
        Syntax field = field(take());
        return new Syntax.Raw(field, token.from(), field.to());
      }
      case WORD -> {
        take();
        return peek().kind() == TokenKind.LEFT_PARENTHESIS ? call(token) : field(token);
      }
      case FIELD_NAME -> {
        take();
        return field(token);
      }
      case STRING, CHARACTER -> {
        return new Syntax.Word(take());
      }
      default -> throw unexpected();
    }
  }

  /** A name that may be that of a field, with the layers that are asked for. */
  private Syntax field(Token token) throws FilterException {
    Syntax word = new Syntax.Word(token);
    if (peek().kind() != TokenKind.LAYER) {
      return word;
    }
    Token layers = take();
    return new Syntax.Layered(word, Ranges.of(layers, text), token.from(), layers.to());
  }

  private Syntax call(Token function) throws FilterException {
    take();
    List<Syntax> arguments = new ArrayList<>();
    if (peek().kind() != TokenKind.RIGHT_PARENTHESIS) {
      do {
        Syntax argument = expression(BITWISE_AND);
        requireOperand(argument);
        arguments.add(argument);
      } while (peek().kind() == TokenKind.COMMA && take() != null);
    }
    Token close = expect(TokenKind.RIGHT_PARENTHESIS);
    return new Syntax.Call(function, List.copyOf(arguments), function.from(), close.to());
  }
}

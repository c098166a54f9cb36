package io.weft.filter;

import io.weft.dissect.chain.Effort;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.filter.syntax.FilterException;
import io.weft.filter.syntax.Syntax;
import io.weft.filter.syntax.Syntax.Quantifier;
import io.weft.filter.syntax.Token;
import io.weft.filter.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the tree of a filter into conditions: finds the fields behind names, checks that operands
 * fit together, and reads literals as what they are compared with.
 */
final class Compiler {
  private final String text;
  private final Names names;
  private final Literals literals;

  /**
   * @param record null where the filter is about packets only
   */
  Compiler(String text, FieldCatalogue fields, RecordFields<?> record) {
    this.text = text;
    names = new Names(text, fields, record);
    literals = new Literals(text);
  }

  String text() {
    return text;
  }

  /** What it takes to find out all that was named so far. */
  Effort effort() {
    return names.effort();
  }

  /** Was a field of the record named so far? */
  boolean namesRecord() {
    return names.namesRecord();
  }

  private FilterException failure(Syntax at, String reason) {
    return new FilterException(text, at.from(), at.to(), reason);
  }

  private String shown(Syntax syntax) {
    return "'" + text.substring(syntax.from(), syntax.to()) + "'";
  }

  /** Does the part name a field of the record? */
  boolean namesRecord(Syntax syntax) {
    if (syntax instanceof Syntax.Word word) {
      return !word.isQuoted() && names.isOfRecord(word.token().text());
    }
    return parts(syntax).stream().anyMatch(this::namesRecord);
  }

  private static List<Syntax> parts(Syntax syntax) {
    if (syntax instanceof Syntax.Logical logical) {
      return logical.parts();
    }
    if (syntax instanceof Syntax.Not not) {
      return List.of(not.condition());
    }
    if (syntax instanceof Syntax.Grouped grouped) {
      return List.of(grouped.condition());
    }
    if (syntax instanceof Syntax.Test test) {
      return List.of(test.left(), test.right());
    }
    if (syntax instanceof Syntax.Membership in) {
      List<Syntax> all = new ArrayList<>(List.of(in.field()));
      for (Syntax.Element element : in.set()) {
        all.add(element.low());
        if (element.high() != null) {
          all.add(element.high());
        }
      }
      return all;
    }
    if (syntax instanceof Syntax.Raw raw) {
      return List.of(raw.field());
    }
    if (syntax instanceof Syntax.Layered layered) {
      return List.of(layered.field());
    }
    if (syntax instanceof Syntax.Slice slice) {
      return List.of(slice.whole());
    }
    if (syntax instanceof Syntax.Call call) {
      return call.arguments();
    }
    if (syntax instanceof Syntax.Negative negative) {
      return List.of(negative.operand());
    }
    if (syntax instanceof Syntax.Arithmetic arithmetic) {
      return List.of(arithmetic.left(), arithmetic.right());
    }
    return List.of();
  }

  // Conditions.

  /** A condition about a record, which may name nothing of packets. */
  Condition recordCondition(Syntax syntax) throws FilterException {
    names.onlyOfRecord(true);
    try {
      return condition(syntax);
    } finally {
      names.onlyOfRecord(false);
    }
  }

  Condition condition(Syntax syntax) throws FilterException {
    if (syntax instanceof Syntax.Logical logical) {
      Condition[] parts = new Condition[logical.parts().size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = condition(logical.parts().get(i));
      }
      return Condition.joined(logical.operator(), parts);
    }
    if (syntax instanceof Syntax.Not not) {
      return Condition.not(condition(not.condition()));
    }
    if (syntax instanceof Syntax.Grouped grouped) {
      return condition(grouped.condition());
    }
    if (syntax instanceof Syntax.Test test) {
      return test(test);
    }
    if (syntax instanceof Syntax.Membership membership) {
      return membership(membership);
    }
    if (syntax instanceof Syntax.Call) {
      throw failure(syntax, "a function alone is neither true nor false: compare it");
    }
    Operand operand = operand(syntax);
    boolean isCalculated = syntax instanceof Syntax.Arithmetic || syntax instanceof Syntax.Negative;
    return isCalculated ? Condition.notZero(operand) : Condition.present(operand);
  }

  private Condition test(Syntax.Test test) throws FilterException {
    boolean isForAll =
        test.quantifier() == Quantifier.ALL
            || (test.quantifier() == Quantifier.DEFAULT && Comparison.isForAll(test.operator()));
    Operand left = operand(test.left());
    return switch (test.operator()) {
      case MATCHES -> matches(test, left, isForAll);
      case CONTAINS -> contains(test, left, isForAll);
      default -> {
        if (left.type() == ValueType.PRESENCE) {
          throw failure(
              test.left(),
              shown(test.left()) + " has no value to compare: it is there, or it is not");
        }
        yield new Comparison(test.operator(), isForAll, left, right(left, test.right()));
      }
    };
  }

  private Condition matches(Syntax.Test test, Operand left, boolean isForAll)
      throws FilterException {
    if (!(test.right() instanceof Syntax.Word word) || word.token().kind() != TokenKind.STRING) {
      throw failure(test.right(), "'matches' takes a regular expression in double quotes");
    }
    requireSearchable(test, left);
    try {
      return new RegexMatch(left, Regex.of(word.token().bytes()), isForAll);
    } catch (IllegalArgumentException e) {
      throw failure(word, "this is no regular expression: " + e.getMessage());
    }
  }

  private Condition contains(Syntax.Test test, Operand left, boolean isForAll)
      throws FilterException {
    requireSearchable(test, left);
    if (isConstant(test.right())) {
      Token token = ((Syntax.Word) test.right()).token();
      Literal part = left.type() == ValueType.TEXT ? literals.text(token) : literals.bytes(token);
      return new Search(left, part, isForAll);
    }
    Operand part = operand(test.right());
    boolean fits =
        left.type() == ValueType.TEXT
            ? part.type() == ValueType.TEXT || part.type() == ValueType.BYTES
            : part.type().isBytes();
    if (!fits) {
      throw incompatible(test.right(), left.type(), part.type());
    }
    return new Search(left, part, isForAll);
  }

  private void requireSearchable(Syntax.Test test, Operand left) throws FilterException {
    if (!left.type().canBeSearched()) {
      throw failure(
          test.left(),
          shown(test.left())
              + " is "
              + left.type().label()
              + ", in which nothing can be looked for"
              + (Function.STRING.takes(left.type()) ? "; string(…) makes it a text" : ""));
    }
  }

  private Condition membership(Syntax.Membership membership) throws FilterException {
    Syntax named = membership.field();
    if (!(named instanceof Syntax.Word) && !(named instanceof Syntax.Layered)) {
      throw failure(named, "only a field can be looked for in a set");
    }
    Operand field = operand(named);
    if (field.type() == ValueType.PRESENCE) {
      throw failure(named, shown(named) + " has no value to compare: it is there, or it is not");
    }
    List<Operand> lows = new ArrayList<>();
    List<Operand> highs = new ArrayList<>();
    for (Syntax.Element element : membership.set()) {
      lows.add(right(field, element.low()));
      highs.add(element.high() == null ? null : right(field, element.high()));
    }
    Condition in = new InSet(field, lows, highs, membership.quantifier() == Quantifier.ALL);
    return membership.isNegated() ? Condition.not(in) : in;
  }

  private FilterException incompatible(Syntax at, ValueType left, ValueType right) {
    return failure(
        at, shown(at) + " is " + right.label() + ", and is compared with " + left.label());
  }

  // Operands.

  /** Is the node a literal, as no field has this name? */
  private boolean isConstant(Syntax syntax) {
    return syntax instanceof Syntax.Word word && (word.isQuoted() || !names.isKnown(word.token()));
  }

  /** An operand that stands for itself: a field, or what is made of one. */
  private Operand operand(Syntax syntax) throws FilterException {
    if (isConstant(syntax)) {
      throw names.unknown((Syntax.Word) syntax);
    }
    if (syntax instanceof Syntax.Word word) {
      return names.operand(word.token());
    }
    if (syntax instanceof Syntax.Raw raw) {
      return raw(raw);
    }
    if (syntax instanceof Syntax.Layered layered) {
      Token token = ((Syntax.Word) layered.field()).token();
      if (!names.isKnown(token)) {
        throw names.unknown((Syntax.Word) layered.field());
      }
      return names.layered(token, layered.layers());
    }
    if (syntax instanceof Syntax.Slice slice) {
      Operand whole = operand(slice.whole());
      if (!whole.type().canBeSliced()) {
        throw failure(
            slice, shown(slice.whole()) + " is " + whole.type().label() + ", which has no slices");
      }
      return new SliceOperand(whole, slice.ranges());
    }
    if (syntax instanceof Syntax.Call call) {
      return call(call);
    }
    if (syntax instanceof Syntax.Negative negative) {
      Operand operand = operand(negative.operand());
      requireCan(operand, TokenKind.MINUS, negative.operand());
      return new NegativeOperand(operand);
    }
    if (syntax instanceof Syntax.Arithmetic arithmetic) {
      return arithmetic(arithmetic, operand(arithmetic.left()));
    }
    throw failure(syntax, "a condition has no value that could be compared");
  }

  private Operand raw(Syntax.Raw raw) throws FilterException {
    if (raw.field() instanceof Syntax.Word word && names.isKnown(word.token())) {
      return names.raw(word.token());
    }
    throw failure(raw, "'@' goes before the name of a field");
  }

  /** What stands at the right of an operand: literals are read as values of the left one's type. */
  private Operand right(Operand left, Syntax syntax) throws FilterException {
    if (isConstant(syntax)) {
      return literals.read(
          ((Syntax.Word) syntax).token(), left.type(), left.field(), left.isUnsigned64());
    }
    if (syntax instanceof Syntax.Negative negative && isConstant(negative.operand())) {
      requireCan(left, TokenKind.MINUS, syntax);
      return new NegativeOperand(right(left, negative.operand()));
    }
    if (syntax instanceof Syntax.Arithmetic arithmetic && beginsWithConstant(arithmetic)) {
      return arithmetic(arithmetic, right(left, arithmetic.left()));
    }
    if (syntax instanceof Syntax.Call call
        && !call.arguments().isEmpty()
        && isConstant(call.arguments().get(0))
        && Function.of(call.function().text()) != null
        && !Function.of(call.function().text()).takesFieldsOnly()) {
      return call(call, right(left, call.arguments().get(0)));
    }
    Operand operand = operand(syntax);
    ValueType type = left.type();
    // A slice is bytes, and so what it is compared with counts by its bytes.
    boolean fits =
        type.isComparableWith(operand.type())
            || (type == ValueType.TEXT && syntax instanceof Syntax.Slice)
            || (type == ValueType.BYTES && operand.type() == ValueType.TEXT);
    if (!fits) {
      throw incompatible(syntax, type, operand.type());
    }
    return operand;
  }

  private boolean beginsWithConstant(Syntax syntax) {
    return syntax instanceof Syntax.Arithmetic arithmetic
        ? beginsWithConstant(arithmetic.left())
        : syntax instanceof Syntax.Negative negative
            ? isConstant(negative.operand())
            : isConstant(syntax);
  }

  private Operand arithmetic(Syntax.Arithmetic arithmetic, Operand left) throws FilterException {
    requireCan(left, arithmetic.operator(), arithmetic.left());
    return new ArithmeticOperand(arithmetic.operator(), left, right(left, arithmetic.right()));
  }

  private void requireCan(Operand operand, TokenKind operator, Syntax at) throws FilterException {
    if (!operand.type().can(operator)) {
      throw failure(at, shown(at) + " is " + operand.type().label() + ": no such calculation");
    }
  }

  private Operand call(Syntax.Call call) throws FilterException {
    return call(call, null);
  }

  /**
   * @param first the first argument where it is known already, else null
   */
  private Operand call(Syntax.Call call, Operand first) throws FilterException {
    Function function = Function.of(call.function().text());
    if (function == null) {
      throw new FilterException(
          text,
          call.function().from(),
          call.function().to(),
          "there is no such function: len, count, lower, upper, string, max, min and abs are"
              + " known");
    }
    int count = call.arguments().size();
    if (count == 0 || count > function.maxArguments()) {
      throw failure(
          call,
          function + (function.maxArguments() == 1 ? " takes one argument" : " takes arguments"));
    }
    List<Operand> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      boolean isField =
          !isConstant(argument)
              && (argument instanceof Syntax.Word || argument instanceof Syntax.Layered);
      if (function.takesFieldsOnly() && !isField) {
        throw isConstant(argument)
            ? names.unknown((Syntax.Word) argument)
            : failure(argument, function + " takes fields only");
      }
      Operand operand =
          !arguments.isEmpty()
              ? right(arguments.get(0), argument)
              : first != null ? first : operand(argument);
      boolean isAlike = arguments.isEmpty() || isAlike(arguments.get(0), operand);
      if (!isAlike || !function.takes(operand.type())) {
        throw failure(
            argument,
            isAlike
                ? shown(argument)
                    + " is "
                    + operand.type().label()
                    + ", which "
                    + function
                    + " does not take"
                : "all arguments of " + function + " are of one type");
      }
      arguments.add(operand);
    }
    return new FunctionOperand(function, arguments);
  }

  private static boolean isAlike(Operand one, Operand other) {
    Field left = one.field();
    Field right = other.field();
    return one.type() == other.type()
        && (left == null || right == null || left.bits() == right.bits());
  }
}

package io.weft.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.bytes.IpText;
import io.weft.dissect.field.Field;
import io.weft.filter.syntax.FilterException;
import io.weft.filter.syntax.Token;
import io.weft.filter.syntax.TokenKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads literals as what they are compared with. */
final class Literals {
  private static final int MAC_LENGTH = 6;

  private static final Pattern REAL = Pattern.compile("\\d+(\\.\\d+)?([eE]\\d+|[eE]-\\d+)?");

  private final String filter;

  /**
   * @param filter the whole text, for messages
   */
  Literals(String filter) {
    this.filter = filter;
  }

  private FilterException failure(Token token, String reason) {
    return new FilterException(filter, token.from(), token.to(), reason);
  }

  private FilterException mismatch(Token token, ValueType type) {
    return failure(token, shown(token) + " is not " + type.label());
  }

  private String shown(Token token) {
    return token.isQuoted() ? filter.substring(token.from(), token.to()) : "'" + token.text() + "'";
  }

  /** The token as a value of the type, and of the field where there is one. */
  Literal read(Token token, ValueType type, Field field, boolean isUnsigned64)
      throws FilterException {
    return switch (type) {
      case NUMBER -> number(token, field, isUnsigned64);
      case REAL -> real(token, field);
      case FLAG -> flag(token, field);
      case TEXT -> text(token);
      case BYTES, PROTOCOL -> bytes(token);
      case MAC -> mac(token);
      case IPV4 -> ipv4(token);
      case IPV6 -> ipv6(token);
      case TIME -> time(token);
      case SPAN -> span(token);
      case PRESENCE -> throw mismatch(token, type);
    };
  }

  Literal text(Token token) {
    return Literal.bytes(
        ValueType.TEXT, token.isQuoted() ? token.bytes() : token.text().getBytes(UTF_8));
  }

  Literal bytes(Token token) throws FilterException {
    byte[] bytes = token.isQuoted() ? token.bytes() : null;
    if (bytes == null) {
      String text = token.text().toLowerCase(Locale.ROOT);
      boolean isOneByte = text.matches("0x[0-9a-f]{1,2}");
      bytes = AddressText.bytes(isOneByte ? text.substring(2) : text);
      if (bytes == null && (isOneByte || text.matches("[0-9a-f]"))) {
        bytes = new byte[] {(byte) Integer.parseInt(isOneByte ? text.substring(2) : text, 16)};
      }
      // Of an odd number of digits the last one stands for a whole byte, as in Wireshark.
      if (bytes == null && text.matches("[0-9a-f]{3,}")) {
        int last = text.length() - 1;
        bytes = AddressText.bytes(text.substring(0, last) + "0" + text.charAt(last));
      }
    }
    if (bytes == null) {
      throw failure(
          token, shown(token) + " are no bytes: write 47:45:54, or the text in double quotes");
    }
    return Literal.bytes(ValueType.BYTES, bytes);
  }

  private Literal mac(Token token) throws FilterException {
    byte[] bytes = token.isQuoted() ? null : AddressText.bytes(token.text());
    if (bytes == null || bytes.length != MAC_LENGTH) {
      throw mismatch(token, ValueType.MAC);
    }
    return Literal.bytes(ValueType.MAC, bytes);
  }

  private Literal ipv4(Token token) throws FilterException {
    long address = token.isQuoted() ? -1 : IpText.ipv4(AddressText.address(token.text()));
    if (address < 0) {
      throw mismatch(token, ValueType.IPV4);
    }
    return Literal.address(ValueType.IPV4, 0, address, prefix(token, Integer.SIZE));
  }

  private Literal ipv6(Token token) throws FilterException {
    long[] halves = token.isQuoted() ? null : IpText.ipv6(AddressText.address(token.text()));
    if (halves == null) {
      throw mismatch(token, ValueType.IPV6);
    }
    return Literal.address(ValueType.IPV6, halves[0], halves[1], prefix(token, 2 * Long.SIZE));
  }

  private int prefix(Token token, int whole) throws FilterException {
    int prefix = AddressText.prefix(token.text(), whole);
    if (prefix < 0) {
      throw failure(token, "the prefix of such an address has at most " + whole + " bits");
    }
    return prefix;
  }

  private Literal time(Token token) throws FilterException {
    Long nanos = token.kind() == TokenKind.CHARACTER ? null : Times.point(token.text());
    if (nanos == null) {
      throw failure(
          token,
          shown(token)
              + " is no point in time: write \"2026-03-01T09:30:00.12Z\" or \"Mar 1, 2026"
              + " 09:30:00\"");
    }
    return Literal.number(ValueType.TIME, null, nanos, false);
  }

  private Literal span(Token token) throws FilterException {
    Long nanos = token.isQuoted() ? null : Times.span(token.text());
    if (nanos == null) {
      throw failure(
          token, shown(token) + " is no span of time: write seconds, 0.25, or 250ms, 1h30m");
    }
    return Literal.number(ValueType.SPAN, null, nanos, false);
  }

  /** As C reads it, so that whole numbers may be in base 16. */
  private Literal real(Token token, Field field) throws FilterException {
    Double value = null;
    if (!token.isQuoted() && token.kind() != TokenKind.CHARACTER) {
      String text = token.text();
      if (REAL.matcher(text).matches()) {
        value = held(Double.parseDouble(text), text);
      } else if (text.matches("0[xX][0-9a-fA-F]{1,8}")) {
        value = (double) Long.parseLong(text.substring(2), 16);
      } else if (text.matches("(?i)inf(inity)?")) {
        value = Double.POSITIVE_INFINITY;
      } else if (text.equalsIgnoreCase("NaN")) {
        value = Double.NaN;
      }
    }
    if (value == null) {
      throw failure(
          token, shown(token) + " is no floating-point number of 64 bits: write 6.5 or 2e3");
    }
    return Literal.number(ValueType.REAL, field, Double.doubleToRawLongBits(value), false);
  }

  /** Null for a number that is too large or too small for 64 bits. */
  private static Double held(double value, String text) {
    boolean isZero = text.matches("[0.]+([eE].*)?");
    return Double.isInfinite(value) || (value == 0 && !isZero) ? null : value;
  }

  private Literal flag(Token token, Field field) throws FilterException {
    Long value =
        switch (token.text()) {
          case "true", "True", "TRUE", "Set" -> 1L;
          case "false", "False", "FALSE", "Not set" -> 0L;
          default -> null;
        };
    if (value == null && token.kind() != TokenKind.STRING) {
      value = plain(token);
    }
    if (value == null) {
      value = named(token, field);
    }
    if (value == null) {
      throw failure(token, shown(token) + " is not true, false, or a number");
    }
    return Literal.number(ValueType.FLAG, field, value == 0 ? 0 : 1, false);
  }

  private Literal number(Token token, Field field, boolean isUnsigned64) throws FilterException {
    Long named = token.kind() == TokenKind.CHARACTER ? null : named(token, field);
    if (named != null) {
      return Literal.number(ValueType.NUMBER, field, named, isUnsigned64);
    }
    Long value = token.kind() == TokenKind.STRING ? null : plain(token);
    if (value == null) {
      boolean hasNames = field != null && field.valueNames().isNamed();
      throw failure(
          token,
          shown(token)
              + (hasNames
                  ? " is no number, and no value of " + field.name() + " is called so"
                  : " is no number of 64 bits"));
    }
    int bits = field == null || field.bits() == 0 ? Long.SIZE : field.bits();
    if (field != null && field.isSigned()) {
      bits--; // a minus is an operator, so that the literal itself is never below 0
    }
    if (bits < Long.SIZE && (value < 0 || value >>> bits != 0)) {
      throw failure(
          token, shown(token) + " is too large: " + field + " goes up to " + ((1L << bits) - 1));
    }
    return Literal.number(ValueType.NUMBER, field, value, isUnsigned64);
  }

  /** The number whose name this is, whatever its case; null where it is no name. */
  private static Long named(Token token, Field field) {
    return field == null ? null : field.valueNames().number(token.text(), field.largest());
  }

  /** A number in base 10, 16, 8 or 2, or a character; null for what is none, or is too large. */
  private static Long plain(Token token) {
    if (token.kind() == TokenKind.CHARACTER) {
      return (long) (token.bytes()[0] & 0xFF);
    }
    String text = token.text().toLowerCase(Locale.ROOT);
    try {
      if (text.matches("0x[0-9a-f]+")) {
        return Long.parseUnsignedLong(text.substring(2), 16);
      }
      if (text.matches("0b[01]+")) {
        return Long.parseUnsignedLong(text.substring(2), 2);
      }
      if (text.matches("0[0-7]+")) {
        return Long.parseUnsignedLong(text.substring(1), 8);
      }
      return text.matches("0|[1-9]\\d*") ? Long.parseUnsignedLong(text) : null;
    } catch (NumberFormatException e) {
      return null; // more than 64 bits
    }
  }
}

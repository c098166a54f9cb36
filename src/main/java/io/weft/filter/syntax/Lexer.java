package io.weft.filter.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter's text into tokens. */
final class Lexer {
  /** The longest filter, in characters. */
  static final int MAX_LENGTH = 1 << 16;

  /** How many tokens a filter may have. */
  static final int MAX_TOKENS = 20_000;

  private static final Map<String, TokenKind> WORDS =
      Map.ofEntries(
          Map.entry("any", TokenKind.ANY),
          Map.entry("all", TokenKind.ALL),
          Map.entry("not", TokenKind.NOT),
          Map.entry("and", TokenKind.AND),
          Map.entry("or", TokenKind.OR),
          Map.entry("xor", TokenKind.XOR),
          Map.entry("in", TokenKind.IN),
          Map.entry("contains", TokenKind.CONTAINS),
          Map.entry("matches", TokenKind.MATCHES),
          Map.entry("eq", TokenKind.ANY_EQUAL),
          Map.entry("any_eq", TokenKind.ANY_EQUAL),
          Map.entry("all_eq", TokenKind.ALL_EQUAL),
          Map.entry("ne", TokenKind.ALL_UNEQUAL),
          Map.entry("all_ne", TokenKind.ALL_UNEQUAL),
          Map.entry("any_ne", TokenKind.ANY_UNEQUAL),
          Map.entry("gt", TokenKind.GREATER),
          Map.entry("ge", TokenKind.GREATER_OR_EQUAL),
          Map.entry("lt", TokenKind.LESS),
          Map.entry("le", TokenKind.LESS_OR_EQUAL),
          Map.entry("bitand", TokenKind.BITWISE_AND),
          Map.entry("bitwise_and", TokenKind.BITWISE_AND));

  /** Longer signs before those that they begin with. */
  private static final List<Map.Entry<String, TokenKind>> SIGNS =
      List.of(
          Map.entry("===", TokenKind.ALL_EQUAL),
          Map.entry("!==", TokenKind.ANY_UNEQUAL),
          Map.entry("==", TokenKind.ANY_EQUAL),
          Map.entry("!=", TokenKind.ALL_UNEQUAL),
          Map.entry("~=", TokenKind.ANY_UNEQUAL),
          Map.entry(">=", TokenKind.GREATER_OR_EQUAL),
          Map.entry("<=", TokenKind.LESS_OR_EQUAL),
          Map.entry("&&", TokenKind.AND),
          Map.entry("||", TokenKind.OR),
          Map.entry("^^", TokenKind.XOR),
          Map.entry("..", TokenKind.RANGE),
          Map.entry(">", TokenKind.GREATER),
          Map.entry("<", TokenKind.LESS),
          Map.entry("~", TokenKind.MATCHES),
          Map.entry("!", TokenKind.NOT),
          Map.entry("&", TokenKind.BITWISE_AND),
          Map.entry("+", TokenKind.PLUS),
          Map.entry("-", TokenKind.MINUS),
          Map.entry("*", TokenKind.TIMES),
          Map.entry("/", TokenKind.DIVIDE),
          Map.entry("%", TokenKind.MODULO),
          Map.entry("(", TokenKind.LEFT_PARENTHESIS),
          Map.entry(")", TokenKind.RIGHT_PARENTHESIS),
          Map.entry("{", TokenKind.LEFT_BRACE),
          Map.entry("}", TokenKind.RIGHT_BRACE),
          Map.entry(",", TokenKind.COMMA),
          Map.entry("@", TokenKind.RAW));

  /** A zone or offset in a time has a plus sign, and a prefix length a slash. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]*\\.[0-9.]*|[0-9A-Fa-f.]*:.*");

  private static final Pattern PREFIX = Pattern.compile("/\\d{1,3}");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
  private static final Pattern OCTAL = Pattern.compile("[0-7]{1,3}");
  private static final Pattern HEXADECIMAL = Pattern.compile("x([0-9A-Fa-f]{1,2})");
  private static final Pattern CODE_POINT = Pattern.compile("u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of the text; the last one is its end. */
  static List<Token> tokens(String text) throws FilterException {
    if (text.length() > MAX_LENGTH) {
      throw new FilterException(
          text, MAX_LENGTH, MAX_LENGTH, "a filter has at most " + MAX_LENGTH + " characters");
    }
    Lexer lexer = new Lexer(text);
    while (lexer.next()) {
      if (lexer.tokens.size() > MAX_TOKENS) {
        throw lexer.failure(
            lexer.at, lexer.at, "a filter has at most " + MAX_TOKENS + " words and signs");
      }
    }
    return lexer.tokens;
  }

  private boolean next() throws FilterException {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      add(TokenKind.END, "", null, at);
      return false;
    }
    char c = text.charAt(at);
    if (c == '"') {
      string(at, false);
    } else if ((c == 'r' || c == 'R') && text.startsWith("\"", at + 1)) {
      string(at, true);
    } else if (c == '\'') {
      character();
    } else if (c == '[') {
      ranges();
    } else if (c == '#') {
      layer();
    } else if (c == '.' && at + 1 < text.length() && isName(text.charAt(at + 1))) {
      int end = wordEnd(at + 1);
      add(TokenKind.FIELD_NAME, text.substring(at + 1, end), null, end);
    } else if (isName(c) || c == ':') {
      word();
    } else {
      sign(c);
    }
    return true;
  }

  private void add(TokenKind kind, String value, byte[] bytes, int end) {
    tokens.add(
        bytes == null ? Token.of(kind, value, at, end) : Token.quoted(kind, value, bytes, at, end));
    at = end;
  }

  private FilterException failure(int from, int to, String reason) {
    return new FilterException(text, from, to, reason);
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private void sign(char c) throws FilterException {
    for (Map.Entry<String, TokenKind> sign : SIGNS) {
      if (text.startsWith(sign.getKey(), at)) {
        add(sign.getValue(), sign.getKey(), null, at + sign.getKey().length());
        return;
      }
    }
    if (c == '$') {
      throw failure(
          at, at + 1, "references to a selected packet, ${…}, and macros work in Wireshark alone");
    }
    if (c == '=') {
      throw failure(at, at + 1, "a single '=' compares nothing: did you mean '=='?");
    }
    if (c == '|') {
      throw failure(at, at + 1, "'|' means nothing here: did you mean '||'?");
    }
    String shown =
        c > ' ' && c < 0x7F ? "'" + c + "'" : String.format("the character U+%04X", (int) c);
    throw failure(at, at + 1, shown + " means nothing outside double quotes");
  }

  private void word() {
    int end = wordEnd(at);
    String word = text.substring(at, end);
    TokenKind kind = WORDS.get(word);
    if (kind != null) {
      add(kind, word, null, end);
      return;
    }
    if (ADDRESS.matcher(word).matches()) {
      Matcher prefix = PREFIX.matcher(text).region(end, text.length());
      if (prefix.lookingAt()) {
        end = prefix.end();
      }
    }
    add(TokenKind.WORD, text.substring(at, end), null, end);
  }

  /** Words hold dots, but not two in a row, and not at their end. */
  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean isInner =
          isName(c)
              || c == ':'
              || c == '-'
              || (c == '.'
                  && end + 1 < text.length()
                  && (isName(text.charAt(end + 1)) || text.charAt(end + 1) == ':'));
      if (!isInner) {
        break;
      }
      end++;
    }
    return end;
  }

  private void ranges() throws FilterException {
    int close = text.indexOf(']', at);
    if (close < 0) {
      throw failure(at, at + 1, "this bracket is not closed");
    }
    add(TokenKind.RANGES, text.substring(at + 1, close), null, close + 1);
  }

  private void layer() throws FilterException {
    int from = at + 1;
    if (text.startsWith("[", from)) {
      int close = text.indexOf(']', from);
      if (close < 0) {
        throw failure(from, from + 1, "this bracket is not closed");
      }
      add(TokenKind.LAYER, text.substring(from + 1, close), null, close + 1);
      return;
    }
    Matcher digits = DIGITS.matcher(text).region(from, text.length());
    if (!digits.lookingAt()) {
      throw failure(at, at + 1, "'#' goes before the number of a layer: ip.src#2, ip.src#[1-2]");
    }
    add(TokenKind.LAYER, digits.group(), null, digits.end());
  }

  private void string(int from, boolean raw) throws FilterException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = from + (raw ? 2 : 1);
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) != '\\') {
        int codePoint = text.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
        i += Character.charCount(codePoint);
      } else if (raw) {
        int end = Math.min(i + 2, text.length());
        bytes.writeBytes(text.substring(i, end).getBytes(UTF_8));
        i = end;
      } else {
        i = escape(i, bytes);
      }
    }
    if (i >= text.length()) {
      throw failure(from, text.length(), "the quote that ends this text is missing");
    }
    byte[] value = bytes.toByteArray();
    add(TokenKind.STRING, new String(value, UTF_8), value, i + 1);
  }

  private void character() throws FilterException {
    int from = at;
    int i = at + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (i < text.length() && text.charAt(i) != '\'') {
      if (text.charAt(i) == '\\') {
        i = escape(i, bytes);
      } else {
        bytes.writeBytes(text.substring(i, i + 1).getBytes(UTF_8));
        i++;
      }
    }
    if (i >= text.length()) {
      throw failure(from, text.length(), "the quote that ends this character is missing");
    }
    if (bytes.size() != 1) {
      throw failure(from, i + 1, "single quotes hold one character, double quotes a text");
    }
    byte[] value = bytes.toByteArray();
    add(TokenKind.CHARACTER, text.substring(from, i + 1), value, i + 1);
  }

  /** Reads an escape sequence and returns where the text goes on. */
  private int escape(int backslash, ByteArrayOutputStream bytes) throws FilterException {
    int from = backslash + 1;
    if (from == text.length()) {
      return from;
    }
    int simple = "abfnrtv\\'\"".indexOf(text.charAt(from));
    if (simple >= 0) {
      bytes.write("\u0007\b\f\n\r\t\u000B\\'\"".charAt(simple));
      return from + 1;
    }
    Matcher octal = OCTAL.matcher(text).region(from, text.length());
    if (octal.lookingAt()) {
      int value = Integer.parseInt(octal.group(), 8);
      if (value > 0xFF) {
        throw failure(backslash, octal.end(), "a byte goes up to \\377");
      }
      bytes.write(value);
      return octal.end();
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text).region(from, text.length());
    if (hexadecimal.lookingAt()) {
      bytes.write(Integer.parseInt(hexadecimal.group(1), 16));
      return hexadecimal.end();
    }
    Matcher codePoint = CODE_POINT.matcher(text).region(from, text.length());
    if (codePoint.lookingAt()) {
      long value = Long.parseLong(codePoint.group().substring(1), 16);
      // As in C: what is in ASCII is written as it is.
      boolean isAscii = value < 0xA0 && value != '$' && value != '@' && value != '`';
      if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF) || isAscii) {
        throw failure(backslash, codePoint.end(), "no such character can be written in this way");
      }
      bytes.writeBytes(Character.toString((int) value).getBytes(UTF_8));
      return codePoint.end();
    }
    throw failure(
        backslash,
        Math.min(from + 1, text.length()),
        "no such escape sequence: \\\\ is a backslash, and r\"…\" a text without escapes");
  }
}

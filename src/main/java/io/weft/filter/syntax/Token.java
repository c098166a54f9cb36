package io.weft.filter.syntax;

/** A piece of a filter's text. */
public final class Token {
  private static final byte[] NONE = {};

  private final TokenKind kind;
  private final String text;
  private final byte[] bytes;
  private final int from;
  private final int to;

  /**
   * @param bytes of strings and characters; empty for all others
   */
  private Token(TokenKind kind, String text, byte[] bytes, int from, int to) {
    this.kind = kind;
    this.text = text;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  static Token of(TokenKind kind, String text, int from, int to) {
    return new Token(kind, text, NONE, from, to);
  }

  static Token quoted(TokenKind kind, String text, byte[] value, int from, int to) {
    return new Token(kind, text, value.clone(), from, to);
  }

  public TokenKind kind() {
    return kind;
  }

  /**
   * The piece as it stands in the filter; of strings the value as text, of ranges what is between
   * the brackets.
   */
  public String text() {
    return text;
  }

  /** Is it a text or a character between quotes? */
  public boolean isQuoted() {
    return kind == TokenKind.STRING || kind == TokenKind.CHARACTER;
  }

  /** The value of a string or a character; empty for all others. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Index of its first character in the filter. */
  public int from() {
    return from;
  }

  /** Index behind its last character. */
  public int to() {
    return to;
  }
}

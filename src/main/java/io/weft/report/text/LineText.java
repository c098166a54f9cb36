package io.weft.report.text;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * The text of a line, put together again and again in one array. A {@code StringBuilder} would do
 * the same work more slowly: once it has held an arrow it widens every text that is appended, and
 * it hands out its text only as a copy.
 */
final class LineText {
  private char[] chars = new char[256];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  LineText append(char c) {
    makeRoom(1);
    chars[length++] = c;
    return this;
  }

  LineText append(String text) {
    int more = text.length();
    makeRoom(more);
    text.getChars(0, more, chars, length);
    length += more;
    return this;
  }

  /** How many characters a number that is not negative takes. */
  static int digits(long number) {
    int digits = 1;
    for (long power = 10; power <= number && digits < 19; power *= 10) {
      digits++;
    }
    return digits;
  }

  /**
   * Appends a number that is not negative.
   *
   * @param digits as {@link #digits} has counted them
   */
  LineText append(long number, int digits) {
    makeRoom(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      chars[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  LineText append(StringBuilder text) {
    return append(text, 0, text.length());
  }

  private LineText append(StringBuilder text, int from, int to) {
    makeRoom(to - from);
    text.getChars(from, to, chars, length);
    length += to - from;
    return this;
  }

  /** Appends so many blanks; none where the count is not positive. */
  LineText blanks(int count) {
    if (count > 0) {
      makeRoom(count);
      Arrays.fill(chars, length, length + count, ' ');
      length += count;
    }
    return this;
  }

  /** Appends part of a text with its harmful characters escaped, as {@link SafeText} does. */
  void escaped(StringBuilder text, int from, int to) {
    int start = length;
    append(text, from, to);
    if (SafeText.isHarmful(chars, start, length)) {
      length = start;
      append(SafeText.escape(text.substring(from, to)));
    }
  }

  /** Takes white space from the end. */
  void stripTrailing() {
    while (length > 0 && Character.isWhitespace(chars[length - 1])) {
      length--;
    }
  }

  void writeTo(Writer out) throws IOException {
    out.write(chars, 0, length);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }

  private void makeRoom(int more) {
    if (more > chars.length - length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + more));
    }
  }
}

package io.weft.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression that takes time in proportion to the text, whatever the text and the
 * expression are. Case does not matter unless the expression says so: {@code (?-i)}.
 */
final class Regex {
  /** The longest expression, in bytes. */
  static final int MAX_LENGTH = 2000;

  /** How large an expression may be once its repetitions are written out. */
  static final int MAX_SIZE = 20_000;

  /** How deeply groups may be nested. */
  private static final int MAX_GROUPS = 50;

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  Pattern pattern() {
    return pattern;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException whose message says in a few words what is wrong with it
   */
  static Regex of(byte[] expression) {
    if (expression.length > MAX_LENGTH) {
      throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
    }
    String text = new String(expression, ISO_8859_1);
    requireLinear(text);
    requireSmall(text);
    try {
      return new Regex(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  /** Refuses what no search in linear time can do, by its name. */
  private static void requireLinear(String text) {
    boolean isClass = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        if (!isClass && ((next >= '1' && next <= '9') || next == 'k' || next == 'g')) {
          throw new IllegalArgumentException("references back to a group are not supported");
        }
        i++;
      } else if (isClass) {
        isClass = c != ']';
      } else if (c == '[') {
        isClass = true;
        if (text.startsWith("^", i + 1)) {
          i++;
        }
        if (text.startsWith("]", i + 1)) {
          i++;
        }
      } else if (text.startsWith("(?", i) && i + 2 < text.length()) {
        boolean isLook =
            "=!".indexOf(text.charAt(i + 2)) >= 0
                || text.startsWith("(?<=", i)
                || text.startsWith("(?<!", i);
        if (isLook) {
          throw new IllegalArgumentException("looking ahead or behind is not supported");
        }
        if ("(>|R&#".indexOf(text.charAt(i + 2)) >= 0) {
          throw new IllegalArgumentException(
              "conditions, atomic groups, recursion and comments are not supported");
        }
      }
    }
  }

  /** Refuses repetitions of repetitions that would fill the memory when they are written out. */
  private static void requireSmall(String text) {
    long[] sizes = new long[MAX_GROUPS + 1];
    int depth = 0;
    long last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        if (++depth > MAX_GROUPS) {
          throw new IllegalArgumentException("its groups are nested more than 50 deep");
        }
        sizes[depth] = 0;
        last = 0;
      } else if (c == ')' && depth > 0) {
        last = sizes[depth] + 1;
        sizes[--depth] += last;
      } else if (c == '{') {
        int close = text.indexOf('}', i);
        long times = close < 0 ? 1 : times(text.substring(i + 1, close));
        sizes[depth] += last * (times - 1);
        last *= times;
        i = times > 1 ? close : i;
      } else {
        i += c == '\\' ? 1 : 0;
        last = 1;
        sizes[depth]++;
      }
      if (sizes[depth] > MAX_SIZE) {
        throw new IllegalArgumentException(
            "with its repetitions written out it would have more than " + MAX_SIZE + " parts");
      }
    }
  }

  /** How often a repetition repeats at most; 1 where the braces hold no repetition. */
  private static long times(String inBraces) {
    if (!inBraces.matches("\\d{1,6}(,\\d{0,6})?")) {
      return 1;
    }
    String[] bounds = inBraces.split(",");
    long most = 1;
    for (String bound : bounds) {
      most = bound.isEmpty() ? most : Math.max(most, Long.parseLong(bound));
    }
    return most;
  }
}

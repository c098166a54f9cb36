package io.weft.filter;

import com.google.re2j.Matcher;

/** Does a regular expression match somewhere in an operand's values? */
final class RegexMatch implements Condition {
  private final Operand operand;
  private final boolean isForAll;
  private final ByteText text = new ByteText();
  private final Matcher matcher;

  RegexMatch(Operand operand, Regex regex, boolean isForAll) {
    this.operand = operand;
    this.isForAll = isForAll;
    matcher = regex.pattern().matcher(text);
  }

  @Override
  public boolean test(Evaluation evaluation) {
    Values values = operand.values(evaluation);
    for (int i = 0; i < values.size(); i++) {
      text.of(values.bytes(i), values.from(i), values.extent(i));
      matcher.reset(); // the same text object with other bytes
      if (matcher.find() != isForAll) {
        return !isForAll;
      }
    }
    return isForAll && values.size() > 0;
  }

  /** Bytes as characters from 0 to 255, so that expressions match bytes as they stand. */
  private static final class ByteText implements CharSequence {
    private byte[] bytes = {};
    private int from;
    private int length;

    void of(byte[] array, int start, int count) {
      bytes = array;
      from = start;
      length = count;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public char charAt(int index) {
      return (char) (bytes[from + index] & 0xFF);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      StringBuilder part = new StringBuilder(end - start);
      for (int i = start; i < end; i++) {
        part.append(charAt(i));
      }
      return part;
    }

    @Override
    public String toString() {
      return subSequence(0, length).toString();
    }
  }
}

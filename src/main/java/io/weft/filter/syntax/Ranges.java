package io.weft.filter.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes a slice takes, or which layers: one range or several. */
public final class Ranges {
  /** More ranges than this are refused. */
  private static final int MAX_RANGES = 100;

  private static final Pattern OFFSET_LENGTH = Pattern.compile("(-?\\d{1,9})?:(\\d{1,9})?");
  private static final Pattern OFFSET_END = Pattern.compile("(-?\\d{1,9})-(-?\\d{1,9})");
  private static final Pattern OFFSET = Pattern.compile("-?\\d{1,9}");

  /** Stands for the end of the value. */
  private static final int OPEN = Integer.MAX_VALUE;

  /**
   * One range.
   *
   * @param offset from 0; below 0 it counts from the value's end
   * @param end inclusive, or {@link #OPEN}; below 0 it counts from the value's end
   */
  private record Part(int offset, int end) {
    int first(int length) {
      return offset < 0 ? length + offset : offset;
    }

    /** Behind the last one. */
    int behind(int length) {
      return end == OPEN ? length : (end < 0 ? length + end : end) + 1;
    }
  }

  private final Part[] parts;

  private Ranges(List<Part> parts) {
    this.parts = parts.toArray(new Part[0]);
  }

  /**
   * Reads ranges as they stand between brackets.
   *
   * @param token the brackets, whose text is what they hold
   */
  static Ranges of(Token token, String filter) throws FilterException {
    List<Part> parts = new ArrayList<>();
    for (String each : token.text().split(",", -1)) {
      Part part = part(each.strip());
      if (part == null || parts.size() == MAX_RANGES) {
        throw new FilterException(
            filter,
            token.from(),
            token.to(),
            part == null
                ? "'"
                    + each.strip()
                    + "' is no range: write offset, offset:length, first-last, "
                    + "offset: or :length"
                : "at most " + MAX_RANGES + " ranges");
      }
      parts.add(part);
    }
    return new Ranges(parts);
  }

  /** Null where the text is no range, or a range of nothing. */
  private static Part part(String text) {
    if (OFFSET.matcher(text).matches()) {
      int offset = Integer.parseInt(text);
      return new Part(offset, offset);
    }
    Matcher length = OFFSET_LENGTH.matcher(text);
    if (length.matches()) {
      int offset = length.group(1) == null ? 0 : Integer.parseInt(length.group(1));
      if (length.group(2) == null) {
        return new Part(offset, OPEN);
      }
      int count = Integer.parseInt(length.group(2));
      int last = offset + count - 1;
      // A slice from before the end that reaches the end is as long as what is there.
      return count == 0 ? null : new Part(offset, offset < 0 && last >= 0 ? OPEN : last);
    }
    Matcher end = OFFSET_END.matcher(text);
    if (end.matches()) {
      int first = Integer.parseInt(end.group(1));
      int last = Integer.parseInt(end.group(2));
      return first >= 0 == last >= 0 && first >= last ? null : new Part(first, last);
    }
    return null;
  }

  /** Is a number from 1 to the count in one of the ranges? Those below 0 count from its end. */
  public boolean holds(int number, int count) {
    for (Part part : parts) {
      int first = part.offset < 0 ? count + part.offset + 1 : part.offset;
      int last = part.end == OPEN ? count : part.end < 0 ? count + part.end + 1 : part.end;
      if (number >= first && number <= last) {
        return true;
      }
    }
    return false;
  }

  /** How many ranges there are: at least one. */
  public int count() {
    return parts.length;
  }

  /** Do all ranges lie within a value of this length, in bytes, and hold something of it? */
  public boolean areWithin(int length) {
    for (Part part : parts) {
      int first = part.first(length);
      if (first < 0 || first >= part.behind(length) || part.behind(length) > length) {
        return false;
      }
    }
    return true;
  }

  /** The first byte of a range in a value of this length, from 0. */
  public int first(int range, int length) {
    return parts[range].first(length);
  }

  /** How many bytes a range takes of a value of this length. */
  public int length(int range, int length) {
    return parts[range].behind(length) - parts[range].first(length);
  }
}

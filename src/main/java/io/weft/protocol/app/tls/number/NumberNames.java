package io.weft.protocol.app.tls.number;

import io.weft.dissect.field.ValueNames;
import java.util.Arrays;
import java.util.List;

/** Names of 16-bit numbers, found by binary search. */
public final class NumberNames implements ValueNames {
  private static final int DIGITS = 4;

  private final int[] numbers;
  private final String[] names;

  private NumberNames(int[] numbers, String[] names) {
    this.numbers = numbers;
    this.names = names;
  }

  /**
   * @param table a line a number, in ascending order: four hexadecimal digits, a blank, the name
   */
  static NumberNames of(String table) {
    String[] lines = table.split("\n");
    int[] numbers = new int[lines.length];
    String[] names = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      numbers[i] = Integer.parseInt(lines[i], 0, DIGITS, 16);
      names[i] = lines[i].substring(DIGITS + 1);
    }
    return new NumberNames(numbers, names);
  }

  @Override
  public String name(long value) {
    int at = value < 0 || value > 0xFFFF ? -1 : Arrays.binarySearch(numbers, (int) value);
    return at < 0 ? null : names[at];
  }

  /**
   * What {@link #text} gives for the first numbers; null where there are none.
   *
   * @param most how many numbers are named
   */
  public List<String> texts(int[] numbersOfMessage, int most) {
    if (numbersOfMessage.length == 0) {
      return null;
    }
    String[] texts = new String[Math.min(numbersOfMessage.length, most)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(numbersOfMessage[i]);
    }
    return List.of(texts);
  }

  /** The number's name; where it has none {@code grease}, or its four digits: {@code 0x1234}. */
  public String text(int number) {
    String name = name(number);
    if (name != null) {
      return name;
    }
    return Grease.is(number) ? "grease" : String.format("0x%04x", number);
  }
}

package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.Grease;
import java.util.Arrays;

/** Collects numbers. */
final class IntList {
  private int[] numbers = new int[8];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }

  static boolean contains(int[] numbers, int number) {
    for (int each : numbers) {
      if (each == number) {
        return true;
      }
    }
    return false;
  }

  /** How many of the numbers are no {@link Grease}. */
  static int countWithoutGrease(int[] numbers) {
    int count = 0;
    for (int number : numbers) {
      count += Grease.is(number) ? 0 : 1;
    }
    return count;
  }

  /** The numbers that are no {@link Grease}, in their order. */
  static int[] withoutGrease(int[] numbers) {
    IntList kept = new IntList();
    for (int number : numbers) {
      if (!Grease.is(number)) {
        kept.add(number);
      }
    }
    return kept.toArray();
  }
}

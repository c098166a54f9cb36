package io.weft.report.parquet;

/**
 * The last occurrences of a structure, present or not, with their levels: how many in a row had the
 * same. Within lists the levels change from one element to the next; elsewhere there are seldom
 * more than two runs. They are numbered by how many occurrences were before them.
 */
final class Runs {
  private static final int MAX = 64;

  private final int[] repetitions = new int[MAX];
  private final int[] definitions = new int[MAX];

  /** The number of the first occurrence behind each run. */
  private final int[] ends = new int[MAX];

  private int count;

  /** Whether occurrences of other levels than the last may find no room. */
  boolean isFull() {
    return count == MAX;
  }

  /** The number that the next occurrence will have. */
  int end() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** Adds occurrences, of the same levels; there must be room. */
  void add(int repetition, int definition, int times) {
    int last = count - 1;
    if (last >= 0 && repetitions[last] == repetition && definitions[last] == definition) {
      ends[last] += times;
    } else {
      int end = end();
      repetitions[count] = repetition;
      definitions[count] = definition;
      ends[count++] = end + times;
    }
  }

  /** Tells a part that it was absent in the occurrences from a number on. */
  void tell(Part part, int from) {
    int run = count;
    while (run > 0 && ends[run - 1] > from) {
      run--;
    }
    for (int told = from; run < count; told = ends[run++]) {
      part.absent(repetitions[run], definitions[run], ends[run] - told);
    }
  }

  /** Forgets them all: every part was told. */
  void clear() {
    count = 0;
  }
}

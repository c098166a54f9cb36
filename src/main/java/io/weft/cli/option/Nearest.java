package io.weft.cli.option;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Finds the word that a mistyped one was meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The word that is nearest to the one typed: the only one that begins so, or else the one with
   * the fewest letters added, left out, replaced or swapped, at most one in three.
   *
   * @return null where none is near
   */
  public static String of(String typed, Collection<String> words) {
    if (typed.isEmpty()) {
      return null;
    }
    var beginning = words.stream().filter(word -> word.startsWith(typed)).toList();
    if (beginning.size() == 1) {
      return beginning.get(0);
    }
    String best =
        words.stream().min(Comparator.comparingInt(word -> distance(typed, word))).orElse(null);
    return best != null && distance(typed, best) <= Math.max(1, typed.length() / 3) ? best : null;
  }

  /** The number of edits between two words, where neighbours that are swapped are one. */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}

package io.weft.filter;

/** Do the values of one operand hold those of another? */
final class Search implements Condition {
  private final Operand whole;
  private final Operand part;
  private final boolean isForAll;

  Search(Operand whole, Operand part, boolean isForAll) {
    this.whole = whole;
    this.part = part;
    this.isForAll = isForAll;
  }

  @Override
  public boolean test(Evaluation evaluation) {
    Values wholes = whole.values(evaluation);
    if (wholes.size() == 0) {
      return false;
    }
    Values parts = part.values(evaluation);
    for (int w = 0; w < wholes.size(); w++) {
      for (int p = 0; p < parts.size(); p++) {
        if (holds(wholes, w, parts, p) != isForAll) {
          return !isForAll;
        }
      }
    }
    return isForAll && parts.size() > 0;
  }

  /** Nothing holds what is empty, as in Wireshark. */
  private static boolean holds(Values wholes, int w, Values parts, int p) {
    byte[] hay = wholes.bytes(w);
    byte[] needle = parts.bytes(p);
    int from = parts.from(p);
    int length = parts.length(p);
    if (length == 0) {
      return false;
    }
    byte first = needle[from];
    int last = wholes.from(w) + wholes.extent(w) - length;
    for (int i = wholes.from(w); i <= last; i++) {
      if (hay[i] == first) {
        int k = 1;
        while (k < length && hay[i + k] == needle[from + k]) {
          k++;
        }
        if (k == length) {
          return true;
        }
      }
    }
    return false;
  }
}

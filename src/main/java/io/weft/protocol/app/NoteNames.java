package io.weft.protocol.app;

import java.util.ArrayList;
import java.util.List;

/** Names of the things that can be odd about a message, a bit for each. */
public final class NoteNames {
  private NoteNames() {}

  /**
   * The names of the bits that are set.
   *
   * @param names in the order of the bits, the lowest first
   */
  public static List<String> of(int notes, String[] names) {
    if (notes == 0) {
      return List.of();
    }
    List<String> set = new ArrayList<>(Integer.bitCount(notes));
    for (int i = 0; i < names.length; i++) {
      if ((notes & 1 << i) != 0) {
        set.add(names[i]);
      }
    }
    return set;
  }
}

package io.weft.report.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A structure. Most members are absent in most rows, and so are most structures with all of theirs:
 * a member is told so only when it has a value or the row group ends, and then once for many rows.
 */
final class StructPart extends Part {
  private final Part[] members;
  private final int definition;
  private final Runs occurrences = new Runs();

  /** The number of the first occurrence that each member does not know of. */
  private final int[] known;

  /**
   * @param definition the level of a member that is absent where the structure is there
   */
  StructPart(List<Part> members, int definition) {
    this.members = members.toArray(new Part[0]);
    this.definition = definition;
    known = new int[this.members.length];
  }

  @Override
  long write(Object value, int repetition) throws IOException {
    makeRoom();
    int before = occurrences.end();
    Object[] values = (Object[]) value;
    long bytes = 0;
    for (int i = 0; i < members.length; i++) {
      if (values[i] != null) {
        if (known[i] < before) {
          occurrences.tell(members[i], known[i]);
        }
        bytes += members[i].write(values[i], repetition);
        known[i] = before + 1;
      }
    }
    occurrences.add(repetition, definition, 1);
    return bytes;
  }

  @Override
  void absent(int repetition, int definition, int times) {
    makeRoom();
    occurrences.add(repetition, definition, times);
  }

  private void makeRoom() {
    if (occurrences.isFull()) {
      tell();
    }
  }

  /** Tells the members what they do not know yet. */
  private void tell() {
    for (int i = 0; i < members.length; i++) {
      occurrences.tell(members[i], known[i]);
    }
    occurrences.clear();
    Arrays.fill(known, 0);
  }

  @Override
  void end() throws IOException {
    tell();
    for (Part member : members) {
      member.end();
    }
  }

  @Override
  void columns(List<LeafColumn> all) {
    for (Part member : members) {
      member.columns(all);
    }
  }
}

package io.weft.report.parquet;

import java.io.IOException;
import java.util.List;

/**
 * A structure. Most are absent in most rows, with all their columns: these are told so only when a
 * value comes or the row group ends, and then once for many rows.
 */
final class StructPart extends Part {
  /**
   * Runs of absences that are kept. Within lists the levels change from one element to the next;
   * elsewhere there are seldom more than two runs.
   */
  private static final int MAX_RUNS = 64;

  private final Part[] members;
  private final int definition;

  private final int[] repetitions = new int[MAX_RUNS];
  private final int[] definitions = new int[MAX_RUNS];
  private final int[] times = new int[MAX_RUNS];
  private int runs;

  /**
   * @param definition the level of a member that is absent where the structure is there
   */
  StructPart(List<Part> members, int definition) {
    this.members = members.toArray(new Part[0]);
    this.definition = definition;
  }

  @Override
  long write(Object value, int repetition) throws IOException {
    tell();
    Object[] values = (Object[]) value;
    long bytes = 0;
    for (int i = 0; i < members.length; i++) {
      if (values[i] == null) {
        members[i].absent(repetition, definition, 1);
      } else {
        bytes += members[i].write(values[i], repetition);
      }
    }
    return bytes;
  }

  @Override
  void absent(int repetition, int definition, int times) {
    int last = runs - 1;
    if (last >= 0 && repetitions[last] == repetition && definitions[last] == definition) {
      this.times[last] += times;
      return;
    }
    if (runs == MAX_RUNS) {
      tell();
    }
    repetitions[runs] = repetition;
    definitions[runs] = definition;
    this.times[runs++] = times;
  }

  /** Tells the members what was kept back. */
  private void tell() {
    for (int i = 0; i < runs; i++) {
      for (Part member : members) {
        member.absent(repetitions[i], definitions[i], times[i]);
      }
    }
    runs = 0;
  }

  @Override
  void settle() {
    tell();
    for (Part member : members) {
      member.settle();
    }
  }

  @Override
  void columns(List<LeafColumn> all) {
    for (Part member : members) {
      member.columns(all);
    }
  }
}

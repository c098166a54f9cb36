package io.weft.report.parquet;

import java.io.IOException;
import java.util.List;

/** A list, none of whose elements is absent. */
final class ListPart extends Part {
  private final Part element;
  private final int repetition;
  private final int definition;

  /**
   * @param repetition the level of all elements but the first
   * @param definition the level of a list without elements
   */
  ListPart(Part element, int repetition, int definition) {
    this.element = element;
    this.repetition = repetition;
    this.definition = definition;
  }

  @Override
  long write(Object value, int repetition) throws IOException {
    List<?> elements = (List<?>) value;
    if (elements.isEmpty()) {
      element.absent(repetition, definition, 1);
      return 0;
    }
    long bytes = element.write(elements.get(0), repetition);
    for (int i = 1; i < elements.size(); i++) {
      bytes += element.write(elements.get(i), this.repetition);
    }
    return bytes;
  }

  @Override
  void absent(int repetition, int definition, int times) {
    element.absent(repetition, definition, times);
  }

  @Override
  void end() throws IOException {
    element.end();
  }

  @Override
  void columns(List<LeafColumn> all) {
    element.columns(all);
  }
}

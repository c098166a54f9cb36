package io.weft.dissect.field;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table of names that can be listed whole, however large the values are. */
final class NamedValues implements ValueNames {
  private final Map<Long, String> names;
  private final SortedMap<Long, String> inOrder;

  NamedValues(Map<Long, String> names) {
    this.names = new HashMap<>(names);
    inOrder = new TreeMap<>(names);
  }

  @Override
  public String name(long value) {
    return names.get(value);
  }

  @Override
  public void forEach(long largest, Visitor visitor) {
    inOrder.forEach(visitor::visit);
  }
}

package io.weft.dissect.field;

import java.util.Map;
import java.util.TreeMap;

/** What the values of a number are called: {@code IPv4} for the ethertype 0x0800. */
@FunctionalInterface
public interface ValueNames {
  /** No value has a name. */
  ValueNames NONE = value -> null;

  /** Where names are worked out, values above this are not listed. */
  int MOST_LISTED = 0xFFFF;

  /** The value's name, or null where it has none. */
  String name(long value);

  /** The value's name; where it has none what it is, and the number: {@code type 9}. */
  default String nameOr(long value, String kind) {
    String name = name(value);
    return name == null ? kind + ' ' + value : name;
  }

  /**
   * Names of some values.
   *
   * @param named each a number, in base 10 or after {@code 0x} in base 16, a space, and its name:
   *     {@code "1 Request"}
   */
  static ValueNames of(String... named) {
    Map<Long, String> names = new TreeMap<>();
    for (String each : named) {
      int space = each.indexOf(' ');
      names.put(Long.decode(each.substring(0, space)), each.substring(space + 1));
    }
    return new NamedValues(names);
  }

  /** The names of two tables; the first one's where both have one. */
  default ValueNames or(ValueNames others) {
    return value -> {
      String name = name(value);
      return name != null ? name : others.name(value);
    };
  }

  /** Has any value a name? */
  default boolean isNamed() {
    return this != NONE;
  }

  /**
   * Hands out the values that have names, in their order; of those that are worked out from the
   * value only up to {@link #MOST_LISTED}.
   *
   * @param largest value that there is, from 0 on
   */
  default void forEach(long largest, Visitor visitor) {
    long last = Math.min(largest, MOST_LISTED);
    for (long value = 0; isNamed() && value <= last; value++) {
      String name = name(value);
      if (name != null) {
        visitor.visit(value, name);
      }
    }
  }

  /**
   * The first value of that name, whatever its case; null where no value is called so.
   *
   * @param largest value that there is, from 0 on
   */
  default Long number(String name, long largest) {
    Long[] found = new Long[1];
    forEach(
        largest,
        (value, each) -> {
          if (found[0] == null && each.equalsIgnoreCase(name)) {
            found[0] = value;
          }
        });
    return found[0];
  }

  /** Takes values and their names. */
  @FunctionalInterface
  interface Visitor {
    void visit(long value, String name);
  }

  /** Names of the values from 0 on. */
  static ValueNames from0(String... names) {
    return value -> value >= 0 && value < names.length ? names[(int) value] : null;
  }
}

package io.weft.dissect.field;

import java.util.HashMap;
import java.util.Map;

/** What the values of a number are called: {@code IPv4} for the ethertype 0x0800. */
@FunctionalInterface
public interface ValueNames {
  /** No value has a name. */
  ValueNames NONE = value -> null;

  /** The value's name, or null where it has none. */
  String name(long value);

  /**
   * Names of some values.
   *
   * @param named each a number, in base 10 or after {@code 0x} in base 16, a space, and its name:
   *     {@code "1 Request"}
   */
  static ValueNames of(String... named) {
    Map<Long, String> names = new HashMap<>();
    for (String each : named) {
      int space = each.indexOf(' ');
      names.put(Long.decode(each.substring(0, space)), each.substring(space + 1));
    }
    return names::get;
  }

  /** The names of two tables; the first one's where both have one. */
  default ValueNames or(ValueNames others) {
    return value -> {
      String name = name(value);
      return name != null ? name : others.name(value);
    };
  }

  /** Names of the values from 0 on. */
  static ValueNames from0(String... names) {
    return value -> value >= 0 && value < names.length ? names[(int) value] : null;
  }
}

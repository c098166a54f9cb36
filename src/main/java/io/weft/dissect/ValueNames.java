package io.weft.dissect;

/** What the values of a number are called: {@code IPv4} for the ethertype 0x0800. */
@FunctionalInterface
public interface ValueNames {
  /** No value has a name. */
  ValueNames NONE = value -> null;

  /** The value's name, or null where it has none. */
  String name(long value);

  /** Names of the values from 0 on. */
  static ValueNames from0(String... names) {
    return value -> value >= 0 && value < names.length ? names[(int) value] : null;
  }
}

package io.weft.report.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In which form times are shown. */
public enum TimeStyle {
  /** Date and time of the time zone that the user's system has, or {@code TZ} names. */
  LOCAL,
  /** Date and time, UTC. */
  UTC,
  /** Seconds since the first packet. */
  RELATIVE,
  /** Seconds since the line above. */
  DELTA,
  /** Seconds since 1970. */
  EPOCH;

  /** The name as the user types it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it tells a date and the time of a clock, so that the time zone matters. */
  public boolean isClock() {
    return this == LOCAL || this == UTC;
  }

  /**
   * The style with the name, or with a name that it has in tshark ({@code ad}, {@code ud}, {@code
   * r}, {@code d}, {@code e}); null where there is none.
   */
  public static TimeStyle of(String name) {
    return switch (name) {
      case "a", "ad" -> LOCAL;
      case "u", "ud" -> UTC;
      case "r" -> RELATIVE;
      case "d", "dd" -> DELTA;
      case "e" -> EPOCH;
      default ->
          Arrays.stream(values())
              .filter(each -> each.toString().equals(name))
              .findFirst()
              .orElse(null);
    };
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TimeStyle::toString).toList();
  }

  /** All names, separated by commas. */
  public static String names() {
    return String.join(", ", words());
  }
}

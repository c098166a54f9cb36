package io.weft.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads points in time and spans of time as people write them. */
final class Times {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})"
              + "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,18}))?)?"
              + "\\s?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

  /** As Wireshark shows times: {@code Nov 23, 2026 17:51:53.5 UTC}. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "([A-Z][a-z]{2}) {1,2}(\\d{1,2}), {1,2}(\\d{4}) (\\d{1,2}):(\\d{2}):(\\d{2})"
              + "(?:\\.(\\d{1,18}))?( UTC)?");

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}(?:\\.\\d{1,18})?");

  private static final Pattern DURATION =
      Pattern.compile("(?:\\d{1,10}(?:\\.\\d{1,18})?(?:ms|us|ns|min|d|h|m|s))+");

  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d{1,10}(?:\\.\\d{1,18})?)(ms|us|ns|min|d|h|m|s)");

  private Times() {}

  /**
   * A point in time in nanoseconds since the epoch. Where the text names no zone it is this
   * machine's.
   *
   * @return null where the text is no time, or one before 1678 or after 2261
   */
  static Long point(String text) {
    try {
      Matcher iso = ISO.matcher(text);
      if (iso.matches()) {
        LocalDate date = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
        LocalTime time =
            iso.group(4) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(
                    number(iso, 4),
                    number(iso, 5),
                    iso.group(6) == null ? 0 : number(iso, 6),
                    fraction(iso.group(7)));
        ZoneId zone = iso.group(8) == null ? ZoneId.systemDefault() : ZoneOffset.of(iso.group(8));
        return nanos(LocalDateTime.of(date, time), zone);
      }
      Matcher shown = SHOWN.matcher(text);
      if (shown.matches()) {
        LocalDateTime time =
            LocalDateTime.of(
                number(shown, 3),
                MONTHS.indexOf(shown.group(1)) + 1,
                number(shown, 2),
                number(shown, 4),
                number(shown, 5),
                number(shown, 6),
                fraction(shown.group(7)));
        return nanos(time, shown.group(8) == null ? ZoneId.systemDefault() : ZoneOffset.UTC);
      }
    } catch (DateTimeException | ArithmeticException e) {
      return null; // no such day or hour, or beyond what 64 bits hold
    }
    return null;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Nanoseconds of the digits behind the point; more than nine are cut off. */
  private static int fraction(String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }

  private static long nanos(LocalDateTime time, ZoneId zone) {
    Instant instant = time.atZone(zone).toInstant();
    long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L);
    return Math.addExact(seconds, instant.getNano());
  }

  /**
   * A span of time in nanoseconds: a number of seconds, {@code 0.5}, or numbers with units, {@code
   * 1h30m}, {@code 20ms}.
   *
   * @return null where the text is none, or more than 64 bits hold
   */
  static Long span(String text) {
    try {
      if (SECONDS.matcher(text).matches()) {
        return nanos(text, 1_000_000_000L).longValueExact();
      }
      if (!DURATION.matcher(text).matches()) {
        return null;
      }
      BigDecimal sum = BigDecimal.ZERO;
      Matcher part = DURATION_PART.matcher(text);
      while (part.find()) {
        long unit =
            switch (part.group(2)) {
              case "ns" -> 1;
              case "us" -> 1_000;
              case "ms" -> 1_000_000;
              case "s" -> 1_000_000_000L;
              case "m", "min" -> 60_000_000_000L;
              case "h" -> 3_600_000_000_000L;
              default -> 86_400_000_000_000L;
            };
        sum = sum.add(nanos(part.group(1), unit));
      }
      return sum.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static BigDecimal nanos(String number, long unit) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.DOWN);
  }
}

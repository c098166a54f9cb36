package io.weft.report.text;

import io.weft.report.json.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes text of times, in one {@link TimeStyle}. */
final class TimeText {
  /** Where the time of day begins in a date and time. */
  static final int DATE_LENGTH = 10;

  private static final long SECOND = 1_000_000_000L;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

  /** The digits of {@link #CLOCK} behind the point. */
  private static final int CLOCK_DIGITS = 9;

  private final TimeStyle style;
  private final ZoneId zone;
  private final JsonText utc = new JsonText();

  /**
   * @param zone of the style {@link TimeStyle#LOCAL}
   */
  TimeText(TimeStyle style, ZoneId zone) {
    this.style = style;
    this.zone = style == TimeStyle.LOCAL ? zone : ZoneOffset.UTC;
  }

  TimeStyle style() {
    return style;
  }

  /**
   * Date and time, such as {@code 2026-03-01 09:30:00.120}, in the zone.
   *
   * @param nanos since the epoch
   * @param digits behind the point, from 1 to 9
   */
  String clock(long nanos, int digits) {
    String text =
        style == TimeStyle.LOCAL
            ? CLOCK.format(instant(nanos).atZone(zone))
            : utc.time(nanos).replace('T', ' ').replace("Z", "");
    return text.substring(0, text.length() - CLOCK_DIGITS + digits);
  }

  /**
   * The time in the style.
   *
   * @param first the time from which relative times count
   * @param before the time of the line above
   * @param digits behind the point, from 1 to 9
   */
  String of(long nanos, long first, long before, int digits) {
    return switch (style) {
      case LOCAL, UTC -> clock(nanos, digits);
      case RELATIVE -> utc.fixedSeconds(nanos - first, digits);
      case DELTA -> utc.fixedSeconds(nanos - before, digits);
      case EPOCH -> utc.fixedSeconds(nanos, digits);
    };
  }

  /** The short name of the zone at a time, such as {@code UTC} or {@code CET}. */
  String zone(long nanos) {
    return style == TimeStyle.LOCAL ? ZONE.format(instant(nanos).atZone(zone)) : "UTC";
  }

  /** What the times of a column are, for its title: {@code UTC}, {@code CET}, {@code s}. */
  String unit(long nanos) {
    return switch (style) {
      case LOCAL, UTC -> zone(nanos);
      case RELATIVE -> "s";
      case DELTA -> "s, delta";
      case EPOCH -> "s, epoch";
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}

package io.weft.report.text;

import java.time.ZoneId;

/**
 * How tables and lines look.
 *
 * @param width of the terminal in characters; 0 for no limit
 * @param names whether names of addresses stand for these
 * @param times in which form times are shown
 * @param zone of local times
 * @param palette the colours
 */
public record TextStyle(int width, boolean names, TimeStyle times, ZoneId zone, Palette palette) {
  /** As wide as need be, without colours. */
  public static TextStyle plain(TimeStyle times) {
    return new TextStyle(0, true, times, ZoneId.systemDefault(), Palette.PLAIN);
  }

  TimeText timeText() {
    return new TimeText(times, zone);
  }
}

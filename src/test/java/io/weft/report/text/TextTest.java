package io.weft.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and words for people. */
final class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 kB",
    "9994, 9.99 kB",
    "9995, 10.0 kB",
    "37032, 37.0 kB",
    "999499, 999 kB",
    "999500, 1.00 MB",
    "1099511627776, 1.10 TB",
    "9223372036854775807, 9.22 EB",
    "-1500, -1.50 kB"
  })
  void sizes(long bytes, String expected) {
    assertEquals(expected, Units.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 1 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "999499, 999 µs",
    "999500, 1.00 ms",
    "461067000, 461 ms",
    "999499999, 999 ms",
    "999500000, 1.00 s",
    "59949999999, 59.9 s",
    "59950000000, 1 m 00 s",
    "185000000000, 3 m 05 s",
    "3599499999999, 59 m 59 s",
    "3599500000000, 1 h 00 m",
    "86369999999999, 23 h 59 m",
    "86370000000000, 1 d 00 h",
    "360000000000000, 4 d 04 h",
    "-1500, -1.50 µs"
  })
  void durations(long nanos, String expected) {
    assertEquals(expected, Units.duration(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.004, 0.00",
    "0.25, 0.25",
    "1, 1.00",
    "9.94, 9.94",
    "9.95, 10",
    "24.4, 24",
    "'1234.5', '1,235'"
  })
  void rates(double rate, String expected) {
    assertEquals(expected + " packets/s", Units.perSecond(rate, "packets/s"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 bit/s", "0.5, 0.50 bit/s", "999.5, 1.00 kbit/s", "92100000, 92.1 Mbit/s"})
  void bitRates(double rate, String expected) {
    assertEquals(expected, Units.bitsPerSecond(rate));
  }

  @Test
  void localTimesFollowTheZoneAndItsSummer() {
    TimeText berlin = new TimeText(TimeStyle.LOCAL, ZoneId.of("Europe/Berlin"));
    long winter = 1_772_357_400_120_045_000L; // 2026-03-01 09:30 UTC
    long summer = winter + 86_400_000_000_000L * 60;
    assertEquals("2026-03-01 10:30:00.120", berlin.clock(winter, 3));
    assertEquals("2026-04-30 11:30:00.120045000", berlin.clock(summer, 9));
    assertEquals("CET", berlin.zone(winter));
    assertEquals("CEST", berlin.zone(summer));
    TimeText utc = new TimeText(TimeStyle.UTC, ZoneId.of("Europe/Berlin"));
    assertEquals("2026-03-01 09:30:00.120045", utc.of(winter, 0, 0, 6));
    assertEquals("UTC", utc.zone(summer));
  }

  @Test
  void coloursAreAroundTheTextAlone() {
    assertEquals("37.0 kB", Palette.PLAIN.quantity("37.0 kB"));
    assertEquals("37.0 \u001b[2mkB\u001b[22m", Palette.ANSI.quantity("37.0 kB"));
    assertEquals("…", Palette.ANSI.quantity("…"));
    assertEquals("", Palette.ANSI.failure(""));
  }

  @Test
  void everyLetterOfHistoryHasAMeaning() {
    for (char letter : "ShADadFfRrCcGgTtWwIiQq^".toCharArray()) {
      assertNotNull(HistoryWords.of(letter), () -> "" + letter);
    }
    assertEquals("data", HistoryWords.all().get("D d"));
    assertTrue(HistoryWords.all().containsKey("^"));
  }

  @Test
  void counts() {
    assertEquals("1 flow", Units.count(1, "flow", "flows"));
    assertEquals("1,234,567 flows", Units.count(1_234_567, "flow", "flows"));
  }

  @Test
  void whatMovesTheCursorIsMadeVisible() {
    assertEquals(
        "a\\x1b[31mb\\n\\r\\t\\x00\\x7f\\x9b", SafeText.escape("a\33[31mb\n\r\t\0\177\u009b"));
    assertEquals("\\u202eabc\\u2066\\ufeff", SafeText.escape("\u202eabc\u2066\ufeff"));
    assertEquals("\\U000e0041 \\ud800", SafeText.escape("\udb40\udc41 \ud800"));
    String harmless = "GET /straße/日本/😀 100 %";
    assertSame(harmless, SafeText.escape(harmless));
  }

  @Test
  void widthsAreThoseOfTerminals() {
    assertEquals(3, DisplayWidth.of("abc"));
    assertEquals(4, DisplayWidth.of("日本"));
    assertEquals(1, DisplayWidth.of("e\u0301"));
    assertEquals(2, DisplayWidth.of("😀"));
  }
}

package io.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.report.table.ColumnType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares rows that others have read of a table with the JSON of the same results. */
public final class RowComparison {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private RowComparison() {}

  /**
   * Fails unless a row has the values of a JSON object and no others. Times stand in the row as
   * texts that end in {@code Z} or {@code +00}, and beside them in nanoseconds.
   *
   * @param where the row is, for the message
   */
  public static void assertSame(JsonNode expected, JsonNode read, String where) {
    if (expected.isObject()) {
      Set<String> known = new HashSet<>();
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        String name = member.getKey();
        known.add(name);
        String here = where + "." + name;
        String nanosName = name + ColumnType.NANOS_SUFFIX;
        if (read.has(nanosName)) {
          known.add(nanosName);
          Instant time = Instant.parse(member.getValue().asText());
          boolean fits = time.isBefore(Instant.parse("2262-04-11T23:47:16Z"));
          assertEquals(fits ? nanos(time.toString()) : 0, read.path(nanosName).asLong(), here);
          Instant micros =
              Instant.parse(read.path(name).asText().replace(' ', 'T').replace("+00", "Z"));
          assertEquals(time.truncatedTo(ChronoUnit.MICROS), micros, here);
        } else {
          assertSame(member.getValue(), read.path(name), here);
        }
      }
      for (Map.Entry<String, JsonNode> member : read.properties()) {
        assertTrue(
            known.contains(member.getKey()) || member.getValue().isNull(),
            where + " has " + member.getKey() + ": " + member.getValue());
      }
    } else if (expected.isArray()) {
      assertTrue(read.isArray(), where + " is " + read);
      assertEquals(expected.size(), read.size(), where);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(expected.get(i), read.get(i), where + "[" + i + "]");
      }
    } else if (expected.isNumber()) {
      assertTrue(read.isNumber(), where + " is " + read);
      assertEquals(expected.doubleValue(), read.doubleValue(), where);
      assertEquals(expected.longValue(), read.longValue(), where);
    } else {
      assertEquals(expected, read, where);
    }
  }

  /** A time in nanoseconds since the epoch. */
  public static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }
}

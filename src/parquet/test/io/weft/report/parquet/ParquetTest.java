package io.weft.report.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.cli.Session;
import io.weft.report.table.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB reads of a Parquet file is what {@code --json} prints. */
final class ParquetTest {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final JsonMapper mapper = new JsonMapper();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flows",
        "flows --analysis full --hash sha256",
        "http --headers --bodies",
        "dns",
        "tls --ja3 --keylog samples/tls.keylog",
        "exchanges"
      })
  void duckDbReadsWhatJsonSays(String command) throws Exception {
    List<JsonNode> expected = new ArrayList<>();
    for (String line : run(command + " --json samples").split("\n", -1)) {
      if (!line.isEmpty()) {
        expected.add(mapper.readTree(line));
      }
    }
    assertTrue(expected.size() > 10, command + " has " + expected.size() + " rows only");
    Path file = folder.resolve("rows.parquet");
    run(command + " --format parquet -o " + file + " samples");

    List<JsonNode> rows = rows(file);
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertSame(expected.get(i), rows.get(i), command + ", row " + i);
    }
  }

  @Test
  void timesAreTimes() throws Exception {
    Path file = folder.resolve("rows.parquet");
    run("flows --format parquet -o " + file + " samples/dns-http.pcapng");
    String start =
        mapper
            .readTree(run("flows --json samples/dns-http.pcapng").split("\n", 2)[0])
            .path("start")
            .asText();
    assertEquals(
        List.of(
            "TIMESTAMP WITH TIME ZONE",
            Long.toString(Math.floorDiv(nanos(start), 1000)),
            Long.toString(nanos(start))),
        query("SELECT typeof(start), epoch_us(start), start_ns FROM '" + file + "' LIMIT 1"));
  }

  @Test
  void pagesAreCompressedAndHaveDictionariesAndStatistics() throws Exception {
    Path file = folder.resolve("rows.parquet");
    run("flows --format parquet -o " + file + " samples/scan.pcap");
    assertEquals(
        List.of("ZSTD", "true", "tcp", "tcp"),
        query(
            "SELECT compression, encodings LIKE '%DICTIONARY%', stats_min_value, stats_max_value"
                + " FROM parquet_metadata('"
                + file
                + "') WHERE path_in_schema = 'protocol'"));
  }

  private static void assertSame(JsonNode expected, JsonNode read, String where) {
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

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  private List<JsonNode> rows(Path file) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String row : query("SELECT to_json(t) FROM '" + file + "' t")) {
      rows.add(mapper.readTree(row));
    }
    return rows;
  }

  static List<String> query(String sql) throws Exception {
    List<String> cells = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            cells.add(rows.getString(i));
          }
        }
      }
    }
    return cells;
  }

  private static String run(String line) {
    Session weft = new Session();
    assertEquals(0, weft.run(line.split(" ")), weft::err);
    return weft.out();
  }
}

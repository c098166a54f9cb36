package io.weft.report.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.cli.Session;
import io.weft.testing.RowComparison;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB reads of a Parquet file is what {@code --json} prints. */
final class ParquetTest {
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
      RowComparison.assertSame(expected.get(i), rows.get(i), command + ", row " + i);
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
            Long.toString(Math.floorDiv(RowComparison.nanos(start), 1000)),
            Long.toString(RowComparison.nanos(start))),
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

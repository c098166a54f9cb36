package io.weft.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.testing.RowComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of captures from elsewhere, many of them hostile, are those of the command line. */
final class CorpusTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  /** One of so many captures is read. */
  private static final int SLICE = 30;

  private static final long MAX_BYTES = 2 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"flows", "http", "dns", "tls"})
  void rowsAreThoseOfTheCommandLine(String table) throws Exception {
    assumeTrue(Files.isDirectory(CAPTURES), "skipped: no folder ../shared/captures");
    List<Path> captures = slice();
    Map<String, List<Row>> read = new HashMap<>();
    try (SparkSession spark = SparkRows.session().master("local[2]").getOrCreate()) {
      List<Row> rows =
          spark
              .read()
              .format("weft")
              .option("table", table)
              .option("group", "none")
              .load(captures.stream().map(Path::toString).toArray(String[]::new))
              .collectAsList();
      for (Row row : rows) {
        // A row without a protocol tells of damage alone.
        if (row.getAs("protocol") != null) {
          read.computeIfAbsent(row.getAs("capture"), key -> new ArrayList<>()).add(row);
        }
      }
    }
    int compared = 0;
    for (Path capture : captures) {
      List<JsonNode> expected = SparkRows.jsonOfDamaged(table, "--json", capture.toString());
      List<Row> rows =
          read.getOrDefault(capture.toRealPath().toUri().toString().replace("///", "/"), List.of());
      assertEquals(expected.size(), rows.size(), capture::toString);
      for (int i = 0; i < rows.size(); i++) {
        RowComparison.assertSame(
            expected.get(i), SparkRows.node(rows.get(i)), capture + ", row " + i);
        compared++;
      }
    }
    assertTrue(compared > 10, table + " has " + compared + " rows only");
  }

  private static List<Path> slice() throws Exception {
    List<Path> slice = new ArrayList<>();
    List<Path> all = SparkRows.captures(CAPTURES.toRealPath());
    for (int i = 0; i < all.size(); i += SLICE) {
      if (Files.size(all.get(i)) <= MAX_BYTES) {
        slice.add(all.get(i));
      }
    }
    return slice;
  }
}

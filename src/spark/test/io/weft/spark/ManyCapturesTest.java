package io.weft.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The queries of the README's page on many captures, asked of the samples. */
final class ManyCapturesTest {
  private static final String BEGIN = "CREATE TEMPORARY VIEW flows";

  @Test
  void theQueriesOfTheReadmeHaveAnswers() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf(BEGIN);
    String block = readme.substring(from, readme.indexOf("```", from));
    List<String> statements = new ArrayList<>();
    for (String statement : block.split(";", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement);
      }
    }
    assertEquals(6, statements.size(), "three views and three queries");
    try (SparkSession spark = SparkRows.session().master("local[2]").getOrCreate()) {
      for (String statement : statements) {
        List<Row> rows = spark.sql(statement).collectAsList();
        assertTrue(statement.contains("VIEW") || !rows.isEmpty(), statement);
      }
    }
  }
}

package io.weft.report.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.ColumnType.Kind;
import io.weft.report.table.Table;
import io.weft.testing.RowComparison;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of many pages and row groups, with everything absent somewhere, as DuckDB reads them. */
final class ParquetRowsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Of a row group in this test, so that there are several. */
  private static final long ROW_GROUP = 256 << 10;

  private static final int ROWS = 60_000;

  private static final ColumnType INNER =
      struct(
          new Column("flag", type(Kind.BOOLEAN)),
          new Column("numbers", list(type(Kind.NUMBER))),
          new Column("deep", struct(new Column("text", type(Kind.TEXT)))));

  private static final Table TABLE =
      new Table(
          "rows",
          List.of(
              new Column("id", type(Kind.INTEGER)),
              new Column("text", type(Kind.TEXT)),
              new Column("inner", INNER),
              new Column("list", list(INNER)),
              new Column("lists", list(list(type(Kind.INTEGER)))),
              new Column("never", struct(new Column("list", list(INNER))))));

  private final Random random = new Random(5);
  private final JsonMapper mapper = new JsonMapper();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void duckDbReadsWhatWasWritten(int batchSize) throws Exception {
    List<Object[]> batch = new ArrayList<>();
    Path file = folder.resolve("rows.parquet");
    List<ObjectNode> expected = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows rows = new ParquetRows(TABLE, out, ROW_GROUP)) {
      for (int i = 0; i < ROWS; i++) {
        Object[] row = (Object[]) value(TABLE.type());
        row[0] = (long) i;
        row[5] = null;
        expected.add(json(TABLE.columns(), row));
        batch.add(row);
        if (batch.size() == batchSize || i == ROWS - 1) {
          rows.write(batch);
          batch.clear();
        }
      }
    }
    List<String> read = ParquetTest.query("SELECT to_json(t) FROM '" + file + "' t ORDER BY id");
    assertEquals(expected.size(), read.size());
    for (int i = 0; i < expected.size(); i++) {
      RowComparison.assertSame(expected.get(i), mapper.readTree(read.get(i)), "row " + i);
    }
    String groups = "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + file + "')";
    assertTrue(Integer.parseInt(ParquetTest.query(groups).get(0)) > 2);
    // Row groups whose statistics rule these values out are passed over.
    assertEquals(
        List.of("100"),
        ParquetTest.query("SELECT count(*) FROM '" + file + "' WHERE id BETWEEN 29950 AND 30049"));
  }

  @Test
  void aFileWithoutRowsIsATable() throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      new ParquetRows(TABLE, out).close();
    }
    assertEquals(List.of("0"), ParquetTest.query("SELECT count(id) FROM '" + file + "'"));
  }

  /** A value in which everything may be absent. */
  private Object value(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> "ä text ".repeat(random.nextInt(20)) + random.nextInt(100_000);
      case BOOLEAN -> random.nextBoolean();
      case NUMBER -> random.nextDouble();
      case STRUCT -> {
        Object[] values = new Object[type.columns().size()];
        for (int i = 0; i < values.length; i++) {
          // Some columns are there seldom, so that there are long runs as well.
          if (random.nextInt(i == 0 ? 40 : 2) == 0) {
            values[i] = value(type.columns().get(i).type());
          }
        }
        yield values;
      }
      case LIST -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(type.element()));
        }
        yield elements;
      }
      default -> random.nextLong() >> 12;
    };
  }

  private static JsonNode json(ColumnType type, Object value) {
    return switch (type.kind()) {
      case TEXT -> JSON.textNode((String) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case NUMBER -> JSON.numberNode((Double) value);
      case STRUCT -> json(type.columns(), (Object[]) value);
      case LIST -> {
        ArrayNode array = JSON.arrayNode();
        ((List<?>) value).forEach(element -> array.add(json(type.element(), element)));
        yield array;
      }
      default -> JSON.numberNode((Long) value);
    };
  }

  private static ObjectNode json(List<Column> columns, Object[] values) {
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        object.set(columns.get(i).name(), json(columns.get(i).type(), values[i]));
      }
    }
    return object;
  }

  private static ColumnType type(Kind kind) {
    return new ColumnType(kind, null, List.of());
  }

  private static ColumnType list(ColumnType element) {
    return new ColumnType(Kind.LIST, element, List.of());
  }

  private static ColumnType struct(Column... columns) {
    return new ColumnType(Kind.STRUCT, null, List.of(columns));
  }
}

package io.weft.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows of Spark as JSON, and what they are compared with. */
final class SparkRows {
  /** Columns that the command line does not have. */
  static final Set<String> OF_CAPTURES =
      Set.of(
          CaptureTable.CAPTURE,
          CaptureTable.LOST,
          CaptureTable.BEGAN_BEFORE,
          CaptureTable.CONTINUES_AFTER);

  private SparkRows() {}

  static SparkSession.Builder session() {
    return SparkSession.builder()
        .appName("weft-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1");
  }

  /** The captures below a folder whose names tell that they are, by name. */
  static List<Path> captures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.(gz|zst|lz4|xz))?"))
          .sorted()
          .toList();
    }
  }

  /** What the command line prints. */
  static List<JsonNode> json(String... arguments) throws IOException {
    Session weft = new Session();
    if (weft.run(arguments) != 0) {
      throw new IOException(weft.err());
    }
    return objects(weft);
  }

  /** What the command line prints though it may not come to the end. */
  static List<JsonNode> jsonOfDamaged(String... arguments) throws IOException {
    Session weft = new Session();
    weft.run(arguments);
    return objects(weft);
  }

  private static List<JsonNode> objects(Session weft) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    for (String line : weft.out().split("\n", -1)) {
      if (!line.isEmpty()) {
        objects.add(mapper.readTree(line));
      }
    }
    return objects;
  }

  /** A row without the columns that tell of its capture. */
  static JsonNode node(Row row) {
    ObjectNode node = (ObjectNode) value(row);
    node.remove(OF_CAPTURES);
    return node;
  }

  private static JsonNode value(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    }
    if (value instanceof Row row) {
      ObjectNode object = nodes.objectNode();
      StructType schema = row.schema();
      for (int i = 0; i < row.length(); i++) {
        object.set(schema.fieldNames()[i], value(row.get(i)));
      }
      return object;
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      var array = nodes.arrayNode();
      for (int i = 0; i < seq.length(); i++) {
        array.add(value(seq.apply(i)));
      }
      return array;
    }
    if (value instanceof Timestamp time) {
      return nodes.textNode(time.toInstant().toString());
    }
    if (value instanceof Long number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Double number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    return nodes.textNode((String) value);
  }
}

package io.weft.report.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.report.table.ColumnType.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the schemas of the program's JSON as types of columns. */
final class SchemaTypes {
  private static final String FOLDER = "/io/weft/schema/";
  private static final String COMMON = "common.schema.json#/$defs/";

  private final JsonMapper mapper = new JsonMapper();
  private final Map<String, JsonNode> schemas = new HashMap<>();

  /**
   * The type of what a schema describes.
   *
   * @param file its name
   */
  ColumnType of(String file) {
    return type(file, schema(file));
  }

  private JsonNode schema(String file) {
    return schemas.computeIfAbsent(file, this::read);
  }

  private JsonNode read(String file) {
    try (InputStream in = SchemaTypes.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("there is no schema " + file);
      }
      return mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ColumnType type(String file, JsonNode node) {
    String reference = node.path("$ref").asText(null);
    if (reference != null) {
      return switch (reference) {
        case COMMON + "time" -> ColumnType.of(Kind.TIME);
        case COMMON + "seconds" -> ColumnType.of(Kind.NUMBER);
        default -> referred(file, reference);
      };
    }
    String type = node.path("type").asText(null);
    if (type == null) {
      JsonNode example = node.has("const") ? node.path("const") : node.path("enum").path(0);
      type = example.isTextual() ? "string" : example.isBoolean() ? "boolean" : "none";
    }
    return switch (type) {
      case "string" -> ColumnType.of(Kind.TEXT);
      case "integer" -> ColumnType.of(Kind.INTEGER);
      case "number" -> ColumnType.of(Kind.NUMBER);
      case "boolean" -> ColumnType.of(Kind.BOOLEAN);
      case "array" -> ColumnType.list(type(file, node.path("items")));
      case "object" -> ColumnType.struct(columns(file, node.path("properties")));
      default -> throw new IllegalStateException(file + " has no single type at " + node);
    };
  }

  private ColumnType referred(String file, String reference) {
    int hash = reference.indexOf('#');
    String target = hash < 0 ? reference : hash == 0 ? file : reference.substring(0, hash);
    JsonNode root = schema(target);
    return type(target, hash < 0 ? root : root.at(reference.substring(hash + 1)));
  }

  private List<Column> columns(String file, JsonNode properties) {
    List<Column> columns = new ArrayList<>();
    properties
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              ColumnType type = type(file, property.getValue());
              columns.add(new Column(name, type));
              if (type.kind() == Kind.TIME) {
                columns.add(new Column(name + ColumnType.NANOS_SUFFIX, ColumnType.of(Kind.NANOS)));
              }
            });
    return columns;
  }
}

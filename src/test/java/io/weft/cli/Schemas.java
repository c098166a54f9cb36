package io.weft.cli;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program's own schemas, by the {@code type} of the objects that they are for. */
public final class Schemas {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Map<String, Schema> byType = new HashMap<>();

  /** What is wrong with an object; empty where nothing is. Names that stand twice are thrown. */
  public List<String> errors(String json) throws IOException {
    JsonNode object = STRICT.readTree(json);
    return schema(object.path("type").asText()).validate(object).stream()
        .map(Error::toString)
        .toList();
  }

  Schema schema(String type) {
    return byType.computeIfAbsent(
        type,
        key ->
            registry.getSchema(
                SchemaLocation.of("classpath:io/weft/schema/" + key + ".schema.json")));
  }
}

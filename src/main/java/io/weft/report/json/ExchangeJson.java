package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.weft.dissect.Exchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes application exchanges: plain records, which databind writes by their components' names.
 * Databind is loaded with the first one, since a short run may never need it.
 */
final class ExchangeJson {
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final JsonText text;
  private ObjectMapper mapper;

  ExchangeJson(JsonText text) {
    this.text = text;
  }

  void write(JsonGenerator json, Exchange exchange) throws IOException {
    ObjectWriter writer = writers.get(exchange.getClass());
    if (writer == null) {
      if (mapper == null) {
        mapper = Json.mapper(() -> text);
      }
      writer = mapper.writerFor(exchange.getClass());
      writers.put(exchange.getClass(), writer);
    }
    writer.writeValue(json, exchange);
  }
}

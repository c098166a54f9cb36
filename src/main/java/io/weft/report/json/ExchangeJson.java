package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.weft.dissect.Exchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the exchanges of applications. They are plain records, which databind writes by the names
 * of their components. The mapper is made for the first exchange only: a short run may have none,
 * and starts sooner without it.
 */
final class ExchangeJson {
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final JsonText text;
  private ObjectMapper mapper;

  /**
   * @param text used by the mapper, so that one thread must use both
   */
  ExchangeJson(JsonText text) {
    this.text = text;
  }

  /** Writes an exchange as one object. */
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

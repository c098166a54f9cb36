package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.weft.dissect.Exchange;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the exchanges of applications. Those whose parts stand side by side in JSON have a writer
 * of their own, which {@link WeftJsonModule} gives to mappers as well. All others are plain
 * records, which databind writes by the names of their components; it is loaded for the first of
 * them only, since that takes longer than all else of a short run.
 */
final class ExchangeJson {
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final JsonText text;
  private final HttpJson http;
  private final DnsJson dns;
  private ObjectMapper mapper;

  /**
   * @param text used by the mapper, so that one thread must use both
   */
  ExchangeJson(JsonText text) {
    this.text = text;
    http = new HttpJson(text);
    dns = new DnsJson(text);
  }

  /** Writes an exchange as one object. */
  void write(JsonGenerator json, Exchange exchange) throws IOException {
    if (exchange instanceof HttpExchange httpExchange) {
      http.write(json, httpExchange);
    } else if (exchange instanceof DnsExchange dnsExchange) {
      dns.write(json, dnsExchange);
    } else {
      writer(exchange.getClass()).writeValue(json, exchange);
    }
  }

  private ObjectWriter writer(Class<?> type) {
    ObjectWriter writer = writers.get(type);
    if (writer == null) {
      if (mapper == null) {
        mapper = Json.mapper(() -> text);
      }
      writer = mapper.writerFor(type);
      writers.put(type, writer);
    }
    return writer;
  }
}

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
 * Writes application exchanges. Those whose parts stand side by side in JSON have a writer of their
 * own, which {@link WeftJsonModule} gives to mappers as well. All others are plain records, which
 * databind writes by the names of their components; it is loaded with the first of them, since that
 * takes longer than a short run does otherwise.
 */
final class ExchangeJson {
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final JsonText text;
  private final HttpJson http;
  private final DnsJson dns;
  private ObjectMapper mapper;

  ExchangeJson(JsonText text) {
    this.text = text;
    http = new HttpJson(text);
    dns = new DnsJson(text);
  }

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

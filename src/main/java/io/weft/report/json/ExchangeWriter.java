package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Exchange;
import java.io.IOException;

/** Writes exchanges of any protocol as JSON. An instance must be used by one thread only. */
public final class ExchangeWriter {
  private final ExchangeJson exchanges = new ExchangeJson(new JsonText());

  /** Writes the exchange as one object, by the schema of its protocol. */
  public void write(JsonGenerator json, Exchange exchange) throws IOException {
    exchanges.write(json, exchange);
  }
}

package io.weft.report.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.json.ExchangeWriter;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Prints exchanges as they end, one JSON object a line, each with the flow that it belongs to:
 * {@code exchange.schema.json} describes it.
 */
public final class ExchangeJsonLines {
  private final JsonGenerator json;
  private final ExchangeWriter exchanges = new ExchangeWriter();

  /**
   * @param out gets the lines when {@link #flush} is called, or before
   */
  public ExchangeJsonLines(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Prints an exchange of a flow. */
  public void add(Flow flow, Exchange exchange) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "exchange");
    json.writeStringField("protocol", exchange.protocol().name());
    json.writeStringField("flow", flow.name().toString());
    end("client", flow.client(), flow.clientPort());
    end("server", flow.server(), flow.serverPort());
    json.writeFieldName(exchange.protocol().name());
    exchanges.write(json, exchange);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void end(String name, IpAddress ip, int port) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("ip", ip.toString());
    json.writeNumberField("port", port);
    json.writeEndObject();
  }

  public void flush() throws IOException {
    json.flush();
  }
}

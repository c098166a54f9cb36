package io.weft.report.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.KeptContent;
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
    add(flow, exchange, null, null);
  }

  /**
   * Prints an exchange of a flow with what it carried.
   *
   * @param request null for nothing
   * @param response null for nothing
   */
  public void add(Flow flow, Exchange exchange, KeptContent request, KeptContent response)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "exchange");
    json.writeStringField("protocol", exchange.protocol().name());
    json.writeStringField("flow", flow.name().toString());
    end("client", flow.client(), flow.clientPort());
    end("server", flow.server(), flow.serverPort());
    json.writeFieldName(exchange.protocol().name());
    exchanges.write(json, exchange);
    if (isShown(request) || isShown(response)) {
      json.writeObjectFieldStart("contents");
      content("request", request);
      content("response", response);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static boolean isShown(KeptContent content) {
    return content != null && content.length() > 0;
  }

  private void content(String name, KeptContent content) throws IOException {
    if (!isShown(content)) {
      return;
    }
    json.writeObjectFieldStart(name);
    String text = content.text();
    if (text != null) {
      json.writeStringField("text", text);
    } else {
      json.writeFieldName("base64");
      json.writeBinary(content.bytes(), 0, content.length());
    }
    if (content.leftOut() > 0) {
      json.writeNumberField("bytes_left_out", content.leftOut());
    }
    json.writeEndObject();
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

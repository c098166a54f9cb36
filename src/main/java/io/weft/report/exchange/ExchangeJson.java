package io.weft.report.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.KeptContent;
import io.weft.report.json.ExchangeWriter;
import java.io.IOException;

/**
 * Writes an exchange with the flow that it belongs to as a JSON object, which {@code
 * exchange.schema.json} describes. An instance must be used by one thread only.
 */
public final class ExchangeJson {
  private final ExchangeWriter exchanges = new ExchangeWriter();

  /**
   * Writes an exchange of a flow with what it carried.
   *
   * @param request null for nothing
   * @param response null for nothing
   */
  public void write(
      JsonGenerator json, Flow flow, Exchange exchange, KeptContent request, KeptContent response)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "exchange");
    json.writeStringField("protocol", exchange.protocol().name());
    json.writeStringField("flow", flow.name().toString());
    end(json, "client", flow.client(), flow.clientPort());
    end(json, "server", flow.server(), flow.serverPort());
    json.writeFieldName(exchange.protocol().name());
    exchanges.write(json, exchange);
    if (isShown(request) || isShown(response)) {
      json.writeObjectFieldStart("contents");
      content(json, "request", request);
      content(json, "response", response);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static boolean isShown(KeptContent content) {
    return content != null && content.length() > 0;
  }

  private static void content(JsonGenerator json, String name, KeptContent content)
      throws IOException {
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

  private static void end(JsonGenerator json, String name, IpAddress ip, int port)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("ip", ip.toString());
    json.writeNumberField("port", port);
    json.writeEndObject();
  }
}

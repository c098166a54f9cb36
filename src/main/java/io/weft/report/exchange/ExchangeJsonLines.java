package io.weft.report.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.KeptContent;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Prints exchanges as they end, one JSON object a line, each with the flow that it belongs to:
 * {@code exchange.schema.json} describes it.
 */
public final class ExchangeJsonLines {
  private final JsonGenerator json;
  private final ExchangeJson exchanges = new ExchangeJson();

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
    exchanges.write(json, flow, exchange, request, response);
    json.writeRaw('\n');
  }

  public void flush() throws IOException {
    json.flush();
  }
}

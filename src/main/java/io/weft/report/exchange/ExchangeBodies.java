package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.body.BodyFacts;
import io.weft.report.KeptContent;
import io.weft.report.text.SafeText;
import io.weft.report.text.Units;
import java.io.IOException;

/** Prints exchanges with the bodies that they carried, for people to read. */
public final class ExchangeBodies {
  private final Appendable out;
  private boolean isFirst = true;

  public ExchangeBodies(Appendable out) {
    this.out = out;
  }

  /**
   * Prints an exchange.
   *
   * @param request what its request carried; null for nothing
   * @param response what its response carried; null for nothing
   */
  public void add(Flow flow, Exchange exchange, KeptContent request, KeptContent response)
      throws IOException {
    if (!isFirst) {
      out.append('\n');
    }
    isFirst = false;
    out.append(flow.name().toString())
        .append("  ")
        .append(SafeText.escape(exchange.summary()))
        .append('\n');
    if (exchange instanceof HttpExchange http) {
      if (http.request() != null) {
        body("request body: ", http.request().content().body(), request);
      }
      if (http.response() != null) {
        body("response body: ", http.response().content().body(), response);
      }
    }
  }

  private void body(String label, BodyFacts facts, KeptContent content) throws IOException {
    if (facts == null) {
      return;
    }
    out.append("-- ").append(label).append(Units.bytes(facts.decodedBytes()));
    if (facts.type() != null) {
      out.append(", ").append(facts.type());
    }
    if (facts.trouble() != null) {
      out.append(", ").append(facts.trouble().replace('_', ' '));
    }
    String text = content == null || content.length() == 0 ? null : content.text();
    if (text == null) {
      out.append(facts.decodedBytes() == 0 ? "\n" : " (not shown: no text)\n");
      return;
    }
    out.append('\n');
    for (String line : text.lines().toList()) {
      out.append(SafeText.escape(line)).append('\n');
    }
    if (content.leftOut() > 0) {
      out.append("… and ").append(Units.bytes(content.leftOut())).append(" more\n");
    }
  }
}

package io.weft.report.extract;

import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.body.BodyFacts;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A body that is over.
 *
 * @param part the file with its bytes
 * @param written how many of them are there
 * @param cut how many more came, which are not written
 * @param gaps how many are not in the capture
 */
record ObjectRow(
    HttpExchange exchange, boolean ofRequest, Path part, long written, long cut, long gaps) {
  HttpExchange.Content content() {
    return ofRequest ? exchange.request().content() : exchange.response().content();
  }

  HttpExchange.Transfer transfer() {
    return ofRequest ? exchange.request().transfer() : exchange.response().transfer();
  }

  BodyFacts facts() {
    return content().body();
  }

  /** The media type that the header declares, without parameters; null for none. */
  String declaredType() {
    String type = content().type();
    if (type == null) {
      return null;
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}

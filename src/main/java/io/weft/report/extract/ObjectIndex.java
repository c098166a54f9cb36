package io.weft.report.extract;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.analysis.Analyzer;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.body.BodyFacts;
import io.weft.report.json.Json;
import io.weft.report.json.JsonText;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the index of extracted bodies: one JSON document, which {@code objects.schema.json}
 * describes. Each body is added when its flow ends, as one line.
 */
final class ObjectIndex implements Closeable {
  private final OutputStream out;
  private final JsonGenerator json;
  private final JsonText text = new JsonText();

  /**
   * @param file which is created
   * @param generator name and version of the program
   */
  ObjectIndex(Path file, String generator) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file));
    json = Json.generator(out);
    json.setCodec(Json.mapper());
    json.writeStartObject();
    json.writeStringField("type", "objects");
    json.writeStringField("generator", generator);
    json.writeArrayFieldStart("objects");
  }

  /** Adds a body of a flow. */
  void add(String file, ObjectRow row, FlowRecord flow) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file);
    json.writeNumberField("bytes", row.written());
    BodyFacts facts = row.facts();
    optional("sha256", facts.sha256());
    optional("type", facts.type());
    optional("declared_type", row.declaredType());
    optional("trouble", facts.trouble());
    if (row.cut() > 0) {
      json.writeNumberField("bytes_left_out", row.cut());
    }
    if (row.gaps() > 0) {
      json.writeNumberField("missing_bytes", row.gaps());
    }
    json.writeStringField("of", row.ofRequest() ? "request" : "response");
    origin(row.exchange());
    json.writeStringField("flow", flow.name().toString());
    end("client", flow.client());
    end("server", flow.server());
    json.writeNumberField("packet", row.transfer().packet());
    json.writeFieldName("start");
    text.time(json, row.transfer().start().nanos());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void origin(HttpExchange exchange) throws IOException {
    if (exchange.request() != null) {
      json.writeStringField("method", exchange.request().method());
      optional("host", exchange.request().host());
      json.writeStringField("target", exchange.request().target());
    }
    if (exchange.response() != null && exchange.response().status() != 0) {
      json.writeNumberField("status", exchange.response().status());
    }
    if (exchange.http2() != null) {
      json.writeNumberField("stream_id", exchange.http2().stream());
    }
  }

  private void end(String name, EndpointRecord end) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeFieldName("ip");
    text.address(json, end.ip());
    json.writeNumberField("port", end.port());
    json.writeEndObject();
  }

  private void optional(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** Writes the totals and closes the file. */
  void finish(Analyzer.Totals totals, long files, long bytes, long leftOut) throws IOException {
    json.writeEndArray();
    json.writeNumberField("files", files);
    json.writeNumberField("bytes", bytes);
    json.writeNumberField("left_out", leftOut);
    json.writeBooleanField("complete", totals.end().complete());
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /** Closes the file without completing the document. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}

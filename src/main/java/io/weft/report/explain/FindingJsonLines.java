package io.weft.report.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.dissect.Span;
import io.weft.insight.Finding;
import io.weft.insight.SlowExchange;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Prints findings and slow exchanges, one JSON object a line: {@code finding.schema.json} and
 * {@code slow_exchange.schema.json} describe them.
 */
public final class FindingJsonLines {
  private final ObjectMapper mapper = Json.mapper();
  private final JsonGenerator json;
  private final Wording words;

  /**
   * @param out gets the lines when {@link #flush} is called, or before
   */
  public FindingJsonLines(OutputStream out, Wording words) throws IOException {
    this.words = words;
    json = Json.generator(out);
    json.setCodec(mapper);
  }

  /** Prints a finding. */
  public void add(Finding finding) throws IOException {
    write(json, finding, words);
    json.writeRaw('\n');
  }

  /** Prints a finding of which the end of the capture may say more. */
  public void addEarly(Finding finding) throws IOException {
    write(json, finding, true, words);
    json.writeRaw('\n');
  }

  /** Writes a finding as an object, with a codec that is {@link Json#mapper}. */
  public static void write(JsonGenerator json, Finding finding, Wording words) throws IOException {
    write(json, finding, false, words);
  }

  private static void write(JsonGenerator json, Finding finding, boolean isEarly, Wording words)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "finding");
    json.writeStringField("id", finding.kind().id());
    if (isEarly) {
      json.writeBooleanField("final", false);
    }
    json.writeStringField("severity", lower(finding.severity()));
    json.writeStringField("sentence", words.sentence(finding));
    json.writeNumberField("cases", finding.cases());
    if (finding.flow() != null) {
      json.writeStringField("flow", finding.flow().toString());
    }
    json.writeArrayFieldStart("evidence");
    for (Finding.Evidence each : finding.evidence()) {
      json.writeStartObject();
      json.writeNumberField("packet", each.packet());
      json.writeObjectField("time", each.time());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (finding.cost() != null) {
      json.writeObjectField("cost", finding.cost());
    }
    json.writeStringField("next", words.next(finding));
    json.writeEndObject();
  }

  /** Prints an exchange with the parts of its time. */
  public void add(SlowExchange exchange) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "slow_exchange");
    json.writeStringField("flow", exchange.flow().toString());
    json.writeStringField("protocol", exchange.exchange().protocol().name());
    json.writeStringField("summary", exchange.exchange().summary());
    json.writeObjectField("start", exchange.start());
    if (exchange.firstPacket() > 0) {
      json.writeNumberField("first_packet", exchange.firstPacket());
    }
    json.writeObjectField("duration", new Span(exchange.nanos()));
    json.writeArrayFieldStart("parts");
    for (SlowExchange.Part each : exchange.parts()) {
      json.writeStartObject();
      json.writeStringField("part", lower(each.kind()));
      json.writeObjectField("duration", each.time());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public void flush() throws IOException {
    json.flush();
  }
}

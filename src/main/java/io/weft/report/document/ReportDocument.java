package io.weft.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.dissect.Chain;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.json.FlowJson;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Everything about a capture in one JSON document, written in one pass and in bounded memory: the
 * flows first, as they end, and what can only be known at the end behind them.
 */
public final class ReportDocument {
  private final String generator;

  /**
   * @param generator who writes: name and version of the program
   */
  public ReportDocument(String generator) {
    this.generator = generator;
  }

  /**
   * Reads the source to its end and writes the document.
   *
   * @param out flushed, left open
   */
  public Analyzer.Totals write(
      Chain chain, FlowConfig config, PacketSource source, OutputStream out) throws IOException {
    ObjectMapper mapper = Json.mapper();
    CaptureMeter meter = new CaptureMeter(source);
    Tally tally = new Tally();
    JsonGenerator json = Json.generator(out);
    json.setCodec(mapper);
    json.writeStartObject();
    json.writeStringField("type", "report");
    json.writeStringField("generator", generator);
    json.writeArrayFieldStart("flows");
    Analyzer.Totals totals;
    try {
      totals =
          Analyzer.of(chain)
              .flows(config, new Writer(json, tally))
              .packets(tally)
              .build()
              .run(meter);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    json.writeEndArray();
    json.writeObjectField("capture", meter.record());
    json.writeObjectField("summary", tally.summary(totals));
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
    return totals;
  }

  private static final class Writer implements FlowListener {
    private final JsonGenerator json;
    private final Tally tally;
    private final FlowJson flowJson = new FlowJson();

    Writer(JsonGenerator json, Tally tally) {
      this.json = json;
      this.tally = tally;
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      tally.add(record);
      try {
        // Editors and line tools choke on a single line of a gigabyte.
        json.writeRaw('\n');
        flowJson.write(json, record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

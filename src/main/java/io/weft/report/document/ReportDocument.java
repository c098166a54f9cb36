package io.weft.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.dissect.InternalErrors;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.finder.Findings;
import io.weft.report.explain.FindingJsonLines;
import io.weft.report.explain.InsightListener;
import io.weft.report.explain.Wording;
import io.weft.report.json.FlowLines;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes everything about a capture as one JSON document, which {@code report.schema.json}
 * describes. The source is read once, and memory is bounded: flows are written first, as they end;
 * what is known only at the end comes behind them.
 */
public final class ReportDocument {
  private final String generator;
  private final Wording words;

  /**
   * @param generator name and version of the program
   * @param words for findings
   */
  public ReportDocument(String generator, Wording words) {
    this.generator = generator;
    this.words = words;
  }

  /**
   * Reads the source to its end and writes the document.
   *
   * @param analyzer gets its listeners here
   * @param source left open
   * @param out flushed, and left open
   * @return the totals of the analysis
   */
  public Analyzer.Totals write(
      Analyzer.Builder analyzer, FlowConfig config, PacketSource source, OutputStream out)
      throws IOException {
    return write(analyzer, config, null, source, out, new InternalErrors());
  }

  /**
   * Reads the source to its end and writes the document with those flows that a filter selects. The
   * summary is of these flows; what it says of packets is of all.
   *
   * @param analyzer gets its listeners here
   * @param filter null for all flows
   * @param source left open
   * @param out flushed, and left open
   * @param errors counts what had to be left out; the document's summary tells of it
   * @return the totals of the analysis
   */
  public Analyzer.Totals write(
      Analyzer.Builder analyzer,
      FlowConfig config,
      FlowFilter filter,
      PacketSource source,
      OutputStream out,
      InternalErrors errors)
      throws IOException {
    ObjectMapper mapper = Json.mapper();
    CaptureMeter meter = new CaptureMeter(source);
    SummaryBuilder summary = new SummaryBuilder();
    JsonGenerator json = Json.generator(out);
    json.setCodec(mapper);
    json.writeStartObject();
    json.writeStringField("type", "report");
    json.writeStringField("generator", generator);
    json.writeArrayFieldStart("flows");
    json.flush(); // the lines of flows are written behind this, beside the generator
    FlowLines flows = new FlowLines(out, errors);
    Writer writer = new Writer(flows, summary, filter);
    Analyzer.Totals totals;
    try {
      totals =
          analyzer
              .flows(config, writer)
              .filter(filter)
              .packets(summary)
              .errors(errors)
              .build()
              .run(meter);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    flows.end();
    json.writeEndArray();
    json.writeObjectField("capture", meter.record());
    Findings.Result found = writer.insight().findings(totals);
    write(json, found);
    json.writeObjectField("summary", summary.summary(totals, found));
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
    return totals;
  }

  private void write(JsonGenerator json, Findings.Result found) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding each : found.worst()) {
      FindingJsonLines.write(json, each, words);
    }
    json.writeEndArray();
    if (!found.omitted().isEmpty()) {
      json.writeObjectFieldStart("omitted_findings");
      for (Map.Entry<FindingKind, Integer> each : found.omitted().entrySet()) {
        json.writeNumberField(each.getKey().id(), each.getValue());
      }
      json.writeEndObject();
    }
  }

  private static final class Writer extends InsightListener {
    private final FlowLines flows;
    private final SummaryBuilder summary;

    /**
     * @param filter null for all flows
     */
    Writer(FlowLines flows, SummaryBuilder summary, Predicate<FlowRecord> filter) {
      super(filter);
      this.flows = flows;
      this.summary = summary;
    }

    @Override
    protected void onChosen(Flow flow, FlowRecord record) {
      summary.add(record);
      try {
        flows.write(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.weft.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowConfig;
import io.weft.report.document.CaptureMeter;
import io.weft.report.document.CaptureRecord;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a capture as a page for a browser: a single file that works from a disk, loads nothing and
 * runs nothing but its own code. Memory is bounded: what was too much is left out, and the page
 * says so.
 */
public final class HtmlReport {
  private final String generator;

  /**
   * @param generator name and version of the program
   */
  public HtmlReport(String generator) {
    this.generator = generator;
  }

  /**
   * Reads the source to its end and writes the page.
   *
   * @param analyzer gets its listeners here
   * @param filter selects the flows; null for all of them. What the page says of packets is of all
   * @param source left open
   * @param out flushed, and left open
   * @param errors counts what had to be left out
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
    CaptureMeter meter = new CaptureMeter(source);
    FirstPass pass = new FirstPass(filter);
    Analyzer.Totals totals =
        analyzer.flows(config, pass).filter(filter).packets(pass).errors(errors).build().run(meter);
    ObjectMapper mapper = Json.mapper();
    PageWriter page = new PageWriter(out, mapper);
    CaptureRecord capture = meter.record();
    page.begin(title(capture));
    page.block("overview", overview(pass, capture, totals));
    page.block("flows", pass.rows().block(pass.rates().startNanos()));
    page.end();
    return totals;
  }

  private static String title(CaptureRecord capture) {
    return capture.files().stream().map(HtmlReport::lastName).collect(Collectors.joining(", "))
        + " – weft";
  }

  private static String lastName(CaptureRecord.FileRecord file) {
    String name = file.name() == null ? "capture" : file.name();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** All that the page tells but of single flows: columns are the rates over time. */
  private ColumnBlock overview(FirstPass pass, CaptureRecord capture, Analyzer.Totals totals) {
    RateSeries rates = pass.rates();
    long[] bytes = rates.bytes();
    long[] packets = rates.packets();
    long[] lost = rates.lost();
    long[] missing = rates.missing();
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("origin", Long.toString(rates.startNanos()));
    time.put("bin", rates.binNanos());
    return new ColumnBlock(bytes.length)
        .head("generator", generator)
        .head("capture", capture)
        .head("summary", pass.summary().summary(totals))
        .head("time", time)
        .head("tree", pass.tree().branches())
        .head("unplaced", pass.tree().unplaced())
        .column("bytes", i -> bytes[i])
        .column("packets", i -> packets[i])
        .column("lost", i -> lost[i])
        .column("missing", i -> missing[i]);
  }
}

package io.weft.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.insight.finder.Findings;
import io.weft.report.document.CaptureMeter;
import io.weft.report.document.CaptureRecord;
import io.weft.report.explain.Wording;
import io.weft.report.json.Json;
import io.weft.report.text.Phrases;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a capture as a page for a browser: a single file that works from a disk, loads nothing and
 * runs nothing but its own code. Memory is bounded: what was too much is left out, and the page
 * says so.
 */
public final class HtmlReport {
  private final String generator;
  private final Chain chain;
  private final FlowConfig config;
  private final InternalErrors errors;
  private final Wording words;
  private final ObjectMapper mapper = Json.mapper();

  /**
   * @param generator name and version of the program
   * @param chain that the analyzers of the passes have
   * @param errors counts what had to be left out
   * @param words of the page's language
   */
  public HtmlReport(
      String generator, Chain chain, FlowConfig config, InternalErrors errors, Wording words) {
    this.generator = generator;
    this.chain = chain;
    this.config = config;
    this.errors = errors;
    this.words = words;
  }

  /**
   * The analyzers of the passes over a capture, which get their listeners here.
   *
   * @param first of all flows
   * @param second of those that are shown whole
   */
  public record Passes(Analyzer.Builder first, Analyzer.Builder second) {}

  /** Opens a source once more. */
  @FunctionalInterface
  public interface Reopening {
    /**
     * Opens the source.
     *
     * @return closed by the caller; null where its packets cannot be read again
     */
    PacketSource open() throws IOException;
  }

  /**
   * Reads the source to its end and writes the page.
   *
   * @param filter selects the flows; null for all of them. What the page says of packets is of all
   * @param source left open
   * @param reopening for the second pass; not asked where the source cannot be read again: its
   *     packets are kept in a temporary file then
   * @param out flushed, and left open
   * @return the totals of the analysis
   */
  public Analyzer.Totals write(
      Passes passes, FlowFilter filter, PacketSource source, Reopening reopening, OutputStream out)
      throws IOException {
    if (source.reopenable()) {
      return writePage(passes, filter, source, reopening, out);
    }
    // The spool is not closed as a source: that would close the caller's.
    Spool spool = new Spool(source);
    try {
      return writePage(passes, filter, spool, spool::reopened, out);
    } finally {
      spool.delete();
    }
  }

  private Analyzer.Totals writePage(
      Passes passes, FlowFilter filter, PacketSource source, Reopening reopening, OutputStream out)
      throws IOException {
    CaptureMeter meter = new CaptureMeter(source);
    Map<String, String> own = PageParts.words(words.language(), mapper);
    Phrases phrases = new Phrases(own);
    FirstPass pass = new FirstPass(filter, config, phrases);
    Analyzer.Totals totals =
        passes
            .first()
            .flows(config, pass)
            .filter(filter)
            .packets(pass)
            .errors(errors)
            .build()
            .run(meter);
    PageWriter page = new PageWriter(out, mapper);
    CaptureRecord capture = meter.record();
    page.begin(title(capture), words.language(), phrases);
    if (!own.isEmpty()) {
      page.block("words", new ColumnBlock(0).head("words", own));
    }
    page.block("flows", pass.rows().block(pass.rates().startNanos()));
    pass.rows().clear(); // the second pass needs the room
    Findings.Result found = pass.insight().findings(totals);
    Set<FlowName> chosen = pass.notable().chosen(found.worst());
    List<FlowName> whole = secondPass(passes, pass, chosen, reopening, page);
    page.block(
        "overview",
        overview(pass, capture, totals, found)
            .head("whole", whole.stream().map(FlowName::toString).toList())
            .head("chosen", chosen.size()));
    page.block("findings", new FindingsBlock(words, pass.rates().startNanos()).block(found, pass));
    page.end();
    return totals;
  }

  /**
   * Writes the flows that are shown whole.
   *
   * @return those that were, the most notable first
   */
  private List<FlowName> secondPass(
      Passes passes, FirstPass first, Set<FlowName> chosen, Reopening reopening, PageWriter page)
      throws IOException {
    if (chosen.isEmpty()) {
      return List.of();
    }
    try (PacketSource again = reopening.open()) {
      if (again == null) {
        return List.of();
      }
      SecondPass pass =
          new SecondPass(chosen, chain, page, first.rates().startNanos(), words, errors);
      passes.second().flows(config, pass).errors(errors).build().run(again);
      return chosen.stream().filter(pass.written()::contains).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
  private ColumnBlock overview(
      FirstPass pass, CaptureRecord capture, Analyzer.Totals totals, Findings.Result found) {
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
        .head("summary", pass.summary().summary(totals, found))
        .head("time", time)
        .head("analysed", config.features().analysis())
        .head("tree", pass.tree().branches())
        .head("unplaced", pass.tree().unplaced())
        .column("bytes", i -> bytes[i])
        .column("packets", i -> packets[i])
        .column("lost", i -> lost[i])
        .column("missing", i -> missing[i]);
  }
}

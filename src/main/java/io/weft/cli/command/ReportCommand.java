package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.LanguageOption;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.report.document.ReportDocument;
import io.weft.report.explain.Wording;
import io.weft.report.html.HtmlReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft report}: writes all that is known of a capture as one JSON document or page. */
final class ReportCommand implements Command {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "write everything about a capture as one JSON document, or as a page (-o x.html)";
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions();
    options.in(Section.CHOOSE).addOption(FilterOptions.ofFlows());
    OutputOptions.addTo(options);
    LanguageOption.addTo(options);
    FlowOptions.addTo(options, true);
    ApplicationOptions.addTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft report -o web.json web.pcapng", "everything about a capture"),
        new Example("weft report -o web.html web.pcapng", "as a page for a browser"),
        new Example("weft report --lang ko -o web.html web.pcapng", "the page in Korean"),
        new Example("weft report -i eth0 --duration 1m -o now.json", "the next minute"),
        new Example("weft report -Y 'weft.flow.duration > 60' web.pcapng", "of long flows"),
        new Example("weft report --checksums odd.pcap | jq .summary.counters", "checksum errors"),
        new Example("weft report web.pcapng | jq .summary.top_talkers", "who sent most"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    Chain chain = ApplicationOptions.chain(line);
    FlowFilter filter = FilterOptions.ofFlows(line, chain);
    FlowConfig config = FilterOptions.config(FlowOptions.config(line, true), filter);
    Output output = OutputOptions.output(line, console);
    boolean progress = output.isFile() || !console.terminal().out();
    Wording words = LanguageOption.words(line);
    String generator = "weft " + Version.read();
    InternalErrors errors = new InternalErrors();
    Analyzer.Builder analyzer = FlowOptions.analyzer(line, chain);
    Analyzer.Builder again = FlowOptions.analyzer(line, chain);
    List<String> captures = CaptureArguments.captures(line);
    try (output;
        PacketSource source = CaptureArguments.open(line, captures, console, progress)) {
      Analyzer.Totals totals =
          isPage(line)
              ? new HtmlReport(generator, chain, config, errors, words)
                  .write(
                      new HtmlReport.Passes(analyzer, again),
                      filter,
                      source,
                      () -> reopened(line, captures, console, progress),
                      output.bytes())
              : new ReportDocument(generator, words)
                  .write(analyzer, config, filter, source, output.bytes(), errors);
      return Conclusion.report(totals, console);
    }
  }

  private static PacketSource reopened(
      CommandLine line, List<String> captures, Console console, boolean progress)
      throws IOException {
    try {
      return CaptureArguments.open(line, captures, console, progress);
    } catch (UsageException e) {
      throw new IllegalStateException(e); // the line was right the first time
    }
  }

  /** Whether the file that is written is named as pages are. */
  private static boolean isPage(CommandLine line) {
    String file = line.getOptionValue("o", "").toLowerCase(Locale.ROOT);
    return file.endsWith(".html") || file.endsWith(".htm");
  }
}

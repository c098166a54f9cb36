package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.protocol.StandardProtocols;
import io.weft.report.document.ReportDocument;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft report}: writes all that is known of a capture as one JSON document. */
final class ReportCommand implements Command {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "write one JSON document of everything: capture, flows, exchanges, summary";
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
    FlowOptions.addTo(options, true);
    ApplicationOptions.addTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft report -o web.json web.pcapng", "everything about a capture"),
        new Example("weft report -i eth0 --duration 1m -o now.json", "the next minute"),
        new Example("weft report -Y 'weft.flow.duration > 60' web.pcapng", "of long flows"),
        new Example("weft report --checksums odd.pcap | jq .summary.counters", "checksum errors"),
        new Example("weft report web.pcapng | jq .summary.top_talkers", "who sent most"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    String file = line.getOptionValue("o", "").toLowerCase(Locale.ROOT);
    if (file.endsWith(".html") || file.endsWith(".htm")) {
      throw new UsageException("a report is JSON, and no HTML yet: -o report.json");
    }
    Chain chain = StandardProtocols.chain(ApplicationOptions.options(line));
    FlowFilter filter = FilterOptions.ofFlows(line, chain);
    FlowConfig config = FilterOptions.config(FlowOptions.config(line, true), filter);
    Output output = OutputOptions.output(line, console);
    boolean progress = output.isFile() || !console.terminal().out();
    ReportDocument document = new ReportDocument("weft " + Version.read());
    try (output;
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, progress)) {
      Analyzer.Totals totals =
          document.write(
              FlowOptions.analyzer(line, chain),
              config,
              filter,
              source,
              output.bytes(),
              new InternalErrors());
      return Conclusion.report(totals, console);
    }
  }
}

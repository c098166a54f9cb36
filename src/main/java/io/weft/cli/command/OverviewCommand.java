package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.insight.finder.Findings;
import io.weft.protocol.StandardProtocols;
import io.weft.report.FlowSelection;
import io.weft.report.document.CaptureMeter;
import io.weft.report.document.CaptureText;
import io.weft.report.explain.FindingText;
import io.weft.report.explain.Wording;
import io.weft.report.text.FlowListing;
import io.weft.report.text.FlowOrder;
import io.weft.report.text.SafeText;
import io.weft.report.text.TimeStyle;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * {@code weft FILE}: what a capture is, and its largest flows. It has no name of its own, since it
 * runs where the line names none.
 */
public final class OverviewCommand implements Command {
  private static final int ROWS = 10;

  @Override
  public String name() {
    return "";
  }

  @Override
  public String summary() {
    return "tell in short what is in captures";
  }

  @Override
  public String arguments() {
    return "<capture>...";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions();
    CaptureArguments.addTo(options);
    StyleOptions.addTo(options, TimeStyle.UTC);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("weft web.pcapng", "what it is, and its largest flows"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    List<String> captures = CaptureArguments.captures(line);
    if (captures.isEmpty()) {
      throw new UsageException(
          line.hasOption("i")
              ? "which command? weft flows -i "
                  + line.getOptionValue("i")
                  + " shows who talks to whom, weft packets -i "
                  + line.getOptionValue("i")
                  + " each packet"
              : "no command given (see weft help)");
    }
    TimeStyle times = StyleOptions.times(line, TimeStyle.UTC);
    boolean progress = !console.terminal().out();
    try (PacketSource source = CaptureArguments.open(line, captures, console, progress);
        CaptureMeter meter = new CaptureMeter(source)) {
      FlowListing listing =
          new FlowListing(
              FlowOrder.BYTES,
              ROWS,
              StyleOptions.style(line, times, new Output(console), console),
              "weft flows " + String.join(" ", captures) + " shows them");
      Findings findings = new Findings();
      Analyzer.Totals totals =
          new FlowsRun(
                  new FlowAnalysis(
                      null,
                      FlowOptions.config(line, false),
                      Analyzer.of(StandardProtocols.chain())),
                  FlowSelection.ALL,
                  listing::add)
              .telling(findings)
              .run(meter);
      new CaptureText(console.text()).brief(meter.record(null));
      String found =
          FindingText.summary(
              Wording.english(), findings.atEnd(totals.flows(), totals.strayTimes()));
      if (!found.isEmpty()) {
        console
            .text()
            .append("Findings:     ")
            .append(found)
            .append(" at first sight: weft explain ")
            .append(SafeText.escape(String.join(" ", captures)))
            .append(" looks closer\n");
      }
      console.text().append('\n');
      listing.print(console.text(), totals);
      return Conclusion.report(totals.end(), CaptureStatistics.NONE, console);
    }
  }
}

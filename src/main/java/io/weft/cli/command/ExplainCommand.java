package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.LanguageOption;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.SelectionOptions;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowName;
import io.weft.insight.Finding;
import io.weft.insight.SlowExchange;
import io.weft.insight.finder.Findings;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryTeller;
import io.weft.report.explain.CaptureInsight;
import io.weft.report.explain.FindingJsonLines;
import io.weft.report.explain.FindingMarkdown;
import io.weft.report.explain.FindingText;
import io.weft.report.explain.LiveFindings;
import io.weft.report.explain.StoryJson;
import io.weft.report.explain.StoryMarkdown;
import io.weft.report.explain.StoryMermaid;
import io.weft.report.explain.StoryText;
import io.weft.report.explain.Wording;
import io.weft.report.text.Palette;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft explain}: says in words what went wrong, and where the time went. */
final class ExplainCommand implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "say in words what went wrong, with proof, and which exchanges were slow";
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        JsonOption.option(
            "print one JSON object a line: findings, then slow exchanges; or the story"));
    options.addOption(ExplainForm.option());
    LanguageOption.addTo(options);
    StyleOptions.addColorTo(options);
    options
        .in(Section.CHOOSE)
        .addOption(
            OptionFactory.value(
                "stream",
                "n",
                "tell the story of this flow instead, step by step, and where its time went: 7 is"
                    + " TCP stream 7, udp:3 UDP stream 3, both numbered as in Wireshark"))
        .addOption(FilterOptions.ofFlows());
    options.in(Section.ANALYSIS).addOption(FlowOptions.checksums());
    FlowOptions.addLimitsTo(options);
    ApplicationOptions.addTo(options);
    CaptureArguments.addTo(options);
    OutputOptions.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft explain web.pcapng", "what went wrong, the worst first"),
        new Example("weft explain --stream 7 web.pcapng", "the story of one connection"),
        new Example(
            "weft explain --format markdown web.pcapng > ticket.md", "findings for a ticket"),
        new Example("weft explain --lang ko web.pcapng", "in Korean"),
        new Example("weft explain -Y 'ip.addr == 10.0.0.7' web.pcapng", "with one host"),
        new Example("weft explain -i eth0 --duration 1m", "in the next minute, as it comes"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    ExplainForm form = ExplainForm.of(line);
    LanguageOption.words(line); // an unknown one is told before the capture is read
    Chain chain = ApplicationOptions.chain(line);
    FlowAnalysis analysis = FlowAnalysis.of(line, chain, true);
    FlowName wanted = SelectionOptions.flow(line);
    if (wanted != null && analysis.filter() != null) {
      throw new UsageException("--stream names one flow already, and -Y chooses flows");
    }
    Output output = OutputOptions.output(line, console);
    try (output;
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, true)) {
      if (wanted == null) {
        return findings(form, line, console, analysis, source, output);
      }
      StoryTeller teller = new StoryTeller(wanted);
      Analyzer.Totals totals =
          analysis.analyzer().flows(analysis.config(), teller).build().run(source);
      int code = Conclusion.report(totals, console);
      if (teller.stories().isEmpty()) {
        console.error(SelectionOptions.noSuchStream(wanted, teller.highest()));
        return ExitCode.TROUBLE;
      }
      tell(form, teller.stories(), line, console, output);
      return code;
    }
  }

  private static int findings(
      ExplainForm form,
      CommandLine line,
      Console console,
      FlowAnalysis analysis,
      PacketSource source,
      Output output)
      throws IOException, UsageException {
    CaptureInsight insight = new CaptureInsight(analysis.filter());
    Wording words = LanguageOption.words(line);
    FindingJsonLines lines =
        form == ExplainForm.JSON ? new FindingJsonLines(output.bytes(), words) : null;
    if (form == ExplainForm.JSON) {
      analysis.analyzer().packets(new LiveFindings(insight, early(lines, output)));
    } else if (form == ExplainForm.TEXT) {
      analysis.analyzer().packets(new LiveFindings(insight, early(line, console, words, output)));
    }
    Analyzer.Totals totals =
        analysis.analyzer().flows(analysis.config(), insight).build().run(source);
    Findings.Result found = insight.findings(totals);
    switch (form) {
      case JSON -> {
        for (Finding finding : found.worst()) {
          lines.add(finding);
        }
        for (SlowExchange exchange : insight.slowest()) {
          lines.add(exchange);
        }
        lines.flush();
      }
      case MARKDOWN -> {
        FindingMarkdown text = new FindingMarkdown(output.text(), words, totals.startNanos());
        text.findings(found, insight.flows());
        text.slowest(insight.slowest());
      }
      default -> {
        FindingText text = text(line, console, words, output, totals.startNanos());
        text.findings(found, insight.flows());
        text.slowest(insight.slowest());
      }
    }
    return Conclusion.report(totals, console);
  }

  private static FindingText text(
      CommandLine line, Console console, Wording words, Output output, long startNanos)
      throws IOException, UsageException {
    return new FindingText(
        output.text(),
        output.columns(),
        StyleOptions.palette(line, output, console),
        words,
        startNanos);
  }

  /** Prints findings as lines of JSON while the capture goes on. */
  private static LiveFindings.Teller early(FindingJsonLines lines, Output output) {
    return new LiveFindings.Teller() {
      @Override
      public void tell(Finding finding, long startNanos) throws IOException {
        lines.addEarly(finding);
      }

      @Override
      public void flush() throws IOException {
        lines.flush();
        output.flush();
      }
    };
  }

  /** Prints findings for people while the capture goes on. */
  private static LiveFindings.Teller early(
      CommandLine line, Console console, Wording words, Output output) throws UsageException {
    Palette palette = StyleOptions.palette(line, output, console);
    return new LiveFindings.Teller() {
      @Override
      public void tell(Finding finding, long startNanos) throws IOException {
        new FindingText(output.text(), output.columns(), palette, words, startNanos).early(finding);
      }

      @Override
      public void flush() throws IOException {
        output.flush();
      }
    };
  }

  private static void tell(
      ExplainForm form, List<Story> stories, CommandLine line, Console console, Output output)
      throws IOException, UsageException {
    Wording words = LanguageOption.words(line);
    switch (form) {
      case JSON -> {
        StoryJson json = new StoryJson(output.bytes(), words);
        for (Story story : stories) {
          json.add(story);
        }
        json.flush();
      }
      case MARKDOWN -> {
        StoryMarkdown markdown = new StoryMarkdown(output.text(), words);
        for (Story story : stories) {
          markdown.add(story);
        }
      }
      case MERMAID -> new StoryMermaid(output.text(), words).write(stories);
      default -> {
        StoryText text =
            new StoryText(
                output.text(),
                output.columns(),
                StyleOptions.palette(line, output, console),
                words);
        for (Story story : stories) {
          text.print(story);
        }
      }
    }
  }
}

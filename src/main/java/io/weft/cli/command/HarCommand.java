package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.chain.Chain;
import io.weft.report.har.HarFile;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft har}: writes HTTP exchanges as an HTTP Archive. */
final class HarCommand implements Command {
  private static final String BODY_LIMIT = "body-limit";
  private static final String UNDECRYPTED = "undecrypted";
  private static final long DEFAULT_LIMIT = 1 << 20;
  private static final long MOST = 64 << 20;

  @Override
  public String name() {
    return "har";
  }

  @Override
  public String summary() {
    return "write HTTP requests with their responses as an HTTP Archive, for browsers";
  }

  @Override
  public String arguments() {
    return "-o <file> <capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        OptionFactory.value(
            BODY_LIMIT,
            "size",
            "write so many bytes of each body at most (default: 1MiB; 0 for no bodies)"));
    options.addOption(
        OptionFactory.flag(
            UNDECRYPTED, "also an entry for each TLS connection that could not be decrypted"));
    options.in(Section.CHOOSE).addOption(FilterOptions.ofFlows());
    FlowOptions.addLimitsTo(options);
    ApplicationOptions.addReadingTo(options);
    CaptureArguments.addTo(options);
    OutputOptions.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft har -o web.har web.pcapng", "for the network panel of a browser"),
        new Example("weft har --keylog keys.txt -o web.har web.pcapng", "with what TLS hides"),
        new Example("weft har --body-limit 0 web.pcapng | jq '.log.entries[].time'", "times"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    String limit = line.getOptionValue(BODY_LIMIT);
    long most = limit == null ? DEFAULT_LIMIT : OptionValues.size(BODY_LIMIT, limit, 1);
    if (most > MOST) {
      throw new UsageException("--body-limit goes up to 64MiB");
    }
    Chain chain =
        ApplicationOptions.chain(
            line, ApplicationOptions.options(line).withHeaders(true).withBodies(true));
    FlowAnalysis analysis = FlowAnalysis.of(line, chain, false);
    Output output = OutputOptions.output(line, console);
    try (output;
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, true);
        HarFile har = new HarFile((int) most, analysis.filter(), line.hasOption(UNDECRYPTED))) {
      Analyzer.Totals totals =
          analysis.analyzer().flows(analysis.config(), har).build().run(source);
      har.write(output.bytes(), Version.read());
      if (har.withoutRequest() > 0) {
        console.warn(
            Units.count(har.withoutRequest(), "response", "responses")
                + " left out: the requests are not in the capture");
      }
      if (har.leftOut() > 0) {
        console.warn(
            Units.count(har.leftOut(), "exchange", "exchanges")
                + " left out: an archive has room for a million");
      }
      return Conclusion.report(totals, console);
    }
  }
}

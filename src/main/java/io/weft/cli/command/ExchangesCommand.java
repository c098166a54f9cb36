package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.analysis.SelectedExchanges;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.RowLimit;
import io.weft.cli.option.Section;
import io.weft.cli.option.SelectionOptions;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.TableOptions;
import io.weft.cli.option.TableOptions.Format;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.flow.Flow;
import io.weft.report.exchange.ExchangeListing;
import io.weft.report.exchange.ExchangeSelection;
import io.weft.report.table.Table;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TimeStyle;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * {@code weft exchanges}: lists requests with their answers, of one protocol or of all. {@code weft
 * http}, {@code weft dns} and {@code weft tls} are short names of it.
 */
final class ExchangesCommand implements Command {
  private final String name;
  private final String summary;
  private final Set<String> protocols;
  private final String columns;
  private final List<Example> examples;

  private ExchangesCommand(
      String name, String summary, Set<String> protocols, String columns, Example... examples) {
    this.name = name;
    this.summary = summary;
    this.protocols = protocols;
    this.columns = columns;
    this.examples = List.of(examples);
  }

  /** The command for all protocols. */
  static ExchangesCommand all() {
    return new ExchangesCommand(
        "exchanges",
        "list requests with their answers, of all protocols or of some",
        Set.of(),
        null,
        new Example("weft exchanges web.pcapng", "all that was asked, and what was answered"),
        new Example("weft exchanges --protocol dns --protocol tls web.pcapng", "of two protocols"),
        new Example(
            "weft exchanges -Y 'tcp.analysis.retransmission' web.pcapng",
            "on connections that lost segments"),
        new Example("weft exchanges --unanswered web.pcapng", "what nobody answered"));
  }

  static ExchangesCommand http() {
    return new ExchangesCommand(
        "http",
        "list HTTP requests with their responses",
        Set.of("http"),
        "http",
        new Example("weft http web.pcapng", "each request with its response"),
        new Example("weft http --status 5xx --host shop.test web.pcapng", "errors of one site"),
        new Example("weft http --slower-than 500ms --json web.pcapng", "the slow ones, as JSON"),
        new Example("weft http --bodies --host api.test web.pcapng", "with what was sent"),
        new Example("weft http --curl --status 4xx web.pcapng", "commands that ask again"));
  }

  static ExchangesCommand dns() {
    return new ExchangesCommand(
        "dns",
        "list DNS questions with their answers, multicast DNS and LLMNR included",
        Set.of("dns", "mdns", "llmnr"),
        "dns",
        new Example("weft dns web.pcapng", "each question with its answer"),
        new Example("weft dns --status nxdomain web.pcapng", "names that do not exist"),
        new Example("weft dns --unanswered -i eth0", "questions that nobody answers, now"));
  }

  static ExchangesCommand tls() {
    return new ExchangesCommand(
        "tls",
        "list TLS connections: names, versions, ciphers, certificates, failures",
        Set.of("tls"),
        "tls",
        new Example("weft tls web.pcapng", "what clients and servers agreed on"),
        new Example(
            "weft tls --status unknown_ca web.pcapng", "where a certificate is not trusted"),
        new Example("weft tls --json --ja3 web.pcapng", "with all details and fingerprints"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        JsonOption.option("print one JSON object a line, as exchanges end, instead of a table"));
    options.addOption(RowLimit.top("show the first n exchanges only"));
    options.addOption(RowLimit.all("exchange"));
    if (isHttp()) {
      HttpOutput.addTo(options);
    }
    StyleOptions.addTimesTo(options, TimeStyle.UTC);
    StyleOptions.addColorTo(options);
    options.in(Section.CHOOSE);
    if (protocols.isEmpty()) {
      options.addOption(
          OptionFactory.value(
              "protocol", "name", "only exchanges of this protocol; may be given several times"));
    }
    options.addOption(
        OptionFactory.value(
            "host",
            "name",
            "only those about this host, or one below it: of a request, a question, a server"));
    options.addOption(
        OptionFactory.value(
            "status",
            "status",
            "only those that ended so: 404, 5xx (x is any character), nxdomain, established,"
                + " handshake_failure"));
    options.addOption(
        OptionFactory.value(
            "slower-than", "time", "only those that took longer: 200ms, 2s (TLS: the handshake)"));
    options.addOption(OptionFactory.flag("unanswered", "only those without an answer"));
    options.addOption(FilterOptions.ofFlows());
    FlowOptions.addLimitsTo(options);
    ApplicationOptions.addTo(options);
    CaptureArguments.addTo(options);
    TableOptions.addTo(options);
    OutputOptions.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return examples;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    HttpOutput http = HttpOutput.of(line, isHttp());
    Chain chain = ApplicationOptions.chain(line, http.ask(ApplicationOptions.options(line)));
    ExchangeSelection selection = selection(line, chain);
    FlowAnalysis analysis = FlowAnalysis.of(line, chain, false);
    boolean json = JsonOption.isGiven(line);
    Format format = TableOptions.format(line);
    Table table = format == null ? null : table(selection);
    boolean isLines = json || format != null || http.isLines();
    int rows = RowLimit.rows(line, !isLines, console);
    TimeStyle times = StyleOptions.times(line, TimeStyle.UTC);
    Output output = OutputOptions.output(line, console);
    RowOutput.check(format, output, console);
    boolean progress = output.isFile() || !isLines || !console.terminal().out();
    try (output;
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, progress)) {
      Analyzer.Totals totals;
      SelectedExchanges exchanges;
      if (isLines) {
        try (HttpOutput.Printer printer =
            format == null
                ? http.printer(output, json)
                : new ExchangesAsRows(table, format, output, http.contents(), console)) {
          Lines lines = new Lines(printer, selection, rows, output);
          exchanges = new SelectedExchanges(analysis.filter(), lines, printer.contents());
          totals =
              analysis
                  .analyzer()
                  .flows(analysis.config(), exchanges)
                  .packets(exchanges)
                  .packets(lines)
                  .build()
                  .run(source);
          lines.flush();
        }
      } else {
        TextStyle style = StyleOptions.style(line, times, output, console);
        ExchangeListing listing = new ExchangeListing(columns(selection), rows, style);
        exchanges =
            new SelectedExchanges(
                analysis.filter(),
                (flow, exchange) -> {
                  if (selection.matches(exchange)) {
                    listing.add(flow, exchange);
                  }
                });
        totals =
            analysis
                .analyzer()
                .flows(analysis.config(), exchanges)
                .packets(exchanges)
                .build()
                .run(source);
        listing.print(output.text(), totals.startNanos());
      }
      if (exchanges.leftOut() > 0) {
        console.warn(
            Units.count(exchanges.leftOut(), "exchange", "exchanges")
                + " left out: too many waited for their flows to match -Y");
      }
      return Conclusion.report(totals, console);
    }
  }

  private boolean isHttp() {
    return protocols.contains("http") || protocols.isEmpty();
  }

  private Table table(ExchangeSelection selection) throws UsageException {
    try {
      return Table.exchanges(name, selection.protocols());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private String columns(ExchangeSelection selection) {
    return columns == null && selection.protocols().size() == 1
        ? selection.protocols().iterator().next()
        : columns;
  }

  private ExchangeSelection selection(CommandLine line, Chain chain) throws UsageException {
    String slower = line.getOptionValue("slower-than");
    return new ExchangeSelection(
        protocols.isEmpty() ? SelectionOptions.selection(line, chain, null).protocols() : protocols,
        line.getOptionValue("host"),
        line.getOptionValue("status"),
        slower == null ? -1 : OptionValues.duration("slower-than", slower).toNanos(),
        line.hasOption("unanswered"));
  }

  /** Prints what is chosen as it ends, and shows it as soon as a live source waits. */
  private static final class Lines implements BiConsumer<Flow, Exchange>, PacketListener {
    private final HttpOutput.Printer lines;
    private final ExchangeSelection selection;
    private final Output output;
    private long left;

    Lines(HttpOutput.Printer lines, ExchangeSelection selection, long most, Output output) {
      this.lines = lines;
      this.selection = selection;
      this.output = output;
      left = most;
    }

    @Override
    public void accept(Flow flow, Exchange exchange) {
      if (left > 0 && selection.matches(exchange)) {
        left--;
        try {
          lines.print(flow, exchange);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      } else if (lines.contents() != null) {
        lines.contents().drop(exchange);
      }
    }

    @Override
    public void onPacket(Packet packet) {
      // Exchanges come by themselves.
    }

    @Override
    public void onQuiet() {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void flush() throws IOException {
      lines.flush();
      output.flush();
    }
  }
}

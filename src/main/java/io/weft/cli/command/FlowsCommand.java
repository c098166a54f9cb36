package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.capture.live.ProcessTable;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.LiveCaptureOptions;
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
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.cli.terminal.Output;
import io.weft.cli.terminal.Screen;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowSelection;
import io.weft.report.json.FlowJsonLines;
import io.weft.report.monitor.MonitorLayout;
import io.weft.report.monitor.MonitorOrder;
import io.weft.report.table.FlowRows;
import io.weft.report.table.Table;
import io.weft.report.text.FlowListing;
import io.weft.report.text.FlowOrder;
import io.weft.report.text.TimeStyle;
import io.weft.report.text.TopFlows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft flows}: lists who talked to whom, as a table or as JSON. */
final class FlowsCommand implements Command {
  private static final String PROCESS = "process";

  private static final FlowOrder DEFAULT_ORDER = FlowOrder.BYTES;

  @Override
  public String name() {
    return "flows";
  }

  @Override
  public String summary() {
    return "list who talked to whom: connections, datagrams, what they carried";
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        JsonOption.option("print one JSON object a line, as flows end, instead of a table"));
    options.addOption(
        OptionFactory.value(
            "every",
            "time",
            "with --json, also print flows that are open and have changed, \"final\": false, as"
                + " often as this: 10s, 1m (of the packets' time in a file)"));
    options.addOption(
        OptionFactory.value(
            "sort",
            "order",
            "sort by "
                + FlowOrder.names()
                + "; times ascending, all else largest first (default: "
                + DEFAULT_ORDER
                + ")"));
    options.addOption(RowLimit.top("show the first n flows of the order only"));
    options.addOption(RowLimit.all("flow"));
    SelectionOptions.addTo(options);
    FlowOptions.addTo(options, false);
    ApplicationOptions.addTo(options);
    CaptureArguments.addTo(options);
    StyleOptions.addTo(options, TimeStyle.UTC);
    options.in(Section.LIVE);
    options.addOption(
        OptionFactory.flag(
            PROCESS, "on Linux: tie flows of this machine to processes, by number and name"));
    TableOptions.addTo(options);
    OutputOptions.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft flows web.pcapng", "the largest flows of a capture"),
        new Example("weft flows --sort start day1.pcap day2.pcap.gz", "in the order of time"),
        new Example("weft flows --json big.pcap | jq 'select(.conn_state==\"REJ\")'", "refused"),
        new Example("weft flows --protocol dns --sort duration --top 10 captures/", "slow DNS"),
        new Example("weft flows -Y 'tcp.analysis.retransmission' web.pcapng", "that lost segments"),
        new Example(
            "weft flows -Y 'weft.flow.conn_state == \"REJ\"' --json web.pcapng",
            "what was refused"),
        new Example("weft flows --checksums odd.pcap", "what was damaged on the way"),
        new Example("weft flows --format parquet -o flows.parquet days/", "for DuckDB or Spark"),
        new Example("weft flows -i eth0", "who is busiest on an interface, now"),
        new Example("weft flows -i eth0 --json --every 10s", "each as it ends, and on the way"),
        new Example("tcpdump -w - | weft flows --json -", "from a pipe"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    Chain chain = ApplicationOptions.chain(line);
    FlowAnalysis analysis = FlowAnalysis.of(line, chain, false);
    FlowSelection selection = SelectionOptions.selection(line, chain, analysis.filter());
    FlowOrder order = order(line);
    int rows = RowLimit.rows(line, true, console);
    TimeStyle times = StyleOptions.times(line, TimeStyle.UTC);
    Format format = TableOptions.format(line);
    boolean json = JsonOption.isGiven(line);
    boolean records = json || format != null;
    boolean sorted = line.hasOption("sort") || line.hasOption("top");
    if (!records && line.hasOption("hash")) {
      throw new UsageException("--hash needs --json: a table has no room for hashes");
    }
    if (records && line.hasOption("sort") && !line.hasOption("top") && !line.hasOption("all")) {
      throw new UsageException(
          (json ? "--json" : "--format")
              + " with --sort needs --top n, or --all to keep every flow in memory");
    }
    Duration every = every(line, records && !sorted);
    Output output = OutputOptions.output(line, console);
    RowOutput.check(format, output, console);
    boolean progress = output.isFile() || !records || sorted || !console.terminal().out();
    try (output;
        FlowProcesses processes = processes(line, console);
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, progress)) {
      Analyzer.Totals totals;
      if (format != null) {
        InternalErrors errors = new InternalErrors();
        Table table = Table.flows();
        TopFlows<FlowRecord> top = sorted ? new TopFlows<>(order, rows, flow -> flow) : null;
        FlowRows lines = new FlowRows(table, RowOutput.open(format, table, output), errors);
        try (lines) {
          FlowsRun run =
              new FlowsRun(analysis, selection, sorted ? top::offer : lines::accept)
                  .sharing(errors)
                  .withProcesses(processes);
          totals = (every == null ? run : run.every(every)).run(source);
          if (sorted) {
            top.sorted().forEach(lines::accept);
          }
        }
        RowOutput.report(lines.leftOut(), console);
      } else if (!json) {
        FlowListing listing =
            new FlowListing(
                order,
                rows,
                StyleOptions.style(line, times, output, console),
                "--all or --top N shows them");
        FlowsRun run = new FlowsRun(analysis, selection, listing::add).withProcesses(processes);
        Screen screen = screen(source, output, console);
        totals =
            screen == null
                ? run.run(source)
                : run.run(
                    (InterruptibleCapture) source,
                    screen,
                    new MonitorLayout(title(line), CaptureArguments.showsNames(line)),
                    screenOrder(line));
        listing.print(output.text(), totals);
      } else if (sorted) {
        TopFlows<FlowRecord> top = new TopFlows<>(order, rows, flow -> flow);
        totals = new FlowsRun(analysis, selection, top::offer).withProcesses(processes).run(source);
        try (FlowJsonLines lines = new FlowJsonLines(output.bytes(), totals.errors())) {
          top.sorted().forEach(lines::accept);
        }
      } else {
        InternalErrors errors = new InternalErrors();
        try (FlowJsonLines lines = new FlowJsonLines(output.bytes(), errors)) {
          FlowsRun run =
              new FlowsRun(analysis, selection, lines::accept)
                  .sharing(errors)
                  .withProcesses(processes)
                  .counting(owed(source, console))
                  .alsoRunning(lines::writeWaiting, lines::flushSoon);
          totals = (every == null ? run : run.every(every)).run(source);
        }
      }
      // The lines below the table have told of drops, and of flows that left early.
      int code =
          records
              ? Conclusion.report(totals, console)
              : Conclusion.report(totals.end(), CaptureStatistics.NONE, console);
      if (!records) {
        Conclusion.warn(totals.errors(), console);
      }
      if (processes != null && processes.trouble() != null) {
        console.warn(processes.trouble());
      }
      return code;
    }
  }

  /** Counts what the reader of a live capture's lines is owed; null where there is none. */
  private static FlowsOwed owed(PacketSource source, Console console) {
    if (!(source instanceof InterruptibleCapture)) {
      return null;
    }
    FlowsOwed owed = new FlowsOwed();
    console.delivery().owes(() -> owed.loss(console.delivery().lines()));
    return owed;
  }

  /** The look-up of processes; null without {@code --process}. */
  private static FlowProcesses processes(CommandLine line, Console console)
      throws IOException, UsageException {
    if (!line.hasOption(PROCESS)) {
      return null;
    }
    if (!LiveCaptureOptions.isLive(line)) {
      throw new UsageException("--process needs -i: it is for live captures");
    }
    if (line.hasOption("user")) {
      throw new UsageException(
          "--process and --user exclude one another: it takes the right that --user gives up");
    }
    if (!ProcessTable.isSupported()) {
      throw new UsageException("--process works on Linux only");
    }
    FlowProcesses processes = new FlowProcesses(new ProcessTable());
    if (processes.denied()) {
      console.note("some processes cannot be looked into, and stay unknown (root sees most)");
    }
    return processes;
  }

  /** The screen for a live capture whose results go to a terminal; null in all other cases. */
  private static Screen screen(PacketSource source, Output output, Console console)
      throws IOException {
    return source instanceof InterruptibleCapture && !output.isFile() && console.terminal().out()
        ? Screen.open(console.terminal().ascii())
        : null;
  }

  private static String title(CommandLine line) {
    String filter = line.getOptionValue("f");
    return line.getOptionValue("i") + (filter == null ? "" : " (" + filter + ")");
  }

  private static MonitorOrder screenOrder(CommandLine line) throws UsageException {
    return !line.hasOption("sort")
        ? MonitorOrder.RATE
        : switch (order(line)) {
          case BYTES -> MonitorOrder.BYTES;
          case PACKETS -> MonitorOrder.PACKETS;
          case START -> MonitorOrder.START;
          default -> MonitorOrder.RATE;
        };
  }

  private static Duration every(CommandLine line, boolean asFlowsEnd) throws UsageException {
    String every = line.getOptionValue("every");
    if (every == null) {
      return null;
    }
    if (!asFlowsEnd) {
      throw new UsageException(
          "--every needs --json or --format, and goes without --sort and --top");
    }
    Duration interval = OptionValues.duration("every", every);
    if (interval.isZero()) {
      throw new UsageException("--every needs a time above 0");
    }
    return interval;
  }

  private static FlowOrder order(CommandLine line) throws UsageException {
    String name = line.getOptionValue("sort");
    if (name == null) {
      return DEFAULT_ORDER;
    }
    FlowOrder order = FlowOrder.of(name.toLowerCase(Locale.ROOT));
    if (order == null) {
      throw new UsageException("--sort knows " + FlowOrder.names() + ", not '" + name + "'");
    }
    return order;
  }
}

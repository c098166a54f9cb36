package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.KeyLog;
import io.weft.analysis.PacketListener;
import io.weft.analysis.SessionKeys;
import io.weft.capture.CaptureDescription;
import io.weft.capture.PacketSource;
import io.weft.capture.write.CaptureTarget;
import io.weft.capture.write.CaptureWriter;
import io.weft.capture.write.PacketOutput;
import io.weft.capture.write.Rotation;
import io.weft.capture.write.SplitWriter;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.ColumnOptions;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.DetailOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.PacketNumbers;
import io.weft.cli.option.RotationOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.option.WriteOptions;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.Effort;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.DisplayFilter;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.report.field.ColumnFormat;
import io.weft.report.field.ColumnLines;
import io.weft.report.json.PacketJsonLines;
import io.weft.report.text.PacketNotes;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TimeStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft packets}: prints a line for each packet, as text or as JSON. */
final class PacketsCommand implements Command {
  @Override
  public String name() {
    return "packets";
  }

  @Override
  public String summary() {
    return "list packets, a line each";
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        JsonOption.option("print one JSON object a line, with the fields of its layers"));
    StyleOptions.addTo(
        options,
        TimeStyle.RELATIVE,
        "with -V: show values alone, and not what they are called: no names of values, services,"
            + " vendors and hosts");
    ColumnOptions.addTo(options);
    DetailOptions.addTo(options);
    options.in(Section.OUTPUT);
    options.addOption(WriteOptions.write());
    options.addOption(WriteOptions.formatOrJson());
    options.addOption(RotationOptions.split());
    options.addOption(WriteOptions.annotate());
    options.in(Section.CHOOSE).addOption(PacketNumbers.option());
    options.addOption(FilterOptions.ofPackets());
    options.in(Section.ANALYSIS).addOption(FlowOptions.checksums());
    ApplicationOptions.addReadingTo(options);
    FlowOptions.addBoundsTo(options);
    OutputOptions.addTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft packets web.pcapng", "every packet of a capture"),
        new Example("weft packets -c 20 big.pcap.gz", "the first twenty"),
        new Example(
            "weft packets -f 'tcp port 80' -w web.pcapng.zst big.pcap",
            "write what matches a filter"),
        new Example(
            "weft packets -Y 'http.response.code >= 500' -w errors.pcapng web.pcapng",
            "the packets in which errors were answered"),
        new Example(
            "weft packets --annotate -w told.pcapng web.pcapng",
            "with what is found out, to be read in Wireshark"),
        new Example("weft packets -i eth0 -f 'port 53'", "DNS on an interface, as it comes"),
        new Example(
            "weft packets -Y 'tcp.port == 80 && tcp.len > 0' web.pcapng",
            "those that match a filter"),
        new Example(
            "weft packets -e frame.time -e ip.src -e tcp.dstport --csv web.pcapng > web.csv",
            "some fields, for a spreadsheet"),
        new Example("weft packets -V --packets 9 web.pcapng", "all fields of one packet"),
        new Example(
            "weft packets -x --mark ip.addr --packets 9 web.pcapng",
            "its bytes, and which of them are the addresses"),
        new Example("weft packets --checksums web.pcapng", "and which checksums are wrong"),
        new Example("weft packets --json web.pcapng | jq .layers", "the layers of each packet"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    Chain chain = ApplicationOptions.chain(line);
    PacketNumbers numbers = PacketNumbers.of(line);
    if (WriteOptions.writes(line)) {
      return write(line, numbers, console);
    }
    WriteOptions.requireNone(line);
    DetailOptions.check(line);
    TimeStyle times = StyleOptions.times(line, TimeStyle.RELATIVE);
    DisplayFilter filter = FilterOptions.ofPackets(line, chain);
    FieldCatalogue catalogue = null;
    List<String> columns = List.of();
    ColumnFormat format = null;
    // A line of text, or a whole packet as JSON, tells all that can be found out.
    Effort effort = Effort.ALL;
    if (ColumnOptions.areGiven(line)) {
      catalogue = FieldCatalogue.of(chain);
      columns = ColumnOptions.names(line, catalogue);
      format = ColumnOptions.format(line);
      effort = effort(filter);
      for (String name : columns) {
        effort = effort.and(catalogue.effort(name));
      }
    } else {
      ColumnOptions.requireNone(line);
    }
    InternalErrors errors = new InternalErrors();
    Analyzer.Builder analyzer = analyzer(line, chain, effort, new FlowListener() {}, errors);
    Output output = OutputOptions.output(line, console);
    boolean progress = output.isFile() || !console.terminal().out();
    try (output;
        PacketSource opened =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, progress)) {
      PacketSource source = numbers == null ? opened : numbers.upToLast(opened);
      Analyzer.Totals totals;
      if (!columns.isEmpty()) {
        Columns lines =
            new Columns(new ColumnLines(catalogue, columns, format, output.text()), output);
        totals =
            analyzer
                .packets(new ChosenPackets(new PacketChoice(numbers, filter), lines))
                .build()
                .run(source);
        lines.end();
      } else if (JsonOption.isGiven(line)) {
        try (PacketJsonLines lines = new PacketJsonLines(chain, output.bytes(), errors)) {
          totals =
              analyzer
                  .packets(new ChosenPackets(new PacketChoice(numbers, filter), lines))
                  .build()
                  .run(source);
        }
      } else {
        TextStyle style = StyleOptions.style(line, times, output, console);
        PacketTexts texts =
            new PacketTexts(
                chain,
                output,
                style,
                errors,
                new PacketChoice(numbers, filter),
                DetailOptions.tree(line, chain, style.palette(), errors),
                DetailOptions.bytes(line, chain, style.palette(), errors));
        totals = analyzer.packets(texts).build().run(source);
      }
      return Conclusion.report(totals, console);
    }
  }

  /** Writes the packets that are chosen, which are dissected only where a display filter is. */
  private static int write(CommandLine line, PacketNumbers numbers, Console console)
      throws IOException, UsageException {
    if (ColumnOptions.areGiven(line)) {
      throw new UsageException("-e is about packets that are shown: without -w");
    }
    if (JsonOption.isGiven(line) || OutputOptions.isFile(line) || DetailOptions.areGiven(line)) {
      throw new UsageException("-w writes packets, and prints none: without --json, -o, -V and -x");
    }
    Rotation rotation = RotationOptions.splitting(line);
    boolean splits = RotationOptions.splitsFlows(line);
    WriteOptions.check(line, splits || rotation.rotates(), "split", console);
    CaptureWriter.Settings settings =
        WriteOptions.settings(line, rotation, "Weft " + Version.read(), CaptureRun.FLUSH_NANOS);
    boolean annotates = WriteOptions.annotates(line, settings);
    KeyLog log = WriteOptions.keys(line, settings);
    Chain chain = ApplicationOptions.chain(line);
    DisplayFilter filter = FilterOptions.ofPackets(line, chain);
    InternalErrors errors = new InternalErrors();
    PacketNotes notes = annotates || splits ? new PacketNotes(chain, errors) : null;
    Analyzer.Builder analyzer =
        notes != null
            ? analyzer(line, chain, Effort.ALL, notes, errors)
            : analyzer(line, chain, effort(filter), new FlowListener() {}, errors);
    analyzer.threads(1);
    boolean dissects = notes != null || filter != null;
    try (PacketSource opened =
        CaptureArguments.open(line, CaptureArguments.captures(line), console, true)) {
      PacketSource source =
          numbers == null ? opened : dissects ? numbers.upToLast(opened) : numbers.only(opened);
      CaptureTarget target = WriteOptions.target(line, console);
      SessionKeys keys = log == null ? null : new SessionKeys(source, log);
      CaptureDescription described = keys == null ? source : keys;
      PacketOutput plain =
          splits
              ? new SplitWriter(described, target, settings, () -> part(notes.flow()))
              : new CaptureWriter(described, target, settings);
      PacketOutput writer = keys == null ? plain : new KeyedOutput(keys, plain);
      CaptureRun run = new CaptureRun(source, writer, console);
      if (dissects) {
        PacketChoice choice = new PacketChoice(numbers, filter);
        run.choosing(
            (chosen, tick) ->
                analyzer
                    .packets(new PacketHandover(choice, notes, annotates, chosen, tick))
                    .build()
                    .run(source));
      }
      run.run();
      return Conclusion.report(source.end(), source.statistics(), console);
    }
  }

  /** The name of the file for a flow's packets, and of the one for packets in no flow. */
  private static String part(FlowName flow) {
    return flow == null ? "other" : flow.toString().replace(':', '-');
  }

  /**
   * What it takes to find out what a filter names.
   *
   * @param filter null for none
   */
  private static Effort effort(DisplayFilter filter) {
    return filter == null ? Effort.NONE : filter.effort();
  }

  /** Begins an analyzer that makes this effort, and no other. */
  private static Analyzer.Builder analyzer(
      CommandLine line, Chain chain, Effort effort, FlowListener listener, InternalErrors errors)
      throws UsageException {
    Chain needed = chain.reading(effort.applications());
    Analyzer.Builder analyzer = FlowOptions.analyzer(line, needed).errors(errors);
    if (!effort.isNone()) {
      analyzer.flows(FlowOptions.config(line, effort.analysis()).withLayers(true), listener);
    }
    return analyzer;
  }

  /** Prints columns, and shows at once what a live capture has brought. */
  private static final class Columns implements PacketListener {
    private final ColumnLines lines;
    private final Output output;

    Columns(ColumnLines lines, Output output) {
      this.lines = lines;
      this.output = output;
    }

    /** The header comes even if no packet did. */
    void end() throws IOException {
      lines.begin();
    }

    @Override
    public void onPacket(Packet packet) {
      lines.onPacket(packet);
    }

    @Override
    public void onQuiet() {
      try {
        output.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.LiveCaptureOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.SelectionOptions;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.report.FlowSelection;
import io.weft.report.SideNames;
import io.weft.report.follow.HexStreamPrinter;
import io.weft.report.follow.JsonStreamPrinter;
import io.weft.report.follow.RawStreamPrinter;
import io.weft.report.follow.StreamFollower;
import io.weft.report.follow.StreamPrinter;
import io.weft.report.follow.TextStreamPrinter;
import io.weft.report.text.FlowListing;
import io.weft.report.text.FlowOrder;
import io.weft.report.text.Palette;
import io.weft.report.text.TimeStyle;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft stream}: prints what both sides of one stream sent, turn by turn. */
final class StreamCommand implements Command {
  private static final String STREAM = "stream";

  private static final String WIRE = "wire";

  /** Streams that are listed at most. */
  private static final int ROWS = 1000;

  private static final List<String> FORMS = List.of("text", "hex", "raw", "json");

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public String summary() {
    return "follow one stream: what both sides said, turn by turn";
  }

  @Override
  public String arguments() {
    return "<capture>... [<n>] | -i <interface> <n>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.CHOOSE);
    options.addOption(
        OptionFactory.value(
            STREAM, "n", "this stream: 7 is TCP stream 7, udp:3 UDP stream 3; or its bare name"));
    options.addOption(SelectionOptions.side());
    options.addOption(FilterOptions.ofFlows());
    options.in(Section.OUTPUT);
    options.addOption(
        OptionFactory.choice(
            "as",
            "form",
            FORMS,
            "text (the default), hex, raw (the bytes alone) or json (one object a line)"));
    options.addOption(
        OptionFactory.flag(
            "binary", "with --as text: print what is no text too, and not only that it is there"));
    options.addOption(
        OptionFactory.flag(
            "segments", "with --as json: also which packet carried which bytes, and repeats"));
    options.addOption(
        OptionFactory.flag(
            WIRE,
            "the bytes as they were sent, not those inside TLS (with its keys) or WebSocket"));
    ApplicationOptions.addReadingTo(options);
    FlowOptions.addLimitsTo(options);
    StyleOptions.addColorTo(options);
    OutputOptions.addTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft stream web.pcapng", "which streams there are"),
        new Example(
            "weft stream -Y 'frame contains \"login\"' web.pcapng", "where a word was said"),
        new Example("weft stream web.pcapng 7", "TCP stream 7, numbered as in Wireshark"),
        new Example("weft stream web.pcapng udp:3 --as hex", "UDP stream 3, byte by byte"),
        new Example(
            "weft stream mail.pcap 0 --as raw --side server -o banner.bin",
            "what the server sent, byte for byte"),
        new Example(
            "weft stream web.pcapng 7 --keylog keys.txt", "what is said inside TLS, decrypted"),
        new Example(
            "weft stream web.pcapng 7 --as json | jq -r 'select(.direction==\"client\").text'",
            "what the client said"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    List<String> captures = CaptureArguments.captures(line);
    String word = line.getOptionValue(STREAM);
    if (word == null && isStream(line.getArgList())) {
      word = captures.remove(captures.size() - 1);
    }
    if (captures.isEmpty() && !LiveCaptureOptions.isLive(line)) {
      throw new UsageException("no capture given: weft stream web.pcapng 7");
    }
    if (word == null) {
      return list(line, captures, console);
    }
    if (FilterOptions.isGiven(line)) {
      throw new UsageException(
          "-Y chooses which streams are listed: without a stream's number, which is one already");
    }
    FlowName wanted = stream(word);
    String form = line.getOptionValue("as", FORMS.get(0)).toLowerCase(Locale.ROOT);
    if (!FORMS.contains(form)) {
      throw new UsageException("--as knows text, hex, raw and json, not '" + form + "'");
    }
    Set<Direction> sides = SelectionOptions.sides(line);
    boolean segments = line.hasOption("segments");
    if (segments && !form.equals("json")) {
      throw new UsageException("--segments needs --as json");
    }
    FlowConfig config = FlowOptions.config(line, false);
    Output output = OutputOptions.output(line, console);
    if (form.equals("raw") && !output.isFile() && console.terminal().out()) {
      throw new UsageException("--as raw would send bytes as they are to the terminal: use -o");
    }
    boolean progress = output.isFile() || !console.terminal().out();
    try (output;
        PacketSource source = CaptureArguments.open(line, captures, console, progress)) {
      StreamPrinter printer = printer(form, wanted, line, output, console);
      StreamFollower follower =
          new StreamFollower(wanted, sides, printer, segments, line.hasOption(WIRE));
      Analyzer analyzer =
          FlowOptions.analyzer(line, ApplicationOptions.chain(line))
              .flows(config, follower)
              .packets(new FlushWhenQuiet(follower, printer, output))
              .build();
      Analyzer.Totals totals = analyzer.run(source);
      follower.finish();
      int code = Conclusion.report(totals, console);
      if (!follower.found()) {
        console.error(SelectionOptions.noSuchStream(wanted, follower.highest()));
        return ExitCode.TROUBLE;
      }
      if (printer instanceof RawStreamPrinter raw) {
        warn(raw, follower, sides, console);
      }
      return code;
    }
  }

  /** Shows what was printed as soon as a live source waits: the user may be watching. */
  private record FlushWhenQuiet(StreamFollower follower, StreamPrinter printer, Output output)
      implements PacketListener {
    @Override
    public void onPacket(Packet packet) {
      // The follower gets the packet's bytes as a flow listener.
    }

    @Override
    public void onQuiet() {
      try {
        follower.release();
        printer.flush();
        output.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether the last word names a stream, and no file. */
  private static boolean isStream(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      return false;
    }
    String last = words.get(words.size() - 1);
    return OptionValues.flowName(last) != null
        && (words.size() > 1 || !Files.exists(CaptureArguments.path(last)));
  }

  /** Lists the streams that there are, in the order of time. */
  private static int list(CommandLine line, List<String> captures, Console console)
      throws IOException, UsageException {
    if (LiveCaptureOptions.isLive(line)) {
      throw new UsageException(
          "no stream given: with -i, --stream 0 is the first connection that begins");
    }
    Chain chain = ApplicationOptions.chain(line);
    FlowAnalysis analysis = FlowAnalysis.of(line, chain, false);
    FlowSelection streams =
        new FlowSelection(
            Set.of(IpProtocol.name(IpProtocol.TCP), IpProtocol.name(IpProtocol.UDP)),
            Set.of(),
            analysis.filter());
    Output output = OutputOptions.output(line, console);
    try (output;
        PacketSource source =
            CaptureArguments.open(line, captures, console, !console.terminal().out())) {
      String follow = "weft stream " + String.join(" ", captures) + " 7, or udp:3, follows one";
      FlowListing listing =
          new FlowListing(
              FlowOrder.START,
              ROWS,
              StyleOptions.style(line, TimeStyle.UTC, output, console),
              "weft flows --all shows them");
      Analyzer.Totals totals = new FlowsRun(analysis, streams, listing::add).run(source);
      listing.print(output.text(), totals);
      output.text().append(follow).append('\n');
      return Conclusion.report(totals.end(), CaptureStatistics.NONE, console);
    }
  }

  private static FlowName stream(String word) throws UsageException {
    FlowName name = OptionValues.flowName(word);
    if (name == null) {
      throw new UsageException("--stream needs a stream: 7 or tcp:7, udp:3; not '" + word + "'");
    }
    if (!SelectionOptions.hasStreams(name.ipProtocol())) {
      throw new UsageException("only streams of tcp and udp can be followed, not " + name);
    }
    return name;
  }

  private static StreamPrinter printer(
      String form, FlowName wanted, CommandLine line, Output output, Console console)
      throws IOException, UsageException {
    boolean colours = StyleOptions.palette(line, output, console) == Palette.ANSI;
    return switch (form) {
      case "hex" -> new HexStreamPrinter(output.text(), colours);
      case "raw" -> new RawStreamPrinter(output.bytes());
      case "json" -> new JsonStreamPrinter(output.bytes(), wanted);
      default -> new TextStreamPrinter(output.text(), colours, line.hasOption("binary"));
    };
  }

  /** Reports on standard error what the other forms print amid the bytes. */
  private static void warn(
      RawStreamPrinter raw, StreamFollower follower, Set<Direction> sides, Console console) {
    for (Direction side : sides) {
      long missing = follower.missing(side);
      if (missing > 0) {
        console.warn(
            Units.count(missing, "byte", "bytes")
                + " of what the "
                + SideNames.of(side)
                + " sent not in the capture: those on both sides of a gap adjoin");
      }
    }
    if (raw.isDecrypted()) {
      console.note("these are the bytes inside TLS, decrypted; --wire gives what was sent");
    } else if (raw.isEncrypted()) {
      console.note("these bytes are encrypted (TLS)");
    }
    if (raw.isReversed()) {
      console.warn("client and server were guessed, and found to be the other way round too late");
    }
  }
}

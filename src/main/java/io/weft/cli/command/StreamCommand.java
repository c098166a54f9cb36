package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.capture.PacketSource;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.SelectionOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.protocol.StandardProtocols;
import io.weft.report.SideNames;
import io.weft.report.follow.HexStreamPrinter;
import io.weft.report.follow.JsonStreamPrinter;
import io.weft.report.follow.RawStreamPrinter;
import io.weft.report.follow.StreamFollower;
import io.weft.report.follow.StreamPrinter;
import io.weft.report.follow.TextStreamPrinter;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft stream}: prints what both sides of one stream sent, turn by turn. */
final class StreamCommand implements Command {
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
    return "<capture>... <n> | -i <interface> <n>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions();
    options.addOption(
        OptionFactory.value(
            "as",
            "form",
            "text (the default), hex, raw (the bytes alone) or json (one object a line)"));
    options.addOption(SelectionOptions.side());
    options.addOption(
        OptionFactory.flag(
            "segments", "with --as json: also which packet carried which bytes, and repeats"));
    FlowOptions.addLimitsTo(options);
    OutputOptions.addTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft stream web.pcapng 7", "TCP stream 7, numbered as in Wireshark"),
        new Example("weft stream web.pcapng udp:3 --as hex", "UDP stream 3, byte by byte"),
        new Example(
            "weft stream mail.pcap 0 --as raw --side server -o banner.bin",
            "what the server sent, byte for byte"),
        new Example(
            "weft stream web.pcapng 7 --as json | jq -r 'select(.direction==\"client\").text'",
            "what the client said"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    List<String> words = line.getArgList();
    if (words.isEmpty()) {
      throw new UsageException("no capture and no stream given: weft stream web.pcapng 7");
    }
    FlowName wanted = stream(words.get(words.size() - 1));
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
        PacketSource source =
            CaptureArguments.open(line, words.subList(0, words.size() - 1), console, progress)) {
      StreamPrinter printer = printer(form, wanted, output, console);
      StreamFollower follower = new StreamFollower(wanted, sides, printer, segments);
      Analyzer analyzer =
          FlowOptions.analyzer(line, StandardProtocols.chain())
              .flows(config, follower)
              .packets(new FlushWhenQuiet(printer, output))
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
  private record FlushWhenQuiet(StreamPrinter printer, Output output) implements PacketListener {
    @Override
    public void onPacket(Packet packet) {
      // The follower gets the packet's bytes as a flow listener.
    }

    @Override
    public void onQuiet() {
      try {
        printer.flush();
        output.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static FlowName stream(String word) throws UsageException {
    FlowName name = OptionValues.flowName(word);
    if (name == null) {
      throw new UsageException(
          "the last word must be a stream: 7 or tcp:7, udp:3; not '" + word + "'");
    }
    if (!SelectionOptions.hasStreams(name.ipProtocol())) {
      throw new UsageException("only streams of tcp and udp can be followed, not " + name);
    }
    return name;
  }

  private static StreamPrinter printer(String form, FlowName wanted, Output output, Console console)
      throws IOException {
    boolean colours =
        !output.isFile() && console.terminal().out() && System.getenv("NO_COLOR") == null;
    return switch (form) {
      case "hex" -> new HexStreamPrinter(output.text(), colours);
      case "raw" -> new RawStreamPrinter(output.bytes());
      case "json" -> new JsonStreamPrinter(output.bytes(), wanted);
      default -> new TextStreamPrinter(output.text(), colours);
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
    if (raw.isReversed()) {
      console.warn("client and server were guessed, and found to be the other way round too late");
    }
  }
}

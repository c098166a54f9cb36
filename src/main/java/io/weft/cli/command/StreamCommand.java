package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.capture.PacketSource;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.Selections;
import io.weft.cli.option.UsageException;
import io.weft.cli.option.Values;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.protocol.StandardProtocols;
import io.weft.report.follow.StreamFollower;
import io.weft.report.follow.StreamHex;
import io.weft.report.follow.StreamJson;
import io.weft.report.follow.StreamPrinter;
import io.weft.report.follow.StreamRaw;
import io.weft.report.follow.StreamText;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft stream}: what both sides of one stream said, turn by turn. */
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
    Options options = new Options();
    options.addOption(
        FlowOptions.value(
            "as",
            "form",
            "text (the default), hex, raw (the bytes alone) or json (one object a line)"));
    options.addOption(Selections.side());
    options.addOption(
        FlowOptions.flag(
            "segments", "with --as json: also which packet carried which bytes, and repeats"));
    FlowOptions.addLimitsTo(options);
    options.addOption(FlowOptions.output());
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
    Set<Direction> sides = Selections.sides(line);
    boolean segments = line.hasOption("segments");
    if (segments && !form.equals("json")) {
      throw new UsageException("--segments needs --as json");
    }
    FlowConfig config = FlowOptions.config(line, false);
    Output output = new Output(line.getOptionValue("o"), console);
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
          Analyzer.of(StandardProtocols.chain())
              .flows(config, follower)
              .packets(new Watched(printer, output))
              .build();
      Analyzer.Totals totals = analyzer.run(source);
      follower.finish();
      int code = CaptureArguments.conclude(totals, console);
      if (!follower.found()) {
        console.error(Selections.unknown(wanted, follower.highest()));
        return ExitCode.TROUBLE;
      }
      if (printer instanceof StreamRaw raw) {
        warn(raw, follower, sides, console);
      }
      return code;
    }
  }

  /** Somebody may be watching a live stream. */
  private record Watched(StreamPrinter printer, Output output) implements PacketListener {
    @Override
    public void onPacket(Packet packet) {
      // What the packet carries is heard of by the follower.
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
    FlowName name = Values.flowName(word);
    if (name == null) {
      throw new UsageException(
          "the last word must be a stream: 7 or tcp:7, udp:3; not '" + word + "'");
    }
    if (!Selections.hasStreams(name.ipProtocol())) {
      throw new UsageException("only streams of tcp and udp can be followed, not " + name);
    }
    return name;
  }

  private static StreamPrinter printer(String form, FlowName wanted, Output output, Console console)
      throws IOException {
    boolean colours =
        !output.isFile() && console.terminal().out() && System.getenv("NO_COLOR") == null;
    return switch (form) {
      case "hex" -> new StreamHex(output.text(), colours);
      case "raw" -> new StreamRaw(output.bytes());
      case "json" -> new StreamJson(output.bytes(), wanted);
      default -> new StreamText(output.text(), colours);
    };
  }

  /** Raw bytes have no place for remarks. */
  private static void warn(
      StreamRaw raw, StreamFollower follower, Set<Direction> sides, Console console) {
    for (Direction side : sides) {
      long missing = follower.missing(side);
      if (missing > 0) {
        String who = side == Direction.FROM_CLIENT ? "client" : "server";
        console.warn(
            Units.count(missing, "byte", "bytes")
                + " of what the "
                + who
                + " sent not in the capture: those on both sides of a gap adjoin");
      }
    }
    if (raw.wrongWayRound()) {
      console.warn("client and server were guessed, and found to be the other way round too late");
    }
  }
}

package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.PacketSource;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.StyleOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import io.weft.report.json.PacketJsonLines;
import io.weft.report.text.PacketLine;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TimeStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
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
        Option.builder()
            .longOpt("json")
            .desc("print one JSON object a line, with the fields of its layers")
            .get());
    StyleOptions.addTo(options, TimeStyle.RELATIVE);
    options.in(Section.ANALYSIS).addOption(FlowOptions.checksums());
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
        new Example("weft packets -i eth0 -f 'port 53'", "DNS on an interface, as it comes"),
        new Example("weft packets --checksums web.pcapng", "and which checksums are wrong"),
        new Example("weft packets --json web.pcapng | jq .layers", "the layers of each packet"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    Chain chain = StandardProtocols.chain();
    FlowConfig config = FlowOptions.config(line, true);
    TimeStyle times = StyleOptions.times(line, TimeStyle.RELATIVE);
    Output output = OutputOptions.output(line, console);
    boolean progress = output.isFile() || !console.terminal().out();
    try (output;
        PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, progress)) {
      InternalErrors errors = new InternalErrors();
      Analyzer.Builder analyzer =
          FlowOptions.analyzer(line, chain).flows(config, new FlowListener() {}).errors(errors);
      Analyzer.Totals totals;
      if (line.hasOption("json")) {
        try (PacketJsonLines lines = new PacketJsonLines(chain, output.bytes(), errors)) {
          totals = analyzer.packets(lines).build().run(source);
        }
      } else {
        Lines lines =
            new Lines(chain, output, StyleOptions.style(line, times, output, console), errors);
        totals = analyzer.packets(lines).build().run(source);
      }
      return Conclusion.report(totals, console);
    }
  }

  /**
   * Prints packets as text. Times have nine digits behind the point where the interface of the
   * first packet gives nanoseconds, else six.
   */
  private static final class Lines implements PacketListener {
    private final Chain chain;
    private final Appendable out;
    private final Output output;
    private final TextStyle style;
    private final InternalErrors errors;
    private List<CaptureInterface> interfaces = List.of();
    private PacketLine line;

    Lines(Chain chain, Output output, TextStyle style, InternalErrors errors) throws IOException {
      this.errors = errors;
      this.chain = chain;
      this.out = output.text();
      this.output = output;
      this.style = style;
    }

    @Override
    public void onDescribed(List<CaptureInterface> described, CaptureInfo info) {
      interfaces = described;
    }

    @Override
    public void onPacket(Packet packet) {
      if (line == null) {
        boolean nanoseconds = interfaces.get(packet.interfaceId()).isFinerThanMicroseconds();
        line = new PacketLine(chain, out, style, nanoseconds, errors);
      }
      line.onPacket(packet);
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

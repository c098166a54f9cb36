package io.weft.cli.command;

import io.weft.analysis.KeyLog;
import io.weft.analysis.SessionKeys;
import io.weft.capture.PacketSource;
import io.weft.capture.write.CaptureTarget;
import io.weft.capture.write.CaptureWriter;
import io.weft.capture.write.PacketOutput;
import io.weft.capture.write.Rotation;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.RotationOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.option.WriteOptions;
import io.weft.cli.terminal.Console;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code weft capture}: writes the packets of an interface, or of captures, into capture files. */
final class CaptureCommand implements Command {
  private static final String FORCE = "force";
  private static final String FLUSH = "flush";

  @Override
  public String name() {
    return "capture";
  }

  @Override
  public String summary() {
    return "write packets into capture files";
  }

  @Override
  public String arguments() {
    return "-w <file> <capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(WriteOptions.write());
    RotationOptions.addTo(options);
    options.in(Section.OUTPUT);
    options.addOption(WriteOptions.format());
    options.addOption(
        Option.builder("U")
            .longOpt(FLUSH)
            .desc("write each packet as it comes, not once a second: slow where there are many")
            .get());
    options.addOption(
        OptionFactory.flag(FORCE, "overwrite files that exist, which is refused otherwise"));
    options.in(Section.CHOOSE).addOption(FilterOptions.ofFlowsPackets());
    ApplicationOptions.addReadingTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft capture -i eth0 -w eth0.pcapng", "what eth0 sees, until Ctrl-C"),
        new Example(
            "weft capture -i any -w ring.pcapng.zst --rotate 100MB --keep 10",
            "always the newest gigabyte, compressed"),
        new Example("weft capture monday.pcap tuesday.pcap.gz -w both.pcapng", "two in one"),
        new Example("weft capture big.pcapng -w part.pcapng.zst --rotate 100MB", "one in many"),
        new Example(
            "weft capture -Y 'tcp.analysis.retransmission' -w lossy.pcapng big.pcapng",
            "the connections that lost segments, whole"),
        new Example(
            "ssh host tcpdump -U -w - | weft capture - -w host.pcapng.gz",
            "what comes through a pipe, readable while it comes"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    if (!WriteOptions.writes(line)) {
      throw new UsageException("where to? -w names a file, or - for standard output");
    }
    Rotation rotation = RotationOptions.rotation(line);
    WriteOptions.check(line, rotation.rotates(), "rotate", console);
    CaptureWriter.Settings settings =
        WriteOptions.settings(
            line,
            rotation,
            "Weft " + Version.read(),
            line.hasOption(FLUSH) ? 0 : CaptureRun.FLUSH_NANOS);
    KeyLog log = WriteOptions.keys(line, settings);
    List<String> captures = CaptureArguments.captures(line);
    try (PacketSource opened = CaptureArguments.open(line, captures, console, true)) {
      PacketSource source =
          FilterOptions.ofSelectedFlows(
              line, opened, () -> CaptureArguments.open(line, captures, console, true));
      CaptureTarget target = WriteOptions.target(line, console);
      new CaptureRun(source, writer(source, target, settings, log), console).run();
      return Conclusion.report(source.end(), source.statistics(), console);
    }
  }

  private static PacketOutput writer(
      PacketSource source, CaptureTarget target, CaptureWriter.Settings settings, KeyLog log)
      throws IOException {
    if (log == null) {
      return new CaptureWriter(source, target, settings);
    }
    SessionKeys keys = new SessionKeys(source, log);
    return new KeyedOutput(keys, new CaptureWriter(keys, target, settings));
  }
}

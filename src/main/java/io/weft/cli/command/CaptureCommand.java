package io.weft.cli.command;

import io.weft.capture.Compression;
import io.weft.capture.PacketSource;
import io.weft.capture.write.CaptureFormat;
import io.weft.capture.write.CaptureTarget;
import io.weft.capture.write.CaptureWriter;
import io.weft.capture.write.Rotation;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.RotationOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code weft capture}: writes the packets of an interface, or of captures, into capture files. */
final class CaptureCommand implements Command {
  private static final String WRITE = "w";
  private static final String FORMAT = "format";
  private static final String FORCE = "force";
  private static final String FLUSH = "flush";
  private static final String STANDARD_OUTPUT = "-";
  private static final long FLUSH_NANOS = 1_000_000_000L;

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
    options.addOption(
        OptionFactory.value(
            WRITE,
            "write",
            "file",
            "write there; - for standard output. A name that ends in .pcap, .cap or .dmp makes a"
                + " pcap file, any other pcapng; .gz, .zst, .lz4 and .xz behind that compress it"));
    RotationOptions.addTo(options);
    options.in(Section.OUTPUT);
    options.addOption(
        OptionFactory.value(FORMAT, "format", "pcapng or pcap, whatever the name ends in"));
    options.addOption(
        Option.builder("U")
            .longOpt(FLUSH)
            .desc("write each packet as it comes, not once a second: slow where there are many")
            .get());
    options.addOption(
        OptionFactory.flag(FORCE, "overwrite files that exist, which is refused otherwise"));
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
            "ssh host tcpdump -U -w - | weft capture - -w host.pcapng.gz",
            "what comes through a pipe, readable while it comes"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    String name = line.getOptionValue(WRITE);
    if (name == null) {
      throw new UsageException("where to? -w names a file, or - for standard output");
    }
    Rotation rotation = RotationOptions.rotation(line);
    boolean stream = name.equals(STANDARD_OUTPUT);
    if (stream && rotation.rotates()) {
      throw new UsageException("--rotate makes files, and -w - is none");
    }
    if (stream && console.terminal().out()) {
      throw new UsageException("standard output is a terminal, and packets are no text");
    }
    CaptureWriter.Settings settings =
        new CaptureWriter.Settings(
            format(line, name),
            stream ? null : Compression.ofName(name),
            rotation,
            "Weft " + Version.read(),
            line.hasOption(FLUSH) ? 0 : FLUSH_NANOS);
    List<String> captures = CaptureArguments.captures(line);
    try (PacketSource source = CaptureArguments.open(line, captures, console, true)) {
      CaptureTarget target =
          stream
              ? CaptureTarget.stream(console.out())
              : CaptureTarget.file(
                  CaptureArguments.path(name),
                  new Permission(line.hasOption(FORCE), inputs(captures)));
      new CaptureRun(source, new CaptureWriter(source, target, settings), console).run();
      return Conclusion.report(source.end(), source.statistics(), console);
    }
  }

  private static CaptureFormat format(CommandLine line, String name) throws UsageException {
    String asked = line.getOptionValue(FORMAT);
    if (asked == null) {
      return CaptureFormat.ofName(name);
    }
    for (CaptureFormat format : CaptureFormat.values()) {
      if (format.label().equals(asked.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new UsageException("--format knows pcapng and pcap, not '" + asked + "'");
  }

  private static List<Path> inputs(List<String> captures) throws IOException, UsageException {
    List<Path> inputs = new ArrayList<>();
    for (Path path : CaptureArguments.paths(captures)) {
      if (Files.exists(path)) {
        inputs.add(path.toRealPath());
      }
    }
    return inputs;
  }

  /**
   * Allows a file to be overwritten only with {@code --force}, and never one that is being read.
   *
   * @param inputs the real paths of the captures that are read
   */
  private record Permission(boolean force, List<Path> inputs) implements CaptureTarget.Permission {
    @Override
    public void overwrite(Path existing) throws IOException {
      String file = existing.toString();
      Path real = existing.toRealPath();
      // Where a folder is read, every file below it is an input.
      if (inputs.stream().anyMatch(real::startsWith)) {
        throw new FileSystemException(file, null, "is one of the captures to be read");
      }
      if (!force) {
        throw new FileSystemException(file, null, "exists already; --force overwrites it");
      }
    }
  }
}

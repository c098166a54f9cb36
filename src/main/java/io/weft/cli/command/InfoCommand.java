package io.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.LiveCaptureOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.FailureText;
import io.weft.cli.terminal.Progress;
import io.weft.report.document.CaptureMeter;
import io.weft.report.document.CaptureRecord;
import io.weft.report.document.CaptureText;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * {@code weft info}: describes capture files, without dissecting their packets unless {@code -Y}
 * does.
 */
final class InfoCommand implements Command {
  @Override
  public String name() {
    return "info";
  }

  @Override
  public String summary() {
    return "tell what capture files are: format, interfaces, packets, times, damage";
  }

  @Override
  public String arguments() {
    return "<capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(JsonOption.option("print one JSON object a line, one a file"));
    options.addOption(OptionFactory.flag("hash", "hash each file with SHA-256 as well"));
    options.in(Section.CHOOSE).addOption(FilterOptions.ofFlowsPackets());
    ApplicationOptions.addReadingTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft info web.pcapng", "all that can be told without dissecting"),
        new Example(
            "weft info -Y 'ip.addr == 10.1.0.2' web.pcapng", "how much one host's flows are"),
        new Example(
            "weft info --json captures/ | jq -r 'select(.complete|not) | .files[0].name'",
            "the damaged captures in a folder"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    List<String> arguments = CaptureArguments.captures(line);
    Printer printer =
        JsonOption.isGiven(line) ? new JsonPrinter(console) : new TextPrinter(console);
    boolean hash = line.hasOption("hash");
    if (arguments.isEmpty() || CaptureArguments.isSingleSource(line)) {
      if (hash) {
        throw new UsageException("--hash needs files");
      }
      return describe(
          selected(line, CaptureArguments.open(line, arguments, console, false)),
          null,
          printer,
          console);
    }
    LiveCaptureOptions.requireNone(line);
    int code = ExitCode.DONE;
    for (String argument : arguments) {
      if (argument.equals(CaptureArguments.STANDARD_INPUT)) {
        describe(
            selected(
                line,
                CaptureArguments.chosen(
                    line,
                    Captures.open(
                        Channels.newChannel(console.in()),
                        "standard input",
                        CaptureArguments.reading(line)))),
            null,
            printer,
            console);
        continue;
      }
      Path path = CaptureArguments.path(argument);
      if (Files.isDirectory(path)) {
        folder(path, line, printer, console);
        continue;
      }
      try {
        describe(selected(line, path), hash ? sha256(path) : null, printer, console);
      } catch (CaptureFormatException | FileSystemException e) {
        // One file that is no capture, or not there, does not keep the others from being described.
        console.flush();
        console.error(FailureText.of(e));
        code = ExitCode.TROUBLE;
      }
    }
    return code;
  }

  /** Describes the captures below a folder; other files there are passed over in silence. */
  private static void folder(Path folder, CommandLine line, Printer printer, Console console)
      throws IOException, UsageException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(Files::isRegularFile).sorted().toList();
    }
    int captures = 0;
    for (Path file : files) {
      try {
        Captures.open(List.of(file), CaptureArguments.reading(line)).close();
      } catch (CaptureFormatException e) {
        continue;
      }
      describe(
          selected(line, file), line.hasOption("hash") ? sha256(file) : null, printer, console);
      captures++;
    }
    if (captures == 0) {
      throw new CaptureFormatException(folder.toString(), 0, "a folder without any capture");
    }
  }

  /** The packets of a file that the line chooses. */
  private static PacketSource selected(CommandLine line, Path path)
      throws IOException, UsageException {
    FilterOptions.Opening opening =
        () ->
            CaptureArguments.chosen(
                line, Captures.open(List.of(path), CaptureArguments.reading(line)));
    return FilterOptions.ofSelectedFlows(line, opening.open(), opening);
  }

  /** One that cannot be read again: then whole flows cannot be selected. */
  private static PacketSource selected(CommandLine line, PacketSource source)
      throws IOException, UsageException {
    return FilterOptions.ofSelectedFlows(line, source, () -> source);
  }

  private static int describe(PacketSource opened, String digest, Printer printer, Console console)
      throws IOException {
    PacketSource source =
        console.terminal().err() && !console.terminal().out()
            ? new Progress(opened, console.err(), console.terminal().columns())
            : opened;
    try (CaptureMeter meter = new CaptureMeter(source)) {
      CapturedPacket packet = new CapturedPacket();
      boolean more = true;
      while (more) {
        more = meter.next(packet);
      }
      printer.print(meter.record(digest));
      return Conclusion.report(meter.end(), meter.statistics(), console);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    byte[] block = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private interface Printer {
    void print(CaptureRecord capture) throws IOException;
  }

  private static final class TextPrinter implements Printer {
    private final Console console;
    private boolean first = true;

    TextPrinter(Console console) {
      this.console = console;
    }

    @Override
    public void print(CaptureRecord capture) throws IOException {
      if (!first) {
        console.text().append('\n');
      }
      first = false;
      new CaptureText(console.text()).print(capture);
    }
  }

  private static final class JsonPrinter implements Printer {
    private final Console console;
    private final ObjectWriter writer = Json.mapper().writerFor(CaptureRecord.class);

    JsonPrinter(Console console) {
      this.console = console;
    }

    @Override
    public void print(CaptureRecord capture) throws IOException {
      console.text().append(writer.writeValueAsString(capture)).append('\n');
    }
  }
}

package io.weft.cli.option;

import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** The options {@code -o} and {@code --force}: where results go. */
public final class OutputOptions {
  private static final String OUTPUT = "o";
  private static final String FORCE = "force";

  private OutputOptions() {}

  /** Adds both options. */
  public static void addTo(CommandOptions options) {
    options
        .in(Section.OUTPUT)
        .addOption(
            OptionFactory.value(
                OUTPUT, "output", "file", "write there instead of to standard output"))
        .addOption(
            OptionFactory.flag(FORCE, "overwrite files that exist, which is refused otherwise"));
  }

  /** Whether results go to a file. */
  public static boolean isFile(CommandLine line) {
    return line.hasOption(OUTPUT);
  }

  /** The destination that the line names. */
  public static Output output(CommandLine line, Console console)
      throws IOException, UsageException {
    String file = line.getOptionValue(OUTPUT);
    if (file == null) {
      return new Output(console);
    }
    List<Path> inputs = new ArrayList<>();
    for (String capture : CaptureArguments.captures(line)) {
      Path path = CaptureArguments.path(capture);
      if (Files.exists(path)) {
        inputs.add(path.toRealPath());
      }
    }
    return new Output(CaptureArguments.path(file), line.hasOption(FORCE), inputs, console);
  }
}

package io.weft.cli.option;

import io.weft.capture.PacketSource;
import io.weft.capture.live.LibpcapFile;
import io.weft.capture.live.LiveException;
import io.weft.capture.open.Captures;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.cli.terminal.Progress;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** Opens what a command line names: files, folders, standard input or an interface. */
public final class CaptureArguments {
  /** The argument that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final String READER = "reader";

  private CaptureArguments() {}

  /** Adds the options that say what is read. */
  public static void addTo(Options options) {
    LiveCaptureOptions.addTo(options);
    options.addOption(
        OptionFactory.value(
            READER,
            "name",
            "which code reads files: weft (the default), or libpcap for formats that it alone"
                + " knows"));
  }

  /**
   * Opens all captures as one source, or the interface that {@code -i} names in their place.
   *
   * @param captures the arguments that name captures
   * @param console whose standard input {@code -} stands for, and where warnings go
   * @param progress whether a long run may show on standard error how far it is
   * @throws UsageException when the arguments and options do not fit together
   */
  public static PacketSource open(
      CommandLine line, List<String> captures, Console console, boolean progress)
      throws IOException, UsageException {
    if (LiveCaptureOptions.isLive(line)) {
      if (line.hasOption(READER)) {
        throw new UsageException("--reader is for files, not for -i");
      }
      if (!captures.isEmpty()) {
        throw new UsageException("captures and -i together: an interface takes their place");
      }
      return new InterruptibleCapture(LiveCaptureOptions.open(line), console);
    }
    if (usesLibpcap(line)) {
      return limited(line, libpcapFile(line, captures));
    }
    LiveCaptureOptions.requireNone(line);
    PacketSource source = limited(line, open(captures, console));
    return progress && console.terminal().err()
        ? new Progress(source, console.err(), console.terminal().columns())
        : source;
  }

  /** Whether the line can name one source only: an interface, or a file that libpcap reads. */
  public static boolean isSingleSource(CommandLine line) throws UsageException {
    return LiveCaptureOptions.isLive(line) || usesLibpcap(line);
  }

  private static boolean usesLibpcap(CommandLine line) throws UsageException {
    String reader = line.getOptionValue(READER, "weft").toLowerCase(Locale.ROOT);
    return switch (reader) {
      case "weft" -> false;
      case "libpcap" -> true;
      default -> throw new UsageException("--reader knows weft and libpcap, not '" + reader + "'");
    };
  }

  private static PacketSource libpcapFile(CommandLine line, List<String> captures)
      throws IOException, UsageException {
    if (captures.size() != 1) {
      throw new UsageException("--reader libpcap reads one file, or - for standard input");
    }
    LiveCaptureOptions.requireNone(line, LiveCaptureOptions.FILTER);
    try {
      return LibpcapFile.open(captures.get(0), line.getOptionValue(LiveCaptureOptions.FILTER));
    } catch (LiveException e) {
      throw LiveCaptureOptions.usageOrSame(e);
    }
  }

  /** The source itself, or its first packets where {@code -c} bounds their number. */
  public static PacketSource limited(CommandLine line, PacketSource source) throws UsageException {
    String count = line.getOptionValue(LiveCaptureOptions.COUNT);
    return count == null ? source : new FirstPackets(source, OptionValues.count("count", count));
  }

  private static PacketSource open(List<String> arguments, Console console)
      throws IOException, UsageException {
    if (arguments.isEmpty()) {
      throw new UsageException(
          "no capture given: name files or folders, - for standard input, or -i for an interface");
    }
    if (!arguments.contains(STANDARD_INPUT)) {
      return Captures.open(paths(arguments));
    }
    if (arguments.size() > 1) {
      throw new UsageException("standard input (-) cannot be read together with files");
    }
    return Captures.open(Channels.newChannel(console.in()), "standard input");
  }

  /**
   * Refuses arguments of a command that reads no capture.
   *
   * @param command the name of the command
   */
  public static void requireNone(CommandLine line, String command) throws UsageException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(command + " takes no arguments (see weft " + command + " --help)");
    }
  }

  /** The arguments as paths, in their order. */
  public static List<Path> paths(List<String> arguments) throws UsageException {
    List<Path> paths = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      paths.add(path(argument));
    }
    return paths;
  }

  /** The argument as a path; it need not exist. */
  public static Path path(String argument) throws UsageException {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new UsageException(argument + ": not a name that a file can have");
    }
  }
}

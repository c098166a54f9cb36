package io.weft.cli.option;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.capture.live.LibpcapFile;
import io.weft.capture.live.LiveException;
import io.weft.capture.open.Captures;
import io.weft.cli.command.Command;
import io.weft.cli.command.FirstPackets;
import io.weft.cli.command.LiveRun;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Progress;
import io.weft.report.text.CaptureRemarks;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The captures that a command line names, opened, and what went wrong with them. */
public final class CaptureArguments {
  public static final String STANDARD_INPUT = "-";

  private static final String READER = "reader";

  /** A folder may hold thousands of files that are no captures. */
  private static final int NOTES = 5;

  private CaptureArguments() {}

  /** The options that say what is read. */
  public static void addTo(Options options) {
    LiveArguments.addTo(options);
    options.addOption(
        FlowOptions.value(
            READER, "name", "who reads files: weft (the default), or libpcap for what it knows"));
  }

  /**
   * All of them as one capture, or the interface that the line names in their place.
   *
   * @param captures the words that name them
   * @param progress whether a long run may say on standard error how far it is
   */
  public static PacketSource open(
      CommandLine line, List<String> captures, Console console, boolean progress)
      throws IOException, UsageException {
    if (LiveArguments.isLive(line)) {
      if (line.hasOption(READER)) {
        throw new UsageException("--reader is for files, not for -i");
      }
      if (!captures.isEmpty()) {
        throw new UsageException("captures and -i together: an interface takes their place");
      }
      return new LiveRun(LiveArguments.open(line), console);
    }
    if (usesLibpcap(line)) {
      return first(line, libpcapFile(line, captures));
    }
    LiveArguments.requireNone(line);
    PacketSource source = first(line, open(captures, console));
    return progress && console.terminal().err()
        ? new Progress(source, console.err(), console.terminal().columns())
        : source;
  }

  /** Is there one source, whatever the line names? */
  public static boolean takesOne(CommandLine line) throws UsageException {
    return LiveArguments.isLive(line) || usesLibpcap(line);
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
    LiveArguments.requireNone(line, LiveArguments.FILTER);
    try {
      return LibpcapFile.open(captures.get(0), line.getOptionValue(LiveArguments.FILTER));
    } catch (LiveException e) {
      throw LiveArguments.usage(e);
    }
  }

  /** As many packets of the source as the line wants. */
  public static PacketSource first(CommandLine line, PacketSource source) throws UsageException {
    String count = line.getOptionValue("c");
    return count == null ? source : new FirstPackets(source, Values.count("count", count));
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

  /** For commands that read no capture. */
  public static void requireNone(CommandLine line, Command command) throws UsageException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          command.name() + " takes no arguments (see weft " + command.name() + " --help)");
    }
  }

  public static List<Path> paths(List<String> arguments) throws UsageException {
    List<Path> paths = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      paths.add(path(argument));
    }
    return paths;
  }

  public static Path path(String argument) throws UsageException {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new UsageException(argument + ": not a name that a file can have");
    }
  }

  /**
   * Says how a run ended, what was lost on the way included, behind the results.
   *
   * @return a code of {@link ExitCode}
   */
  public static int conclude(Analyzer.Totals totals, Console console) throws IOException {
    int code = conclude(totals.end(), totals.statistics(), console);
    if (totals.flows() != null && totals.flows().bounds().evicted() > 0) {
      console.warn(
          CaptureRemarks.leftEarly(totals.flows().bounds().evicted()) + " (see --max-memory)");
    }
    return code;
  }

  /** Likewise, where nobody has tracked flows, or their numbers are told already. */
  public static int conclude(CaptureEnd end, CaptureStatistics statistics, Console console)
      throws IOException {
    console.flush();
    warn(end, console);
    if (statistics.known()) {
      console.note(CaptureRemarks.describe(statistics));
    }
    if (end.lost() == null) {
      return ExitCode.DONE;
    }
    console.error(end.lost());
    return ExitCode.TROUBLE;
  }

  /** Says where captures were damaged and what was passed over. */
  private static void warn(CaptureEnd end, Console console) {
    end.damages().forEach(damage -> console.warn(damage.sentence()));
    int shown = end.notes().size() <= NOTES ? end.notes().size() : NOTES - 1;
    end.notes().subList(0, shown).forEach(console::warn);
    if (shown < end.notes().size()) {
      console.warn("and " + (end.notes().size() - shown) + " more of this kind");
    }
  }
}

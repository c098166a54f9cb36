package io.weft.cli;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.Captures;
import io.weft.capture.PacketSource;
import io.weft.report.CaptureRemarks;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The captures that a command line names, opened, and what went wrong with them. */
final class CaptureArguments {
  static final String STANDARD_INPUT = "-";

  /** A folder may hold thousands of files that are no captures. */
  private static final int NOTES = 5;

  private CaptureArguments() {}

  /** The options that say what is read. */
  static void addTo(Options options) {
    LiveArguments.addTo(options);
  }

  /**
   * All of them as one capture, or the interface that the line names in their place.
   *
   * @param captures the words that name them
   * @param progress whether a long run may say on standard error how far it is
   */
  static PacketSource open(
      CommandLine line, List<String> captures, Console console, boolean progress)
      throws IOException, UsageException {
    if (LiveArguments.isLive(line)) {
      if (!captures.isEmpty()) {
        throw new UsageException("captures and -i together: an interface takes their place");
      }
      return new LiveRun(LiveArguments.open(line), console);
    }
    LiveArguments.requireNone(line);
    PacketSource source = first(line, open(captures, console));
    return progress && console.terminal().err()
        ? new Progress(source, console.err(), console.terminal().columns())
        : source;
  }

  /** As many packets of the source as the line wants. */
  static PacketSource first(CommandLine line, PacketSource source) throws UsageException {
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

  static List<Path> paths(List<String> arguments) throws UsageException {
    List<Path> paths = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      try {
        paths.add(Path.of(argument));
      } catch (InvalidPathException e) {
        throw new UsageException(argument + ": not a name that a file can have");
      }
    }
    return paths;
  }

  /**
   * Says how a run ended, what was lost on the way included, behind the results.
   *
   * @return a code of {@link ExitCode}
   */
  static int conclude(CaptureEnd end, CaptureStatistics statistics, Console console)
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

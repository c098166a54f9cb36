package io.weft.cli;

import io.weft.capture.CaptureEnd;
import io.weft.capture.Captures;
import io.weft.capture.PacketSource;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The captures that a command line names, opened, and what went wrong with them. */
final class CaptureArguments {
  static final String STANDARD_INPUT = "-";

  /** A folder may hold thousands of files that are no captures. */
  private static final int NOTES = 5;

  private CaptureArguments() {}

  /**
   * All of them as one capture.
   *
   * @param progress whether a long run may say on standard error how far it is
   */
  static PacketSource open(List<String> arguments, Console console, boolean progress)
      throws IOException, UsageException {
    PacketSource source = open(arguments, console);
    return progress && console.terminal().err()
        ? new Progress(source, console.err(), console.terminal().columns())
        : source;
  }

  private static PacketSource open(List<String> arguments, Console console)
      throws IOException, UsageException {
    if (arguments.isEmpty()) {
      throw new UsageException("no capture given: name files or folders, or - for standard input");
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

  /** Says where captures were damaged and what was passed over. */
  static void warn(CaptureEnd end, Console console) {
    end.damages().forEach(damage -> console.warn(damage.sentence()));
    int shown = end.notes().size() <= NOTES ? end.notes().size() : NOTES - 1;
    end.notes().subList(0, shown).forEach(console::warn);
    if (shown < end.notes().size()) {
      console.warn("and " + (end.notes().size() - shown) + " more of this kind");
    }
  }
}

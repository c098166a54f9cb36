package io.weft.cli.command;

import io.weft.cli.Main;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * One word after {@code weft}. A command is made once a process, holds no state between runs, and
 * is listed in {@link Commands}.
 */
public interface Command {
  /** The word that is typed: lower case. */
  String name();

  /** What it does, in one clause without a full stop, for the list of commands. */
  String summary();

  /** The words that follow the options in its help, such as {@code <capture>...}; may be empty. */
  String arguments();

  /** The options it knows. {@code --help} is added to them by {@link Main}. */
  Options options();

  /** At least one line to learn from, the commonest first. */
  List<Example> examples();

  /**
   * Does the work. Results go to {@link Console#out} or {@link Console#text}, everything else to
   * the console's warnings; the caller flushes both.
   *
   * @return a code of {@link ExitCode}
   * @throws UsageException when the line makes no sense; exit code 2
   * @throws IOException when reading or writing fails; exit code 1, or 0 for a closed pipe
   */
  int run(CommandLine line, Console console) throws IOException, UsageException;
}

package io.weft.cli.command;

import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * A command of the program: the word after {@code weft}. A command keeps no state from one run to
 * the next. {@link Commands} lists them all.
 */
public interface Command {
  /** The word that the user types, in lower case. */
  String name();

  /** What the command does: one clause without a full stop, for the list of commands. */
  String summary();

  /** What follows the options in the usage line, such as {@code <capture>...}; may be empty. */
  String arguments();

  /** The options of the command, the most common first, without {@code --help}. */
  Options options();

  /** Examples for the help, the most common first. */
  List<Example> examples();

  /**
   * Runs the command. Results go to {@link Console#out} or {@link Console#text}, everything else to
   * standard error. The caller flushes the console.
   *
   * @return a code of {@link ExitCode}
   * @throws UsageException when the command line is wrong; the process exits with 2
   * @throws IOException when reading or writing fails; the process exits with 1, or with 0 where
   *     the reader of standard output closed the pipe
   */
  int run(CommandLine line, Console console) throws IOException, UsageException;
}

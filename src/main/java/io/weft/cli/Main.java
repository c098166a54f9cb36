package io.weft.cli;

import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.cli.command.Version;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.FailureText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The program. It finds the command, runs it, and turns every failure into one line on standard
 * error and an exit code.
 */
public final class Main {
  private final List<Command> commands;
  private final Console console;

  /**
   * @param commands those that the user may name
   */
  Main(List<Command> commands, Console console) {
    this.commands = commands;
    this.console = console;
  }

  /** Runs the command line and ends the process with one of the codes 0, 1 and 2. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(new Main(Commands.all(), Console.ofProcess()).run(arguments));
  }

  /** Runs the command line without ending the process; returns a code of {@link ExitCode}. */
  int run(String... arguments) {
    try {
      int code = dispatch(arguments);
      console.flush();
      return code;
    } catch (UsageException e) {
      return fail(ExitCode.USAGE, e.getMessage());
    } catch (IOException e) {
      return fail(ExitCode.TROUBLE, FailureText.of(e));
    } catch (UncheckedIOException e) {
      return fail(ExitCode.TROUBLE, FailureText.of(e.getCause()));
    } catch (OutOfMemoryError e) {
      return fail(ExitCode.TROUBLE, "out of memory: give more with WEFT_OPTS=-Xmx1g");
    } catch (RuntimeException | StackOverflowError e) {
      return fail(ExitCode.TROUBLE, "internal error: " + e + place(e));
    }
  }

  private int dispatch(String[] arguments) throws IOException, UsageException {
    if (arguments.length == 0) {
      new Help(console.err(), console.terminal()).program(commands, programOptions());
      return ExitCode.USAGE;
    }
    String first = arguments[0];
    if (first.startsWith("-")) {
      return program(arguments);
    }
    for (Command command : commands) {
      if (command.name().equals(first)) {
        return run(command, Arrays.copyOfRange(arguments, 1, arguments.length));
      }
    }
    throw new UsageException("unknown command '" + first + "' (see weft --help)");
  }

  private int program(String[] arguments) throws IOException, UsageException {
    Options options = programOptions();
    CommandLine line = parse(options, arguments, "weft --help");
    if (line.hasOption("version")) {
      console.text().append("weft ").append(Version.read()).append('\n');
    } else if (line.hasOption("help")) {
      new Help(console.text(), console.terminal()).program(commands, options);
    } else {
      throw new UsageException("no command given (see weft --help)");
    }
    return ExitCode.DONE;
  }

  private int run(Command command, String[] arguments) throws IOException, UsageException {
    Options options = command.options();
    options.addOption(helpOption());
    // This comes before parsing: a line that asks for help need not be right otherwise.
    int end = Arrays.asList(arguments).indexOf("--");
    List<String> words = Arrays.asList(arguments).subList(0, end < 0 ? arguments.length : end);
    if (words.contains("--help") || words.contains("-h")) {
      new Help(console.text(), console.terminal()).command(command, options);
      return ExitCode.DONE;
    }
    CommandLine line = parse(options, arguments, "weft " + command.name() + " --help");
    return command.run(line, console);
  }

  private static CommandLine parse(Options options, String[] arguments, String seeAlso)
      throws UsageException {
    DefaultParser parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    try {
      return parser.parse(options, arguments);
    } catch (ParseException e) {
      String message = e.getMessage();
      String start = message.substring(0, 1).toLowerCase(Locale.ROOT);
      throw new UsageException(start + message.substring(1) + " (see " + seeAlso + ")");
    }
  }

  private static Options programOptions() {
    Options options = new Options();
    options.addOption(helpOption());
    options.addOption(Option.builder().longOpt("version").desc("print the version").get());
    return options;
  }

  private static Option helpOption() {
    return Option.builder("h").longOpt("help").desc("print this help").get();
  }

  private int fail(int code, String message) {
    if (console.readerGone()) {
      return ExitCode.DONE;
    }
    try {
      // The results that were printed before the failure are still useful.
      console.flush();
    } catch (IOException e) {
      if (console.readerGone()) {
        return ExitCode.DONE;
      }
    }
    console.error(message);
    return code;
  }

  /** The line of code that threw the exception, for a report of the defect. */
  private static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}

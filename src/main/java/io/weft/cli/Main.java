package io.weft.cli;

import io.weft.capture.live.LiveException;
import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.cli.command.OverviewCommand;
import io.weft.cli.command.Version;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.LanguageOption;
import io.weft.cli.option.Nearest;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.reference.Completion;
import io.weft.cli.reference.Reference;
import io.weft.cli.reference.WordList;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.FailureText;
import io.weft.insight.FindingKind;
import io.weft.report.explain.FindingPage;
import io.weft.report.explain.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * The program. It finds the command, runs it, and turns every failure into one line on standard
 * error and an exit code.
 */
public final class Main {
  private static final String HELP = "help";
  private static final String COMPLETION = "completion";
  private static final String WORDS = "--words";
  private static final List<String> PROGRAM_OPTIONS = List.of("--help", "-h", "--version");

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
      int code = fail(ExitCode.USAGE, e.getMessage());
      if (code == ExitCode.USAGE && !e.place().isEmpty()) {
        console.show(e.place());
      }
      return code;
    } catch (IOException e) {
      return fail(code(e), FailureText.of(e));
    } catch (UncheckedIOException e) {
      return fail(code(e.getCause()), FailureText.of(e.getCause()));
    } catch (OutOfMemoryError e) {
      return fail(ExitCode.TROUBLE, "out of memory: give more with WEFT_OPTS=-Xmx1g");
    } catch (RuntimeException | StackOverflowError e) {
      return fail(ExitCode.TROUBLE, "internal error: " + e + place(e));
    }
  }

  /** A capture filter may turn out to be wrong only at the first packet, which has a link type. */
  private static int code(IOException e) {
    return e instanceof LiveException live && live.reason() == LiveException.Reason.BAD_FILTER
        ? ExitCode.USAGE
        : ExitCode.TROUBLE;
  }

  private int dispatch(String[] arguments) throws IOException, UsageException {
    if (arguments.length == 0) {
      new Help(console.err(), console.terminal()).beginning();
      return ExitCode.USAGE;
    }
    String first = arguments[0];
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    if (first.equals(HELP)) {
      return help(rest);
    }
    if (first.equals(COMPLETION)) {
      return completion(rest);
    }
    for (Command command : commands) {
      if (command.name().equals(first)) {
        return run(command, rest);
      }
    }
    if (PROGRAM_OPTIONS.contains(first)) {
      return program(first);
    }
    if (first.startsWith("-") || isCapture(first)) {
      return run(new OverviewCommand(), arguments);
    }
    throw new UsageException("unknown command '" + first + "'" + meant(first, names()));
  }

  /** Whether a first word that is no command seems to name a capture, though it may be missing. */
  private static boolean isCapture(String word) {
    try {
      return Files.exists(Path.of(word)) || word.indexOf('/') >= 0 || word.indexOf('.') >= 0;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private List<String> names() {
    return commands.stream().map(Command::name).toList();
  }

  private static String meant(String typed, Collection<String> words) {
    return meant(typed, words, "weft help");
  }

  /** The end of a message on a word that is not known. */
  private static String meant(String typed, Collection<String> words, String seeAlso) {
    String nearest = Nearest.of(typed, words);
    return (nearest == null ? "" : ": did you mean " + nearest + "?") + " (see " + seeAlso + ")";
  }

  private int program(String option) throws IOException {
    if (option.equals("--version")) {
      console.text().append("weft ").append(Version.read()).append('\n');
    } else {
      new Help(console.text(), console.terminal()).program(commands, programOptions());
    }
    return ExitCode.DONE;
  }

  /** {@code weft help}, with the name of a command or a topic, or without. */
  private int help(String[] words) throws IOException, UsageException {
    List<String> asked = Arrays.asList(words);
    int language = asked.indexOf("--lang");
    if (language >= 0) {
      return translated(asked, language);
    }
    Help help = new Help(console.text(), console.terminal());
    if (words.length == 0) {
      help.program(commands, programOptions());
      return ExitCode.DONE;
    }
    String word = words[0];
    for (Command command : commands) {
      if (command.name().equals(word)) {
        help.command(command, optionsOf(command));
        return ExitCode.DONE;
      }
    }
    for (HelpTopic topic : HelpTopic.values()) {
      if (topic.word().equals(word)) {
        help.topic(topic);
        return ExitCode.DONE;
      }
    }
    for (FindingKind kind : FindingKind.values()) {
      if (kind.id().equals(word)) {
        page(Wording.english()).print(kind);
        return ExitCode.DONE;
      }
    }
    List<String> known = new ArrayList<>(names());
    for (FindingKind kind : FindingKind.values()) {
      known.add(kind.id());
    }
    for (HelpTopic topic : HelpTopic.values()) {
      known.add(topic.word());
    }
    throw new UsageException("no help on '" + word + "'" + meant(word, known));
  }

  /** {@code weft help} in another language, which findings and their method alone have. */
  private int translated(List<String> asked, int option) throws IOException, UsageException {
    List<String> rest = new ArrayList<>(asked);
    String code = option + 1 < rest.size() ? rest.remove(option + 1) : "";
    rest.remove(option);
    Wording words = LanguageOption.words(code);
    FindingPage page = page(words);
    String word = rest.size() == 1 ? rest.get(0) : "";
    if (word.equals(HelpTopic.FINDINGS.word())) {
      page.printAll();
      return ExitCode.DONE;
    }
    String method = Help.page(word + "_" + words.language());
    if (method != null) {
      page.print("weft " + word, method);
      return ExitCode.DONE;
    }
    for (FindingKind kind : FindingKind.values()) {
      if (kind.id().equals(word)) {
        page.print(kind);
        return ExitCode.DONE;
      }
    }
    throw new UsageException(
        "--lang is for the findings, their list and their method: weft help findings --lang ko");
  }

  private FindingPage page(Wording words) {
    return new FindingPage(console.text(), console.terminal().columns(), words);
  }

  /** {@code weft completion}, with a shell, or with a list of words that its script asks for. */
  private int completion(String[] words) throws IOException, UsageException {
    if (words.length == 2 && words[0].equals(WORDS)) {
      for (WordList list : WordList.values()) {
        if (list.word().equals(words[1])) {
          console.text().append(String.join("\n", list.words())).append('\n');
          return ExitCode.DONE;
        }
      }
    }
    for (Completion shell : Completion.values()) {
      if (words.length == 1 && shell.name().toLowerCase(Locale.ROOT).equals(words[0])) {
        List<String> topics = Arrays.stream(HelpTopic.values()).map(topic -> topic.word()).toList();
        console.text().append(new Reference(commands).completion(shell, topics));
        return ExitCode.DONE;
      }
    }
    throw new UsageException(
        "completion is for one of bash, zsh and fish, as in: source <(weft completion bash)");
  }

  private static Options optionsOf(Command command) {
    Options options = command.options();
    if (options instanceof CommandOptions grouped) {
      grouped.in(Section.OTHER);
    }
    options.addOption(helpOption());
    return options;
  }

  private int run(Command command, String[] arguments) throws IOException, UsageException {
    Options options = optionsOf(command);
    // This comes before parsing: a line that asks for help need not be right otherwise.
    int end = Arrays.asList(arguments).indexOf("--");
    List<String> words = Arrays.asList(arguments).subList(0, end < 0 ? arguments.length : end);
    if (words.contains("--help") || words.contains("-h")) {
      new Help(console.text(), console.terminal()).command(command, options);
      return ExitCode.DONE;
    }
    return command.run(
        parse(options, arguments, ("weft " + command.name()).stripTrailing() + " --help"), console);
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
    } catch (UnrecognizedOptionException e) {
      String option = e.getOption();
      String answer = ForeignOptions.answer(option);
      if (answer != null) {
        throw new UsageException(option + " is no option here: " + answer);
      }
      List<String> known =
          options.getOptions().stream()
              .map(Option::getLongOpt)
              .filter(Objects::nonNull)
              .map(name -> "--" + name)
              .toList();
      throw new UsageException(
          "unrecognized option: " + option + meant(nameOf(option), known, seeAlso));
    } catch (ParseException e) {
      String message = e.getMessage();
      String start = message.substring(0, 1).toLowerCase(Locale.ROOT);
      throw new UsageException(start + message.substring(1) + " (see " + seeAlso + ")");
    }
  }

  /** The option without its value: {@code --top} of {@code --top=3}. */
  private static String nameOf(String option) {
    int end = option.indexOf('=');
    return end < 0 ? option : option.substring(0, end);
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

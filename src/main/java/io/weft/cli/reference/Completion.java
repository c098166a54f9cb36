package io.weft.cli.reference;

import io.weft.cli.command.Command;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;

/** A shell's script that completes command lines of the program. */
public enum Completion {
  BASH {
    @Override
    public String script(List<Completed> commands) {
      return BashScript.of(commands);
    }
  },
  ZSH {
    @Override
    public String script(List<Completed> commands) {
      return ZshScript.of(commands);
    }
  },
  FISH {
    @Override
    public String script(List<Completed> commands) {
      return FishScript.of(commands);
    }
  };

  /** The longest description of an option; completion shows it in one line. */
  private static final int MAX_DESCRIPTION = 60;

  /**
   * A command as shells complete it.
   *
   * @param name the word behind {@code weft}
   * @param summary what it does
   * @param options all of them
   * @param argument what stands behind the options
   */
  public record Completed(String name, String summary, List<Option> options, Argument argument) {
    static Completed of(Command command) {
      return new Completed(
          command.name(),
          command.summary(),
          new ArrayList<>(command.options().getOptions()),
          Argument.ofUsage(command.arguments()));
    }

    static Completed ofWords(String name, String summary, List<String> words) {
      return new Completed(
          name, summary, List.of(), new Argument(Argument.Kind.WORDS, List.copyOf(words)));
    }
  }

  /**
   * The script, for the commands and words there are.
   *
   * @param commands in the order of the help
   */
  public abstract String script(List<Completed> commands);

  /** The words by which an option is called, the short one first. */
  static List<String> names(Option option) {
    List<String> names = new ArrayList<>(2);
    if (option.getOpt() != null) {
      names.add("-" + option.getOpt());
    }
    if (option.getLongOpt() != null) {
      names.add("--" + option.getLongOpt());
    }
    return names;
  }

  /** The beginning of an option's description that fits a line. */
  static String brief(String description) {
    String brief = description;
    for (String end : List.of(";", ": ", " (", ", which")) {
      int at = brief.indexOf(end);
      brief = at > 0 ? brief.substring(0, at) : brief;
    }
    if (brief.length() > MAX_DESCRIPTION) {
      brief = brief.substring(0, brief.lastIndexOf(' ', MAX_DESCRIPTION)) + " ...";
    }
    return brief;
  }
}

package io.weft.cli.option;

import java.util.List;
import org.apache.commons.cli.Option;

/** Makes options for the parser; the descriptions are what {@code --help} prints. */
public final class OptionFactory {
  /** The option that names a form of what is written, which commands have several of. */
  static final String FORMAT = "format";

  private OptionFactory() {}

  /** An option without a value, such as {@code --json}. */
  public static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  /** An option with a value, such as {@code --top n}. */
  public static Option value(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  /** An option whose value is one of a few words, such as {@code --side client}. */
  public static Option choice(
      String name, String argument, List<String> words, String description) {
    return choice(null, name, argument, words, description);
  }

  /** An option with a short form, whose value is one of a few words. */
  public static Option choice(
      String letter, String name, String argument, List<String> words, String description) {
    return new ChoiceOption(letter, name, argument, words, description);
  }

  /** An option with a value and a short form, such as {@code -o file}. */
  public static Option value(String letter, String name, String argument, String description) {
    return Option.builder(letter).longOpt(name).hasArg().argName(argument).desc(description).get();
  }
}

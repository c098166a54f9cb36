package io.weft.cli.option;

import org.apache.commons.cli.Option;

/** Makes options for the parser; the descriptions are what {@code --help} prints. */
public final class OptionFactory {
  private OptionFactory() {}

  /** An option without a value, such as {@code --json}. */
  public static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  /** An option with a value, such as {@code --top n}. */
  public static Option value(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  /** An option with a value and a short form, such as {@code -o file}. */
  public static Option value(String letter, String name, String argument, String description) {
    return Option.builder(letter).longOpt(name).hasArg().argName(argument).desc(description).get();
  }
}

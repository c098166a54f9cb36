package io.weft.cli.option;

import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * The option {@code --json}. Where a command has {@code --format} as well, {@code --format json} is
 * the same.
 */
public final class JsonOption {
  /** The name of the option, and of the format. */
  static final String JSON = "json";

  private JsonOption() {}

  /** The option. */
  public static Option option(String description) {
    return OptionFactory.flag(JSON, description);
  }

  /** Whether the line asks for JSON, in the one way or the other. */
  public static boolean isGiven(CommandLine line) {
    return line.hasOption(JSON) || isFormat(line);
  }

  /** Whether {@code --format} asks for it. */
  static boolean isFormat(CommandLine line) {
    return line.getOptionValue(OptionFactory.FORMAT, "").toLowerCase(Locale.ROOT).equals(JSON);
  }
}

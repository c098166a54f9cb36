package io.weft.cli.option;

import io.weft.cli.terminal.Console;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options {@code --top} and {@code --all}: how many rows a table has. */
public final class RowLimit {
  private static final String TOP = "top";
  private static final String ALL = "all";

  private static final int ROWS_ON_A_TERMINAL = 100;

  /** Rows in a file or a pipe: as many as memory allows, since no person reads them one by one. */
  private static final int ROWS_ELSEWHERE = 100_000;

  private RowLimit() {}

  /** The option {@code --top}. */
  public static Option top(String description) {
    return OptionFactory.value(TOP, "n", description);
  }

  /**
   * The option {@code --all}.
   *
   * @param row what a row shows: "flow"
   */
  public static Option all(String row) {
    return OptionFactory.flag(
        ALL,
        "show every "
            + row
            + "; else a table has "
            + ROWS_ON_A_TERMINAL
            + " rows on a terminal and "
            + ROWS_ELSEWHERE
            + " in a pipe or a file");
  }

  /**
   * The most rows that the line wants.
   *
   * @param isTable else there is no limit, unless the line names one
   */
  public static int rows(CommandLine line, boolean isTable, Console console) throws UsageException {
    String top = line.getOptionValue(TOP);
    if (top != null && line.hasOption(ALL)) {
      throw new UsageException("--top and --all contradict each other");
    }
    if (top != null) {
      return OptionValues.count(TOP, top);
    }
    if (!isTable || line.hasOption(ALL)) {
      return Integer.MAX_VALUE;
    }
    return console.terminal().out() && !OutputOptions.isFile(line)
        ? ROWS_ON_A_TERMINAL
        : ROWS_ELSEWHERE;
  }
}

package io.weft.cli.option;

import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/** The option {@code --format}: results as the rows of a table. */
public final class TableOptions {
  private TableOptions() {}

  /** Files of rows. */
  public enum Format {
    /** Comma-separated values. */
    CSV,
    /** Columns of all types, compressed. */
    PARQUET
  }

  /** Adds the option. */
  public static void addTo(CommandOptions options) {
    options
        .in(Section.OUTPUT)
        .addOption(
            OptionFactory.choice(
                OptionFactory.FORMAT,
                "name",
                List.of("parquet", "csv", JsonOption.JSON),
                "rows for other programs: parquet (columns as in --json, for DuckDB, Spark, pandas"
                    + " and Polars; needs -o or a pipe) or csv (without what is in lists); json is"
                    + " the same as --json"));
  }

  /**
   * The format that the line asks for.
   *
   * @return null for none: results are printed for people, or as JSON
   */
  public static Format format(CommandLine line) throws UsageException {
    String name = line.getOptionValue(OptionFactory.FORMAT);
    if (name == null || JsonOption.isFormat(line)) {
      return null;
    }
    if (JsonOption.isGiven(line)) {
      throw new UsageException("--json and --format " + name + " exclude one another");
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "csv" -> Format.CSV;
      case "parquet" -> Format.PARQUET;
      default ->
          throw new UsageException("--format knows parquet, csv and json, not '" + name + "'");
    };
  }
}

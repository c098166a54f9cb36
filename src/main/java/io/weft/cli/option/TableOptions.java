package io.weft.cli.option;

import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/** The option {@code --format}: results as the rows of a table. */
public final class TableOptions {
  private static final String FORMAT = "format";

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
            OptionFactory.value(
                FORMAT,
                "name",
                "rows for other programs: parquet (columns as in --json, for DuckDB, Spark, pandas"
                    + " and Polars; needs -o or a pipe) or csv (without what is in lists)"));
  }

  /**
   * The format that the line asks for.
   *
   * @return null for none: results are printed for people, or as JSON
   */
  public static Format format(CommandLine line) throws UsageException {
    String name = line.getOptionValue(FORMAT);
    if (name == null) {
      return null;
    }
    if (line.hasOption("json")) {
      throw new UsageException("--json and --format exclude one another");
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "csv" -> Format.CSV;
      case "parquet" -> Format.PARQUET;
      default ->
          throw new UsageException(
              "--format knows parquet and csv, not '" + name + "' (--json prints JSON)");
    };
  }
}

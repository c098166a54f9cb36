package io.weft.cli.option;

import io.weft.dissect.chain.FieldCatalogue;
import io.weft.report.field.ColumnFormat;
import io.weft.report.field.ColumnFormat.Occurrence;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options {@code -e}, {@code -E} and {@code --csv}: fields in columns. */
public final class ColumnOptions {
  private static final String FIELD = "e";
  private static final String SETTING = "E";
  private static final String CSV = "csv";

  private ColumnOptions() {}

  /** Adds the options. */
  public static void addTo(CommandOptions options) {
    options
        .in(Section.OUTPUT)
        .addOption(
            OptionFactory.value(
                FIELD,
                "field",
                "field",
                "print the values of this field, and no more, in a column of its own; may be given"
                    + " several times (weft fields lists them); with --json as arrays"))
        .addOption(
            OptionFactory.flag(
                CSV, "with -e: commas between columns, quotes around values, and a header"))
        .addOption(
            Option.builder(SETTING)
                .hasArg()
                .argName("setting")
                .desc(
                    "with -e, as tshark's: header=y, separator=/t or any character, quote=d, s or"
                        + " n, occurrence=f (the first value), l (the last) or a (all),"
                        + " aggregator=, or any character; may be given several times")
                .get());
  }

  /** Are there columns? */
  public static boolean areGiven(CommandLine line) {
    return line.hasOption(FIELD);
  }

  /**
   * The names of the columns.
   *
   * @param catalogue knows them
   */
  public static List<String> names(CommandLine line, FieldCatalogue catalogue)
      throws UsageException {
    List<String> names = List.of(line.getOptionValues(FIELD));
    requireKnown("-e", names, catalogue);
    return names;
  }

  /** Refuses names that are none of a field or a protocol. */
  static void requireKnown(String option, List<String> names, FieldCatalogue catalogue)
      throws UsageException {
    for (String name : names) {
      if (catalogue.field(name) == null && catalogue.protocols(name).isEmpty()) {
        String nearest = catalogue.nearest(name, List.of());
        throw new UsageException(
            option
                + ": '"
                + name
                + "' is neither a field nor a protocol"
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
      }
    }
  }

  /** Refuses options that mean nothing without columns. */
  public static void requireNone(CommandLine line) throws UsageException {
    if (line.hasOption(SETTING) || line.hasOption(CSV)) {
      throw new UsageException("-E and --csv are about columns: name some with -e");
    }
  }

  /** How columns are printed; null for JSON. */
  public static ColumnFormat format(CommandLine line) throws UsageException {
    if (JsonOption.isGiven(line)) {
      if (line.hasOption(SETTING) || line.hasOption(CSV)) {
        throw new UsageException("-E and --csv are about text, and --json is none");
      }
      return null;
    }
    ColumnFormat format = line.hasOption(CSV) ? ColumnFormat.commas() : ColumnFormat.tabs();
    String[] settings = line.getOptionValues(SETTING);
    for (String setting : settings == null ? new String[0] : settings) {
      format = with(format, setting);
    }
    return format;
  }

  private static ColumnFormat with(ColumnFormat format, String setting) throws UsageException {
    int equals = setting.indexOf('=');
    String value = setting.substring(equals + 1);
    String name = equals < 0 ? "" : setting.substring(0, equals).toLowerCase(Locale.ROOT);
    boolean header = format.header();
    char separator = format.separator();
    char quote = format.quote();
    Occurrence occurrence = format.occurrence();
    char aggregator = format.aggregator();
    switch (name) {
      case "header" -> header = choice(setting, value, "yn") == 'y';
      case "separator" -> separator = character(setting, value);
      case "aggregator" -> aggregator = character(setting, value);
      case "quote" ->
          quote =
              switch (choice(setting, value, "dsn")) {
                case 'd' -> '"';
                case 's' -> '\'';
                default -> ColumnFormat.NO_QUOTE;
              };
      case "occurrence" ->
          occurrence =
              switch (choice(setting, value, "fla")) {
                case 'f' -> Occurrence.FIRST;
                case 'l' -> Occurrence.LAST;
                default -> Occurrence.ALL;
              };
      default ->
          throw new UsageException(
              "-E knows header, separator, quote, occurrence and aggregator, not '"
                  + setting
                  + "'");
    }
    return new ColumnFormat(header, separator, quote, occurrence, aggregator);
  }

  private static char choice(String setting, String value, String choices) throws UsageException {
    if (value.length() != 1 || choices.indexOf(value.charAt(0)) < 0) {
      throw new UsageException(
          "-E " + setting + ": one of " + String.join(", ", choices.split("")) + " is expected");
    }
    return value.charAt(0);
  }

  private static char character(String setting, String value) throws UsageException {
    if (value.equals("/t")) {
      return '\t';
    }
    if (value.equals("/s")) {
      return ' ';
    }
    if (value.length() != 1 || value.charAt(0) < ' ') {
      throw new UsageException("-E " + setting + ": one character, /t or /s is expected");
    }
    return value.charAt(0);
  }
}

package io.weft.cli.option;

import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.report.text.Palette;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TimeStyle;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/** The options {@code -t}, {@code -n} and {@code --color}: how tables and lines look. */
public final class StyleOptions {
  private static final String TIME = "t";
  private static final String COLOR = "color";

  private StyleOptions() {}

  /**
   * Adds all of them.
   *
   * @param usual the form of times where the line asks for none
   */
  public static void addTo(CommandOptions options, TimeStyle usual) {
    addTo(options, usual, CaptureArguments.NO_HOST_NAMES);
  }

  /**
   * Adds all of them.
   *
   * @param usual the form of times where the line asks for none
   * @param noNames what {@code -n} does
   */
  public static void addTo(CommandOptions options, TimeStyle usual, String noNames) {
    addTimesTo(options, usual);
    CaptureArguments.addNamesTo(options, noNames);
    addColorTo(options);
  }

  /**
   * Adds {@code --time} alone.
   *
   * @param usual the form of times where the line asks for none
   */
  public static void addTimesTo(CommandOptions options, TimeStyle usual) {
    options.in(Section.OUTPUT);
    options.addOption(
        OptionFactory.choice(
            TIME,
            "time",
            "form",
            TimeStyle.words(),
            "times as "
                + TimeStyle.names()
                + " (default: "
                + usual
                + "); TZ names the zone of local ones; JSON has UTC always"));
  }

  /** Adds {@code --color} alone. */
  public static void addColorTo(CommandOptions options) {
    options.in(Section.OUTPUT);
    options.addOption(
        OptionFactory.choice(
            COLOR,
            "when",
            List.of("auto", "always", "never"),
            "auto (on a terminal, unless NO_COLOR is set), always or never"));
  }

  /** What the line asks for, of the form of times. */
  public static TimeStyle times(CommandLine line, TimeStyle usual) throws UsageException {
    String name = line.getOptionValue(TIME);
    if (name == null) {
      return usual;
    }
    TimeStyle style = TimeStyle.of(name.toLowerCase(Locale.ROOT));
    if (style == null) {
      throw new UsageException("--time knows " + TimeStyle.names() + ", not '" + name + "'");
    }
    if (JsonOption.isGiven(line)) {
      throw new UsageException("--time is for tables and lines: JSON has UTC always");
    }
    return style;
  }

  /**
   * The look of what goes to an output.
   *
   * @param times in which form times are shown
   */
  public static TextStyle style(CommandLine line, TimeStyle times, Output output, Console console)
      throws UsageException {
    return new TextStyle(
        output.columns(),
        CaptureArguments.showsNames(line),
        times,
        ZoneId.systemDefault(),
        palette(line, output, console));
  }

  /** The colours of what goes to an output. */
  public static Palette palette(CommandLine line, Output output, Console console)
      throws UsageException {
    String when = line.getOptionValue(COLOR, "auto").toLowerCase(Locale.ROOT);
    boolean colours =
        switch (when) {
          case "auto" ->
              !output.isFile() && console.terminal().out() && console.terminal().colours();
          case "always" -> true;
          case "never" -> false;
          default ->
              throw new UsageException("--color knows auto, always and never, not '" + when + "'");
        };
    return colours ? Palette.ANSI : Palette.PLAIN;
  }
}

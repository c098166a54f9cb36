package io.weft.cli.terminal;

import java.util.Map;
import java.util.Properties;

/**
 * Which standard streams are terminals. The JVM cannot tell: {@code System.console()} is null as
 * soon as one of the streams is a pipe, and it knows no width. The launcher finds out and passes
 * the answers on as system properties.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param columns the terminal's width in characters, 20 to 10,000; {@link #DEFAULT_COLUMNS} where
 *     it is unknown
 * @param ascii whether the user's locale has no characters but ASCII, as far as the launcher can
 *     tell
 * @param colours whether the user wants colours on terminals, as far as the environment tells
 */
public record Terminal(boolean out, boolean err, int columns, boolean ascii, boolean colours) {
  static final int DEFAULT_COLUMNS = 80;

  private static final int NARROWEST = 20;
  private static final int WIDEST = 10_000;

  /** None of the streams is a terminal. */
  public static final Terminal NONE = new Terminal(false, false, DEFAULT_COLUMNS);

  /** A terminal whose locale is not restricted to ASCII, without colours. */
  public Terminal(boolean out, boolean err, int columns) {
    this(out, err, columns, false, false);
  }

  /**
   * Reads the launcher's properties: {@code weft.stdout.tty} and {@code weft.stderr.tty} ({@code
   * true} or {@code false}), {@code weft.columns} and {@code weft.ascii}.
   *
   * @param guess the value of a {@code .tty} property that is absent
   */
  static Terminal of(Properties properties, boolean guess) {
    return new Terminal(
        flag(properties.getProperty("weft.stdout.tty"), guess),
        flag(properties.getProperty("weft.stderr.tty"), guess),
        columns(properties.getProperty("weft.columns")),
        flag(properties.getProperty("weft.ascii"), false),
        false);
  }

  /**
   * The same, with colours unless the environment has a {@code NO_COLOR} that is not empty
   * (no-color.org), or a terminal without any.
   */
  Terminal with(Map<String, String> environment) {
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(out, err, columns, ascii, wanted);
  }

  /** The streams of this process. */
  static Terminal ofProcess() {
    Properties properties = System.getProperties();
    boolean told = properties.getProperty("weft.stdout.tty") != null;
    return of(properties, !told && hasConsole(properties)).with(System.getenv());
  }

  /** From JDK 22 on the default console object exists for pipes too, and proves nothing. */
  @SuppressWarnings("SystemConsoleNull") // that is what the version check is for
  private static boolean hasConsole(Properties properties) {
    return (Runtime.version().feature() < 22
            || "java.base".equals(properties.getProperty("jdk.console")))
        && System.console() != null;
  }

  private static boolean flag(String value, boolean guess) {
    return value == null ? guess : value.equals("true");
  }

  private static int columns(String value) {
    if (value == null || value.isEmpty() || value.length() > 5) {
      return DEFAULT_COLUMNS;
    }
    int columns = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return DEFAULT_COLUMNS;
      }
      columns = columns * 10 + digit;
    }
    return columns == 0 ? DEFAULT_COLUMNS : Math.min(Math.max(columns, NARROWEST), WIDEST);
  }
}

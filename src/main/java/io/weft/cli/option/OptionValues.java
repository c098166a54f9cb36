package io.weft.cli.option;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;

/** Reads the values of options; throws a {@link UsageException} for those that make no sense. */
public final class OptionValues {
  /** A century: its nanoseconds, added to a time since the epoch, still fit into a long. */
  private static final long MAX_DAYS = 36_500;

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|)");
  private static final Pattern SIZE = Pattern.compile("(0*[1-9]\\d{0,8})(b|[kmg]b?|[kmg]ib|)");
  private static final Pattern FLOW = Pattern.compile("(?:([a-z0-9-]+):)?(\\d{1,18})");

  private OptionValues() {}

  /** The values of an option that takes several, with commas between; none where it is absent. */
  static String[] list(CommandLine line, String option) {
    return line.hasOption(option)
        ? String.join(",", line.getOptionValues(option)).split(",", -1)
        : new String[0];
  }

  /** A whole number from 1 to 999,999,999. */
  public static int count(String option, String text) throws UsageException {
    if (text.matches("0*[1-9]\\d{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new UsageException("--" + option + " needs a number from 1 on, not '" + text + "'");
  }

  /**
   * A size such as {@code 64MB}, {@code 512KiB} or {@code 2GB}: in bytes, from 1 on.
   *
   * @param plain the unit, in bytes, of a number without a unit
   */
  public static long size(String option, String text, long plain) throws UsageException {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          "--" + option + " needs a size such as 64MB or 512KiB, not '" + text + "'");
    }
    long unit =
        switch (matcher.group(2)) {
          case "b" -> 1;
          case "kb", "k" -> 1_000;
          case "mb", "m" -> 1_000_000;
          case "gb", "g" -> 1_000_000_000;
          case "kib" -> 1L << 10;
          case "mib" -> 1L << 20;
          case "gib" -> 1L << 30;
          default -> plain;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }

  /**
   * A time such as {@code 500ms}, {@code 90s}, {@code 5m}, {@code 2h} or {@code 1d}, up to 36,500
   * days; a number without a unit counts seconds.
   */
  public static Duration duration(String option, String text) throws UsageException {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          "--" + option + " needs a time such as 90s, 5m or 2h, not '" + text + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofSeconds(number);
        };
    if (time.toDays() > MAX_DAYS) {
      throw new UsageException("--" + option + " goes up to " + MAX_DAYS + "d");
    }
    return time;
  }

  /** The name of a flow: {@code 7} or {@code tcp:7}, {@code udp:3}. */
  static FlowName flow(String option, String text) throws UsageException {
    FlowName name = flowName(text);
    if (name == null) {
      throw new UsageException(
          "--"
              + option
              + " needs a number (of a TCP stream) or a name such as udp:3, not '"
              + text
              + "'");
    }
    return name;
  }

  /** The name of a flow: {@code 7} or {@code tcp:7}, {@code udp:3}; null for any other text. */
  public static FlowName flowName(String text) {
    Matcher matcher = FLOW.matcher(text.toLowerCase(Locale.ROOT));
    int protocol =
        !matcher.matches()
            ? -1
            : matcher.group(1) == null ? IpProtocol.TCP : IpProtocol.number(matcher.group(1));
    return protocol < 0 ? null : new FlowName(protocol, Long.parseLong(matcher.group(2)));
  }
}

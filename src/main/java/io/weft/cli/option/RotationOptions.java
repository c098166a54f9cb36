package io.weft.cli.option;

import io.weft.capture.write.Rotation;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options {@code --rotate} and {@code --keep}: when a capture goes on in a new file. */
public final class RotationOptions {
  private static final String ROTATE = "rotate";
  private static final String KEEP = "keep";
  private static final String FLOW = "flow";
  private static final String SPLIT = "split";

  private static final Pattern SIZE = Pattern.compile("\\d{1,9}[kmg]i?b");
  private static final Pattern PACKETS = Pattern.compile("(\\d{1,12})packets?");

  private RotationOptions() {}

  /** Adds both options. */
  public static void addTo(CommandOptions options) {
    options.in(Section.OUTPUT);
    options.addOption(
        OptionFactory.value(
            ROTATE,
            "bound",
            "go on in a new file when this one has a size (100MB, 2GiB), spans a time (60s, 5m,"
                + " by the packets' own times) or holds a number (1000000packets); several"
                + " bounds with commas between. Files are numbered and named by the time of"
                + " their first packet, in UTC: web_00001_20261126120000.pcapng"));
    options.addOption(
        OptionFactory.value(
            KEEP, "n", "leave the newest n files of this run, and remove older ones"));
  }

  /** The option {@code --split}, which has the same bounds as {@code --rotate}. */
  public static Option split() {
    return OptionFactory.value(
        SPLIT,
        "bound",
        "with -w: go on in a new file when this one has a size (100MB), spans a time (60s) or holds"
            + " a number (5000packets); files are named as by capture --rotate. Or flow: a file for"
            + " each flow, such as web_tcp-7.pcapng, and web_other.pcapng for packets in none");
  }

  /** Does {@code --split} ask for a file for each flow? */
  public static boolean splitsFlows(CommandLine line) {
    return FLOW.equalsIgnoreCase(line.getOptionValue(SPLIT));
  }

  /** When {@code --split} asks for a new file. */
  public static Rotation splitting(CommandLine line) throws UsageException {
    if (splitsFlows(line)) {
      return Rotation.NONE;
    }
    return rotation(SPLIT, OptionValues.list(line, SPLIT), 0);
  }

  /** What the options {@code --rotate} and {@code --keep} ask for. */
  public static Rotation rotation(CommandLine line) throws UsageException {
    int keep = line.hasOption(KEEP) ? OptionValues.count(KEEP, line.getOptionValue(KEEP)) : 0;
    if (keep > 0 && !line.hasOption(ROTATE)) {
      throw new UsageException("--keep needs --rotate, which says when a file is full");
    }
    return rotation(ROTATE, OptionValues.list(line, ROTATE), keep);
  }

  private static Rotation rotation(String option, String[] bounds, int keep) throws UsageException {
    long bytes = 0;
    long nanos = 0;
    long packets = 0;
    for (String bound : bounds) {
      String lower = bound.toLowerCase(Locale.ROOT);
      Matcher count = PACKETS.matcher(lower);
      if (SIZE.matcher(lower).matches()) {
        bytes = least(option, bytes, OptionValues.size(option, bound, 1));
      } else if (count.matches()) {
        packets = least(option, packets, Long.parseLong(count.group(1)));
      } else if (bound.matches("\\d+(ms|s|m|h|d)")) {
        nanos = least(option, nanos, OptionValues.duration(option, bound).toNanos());
      } else {
        throw new UsageException(
            "--"
                + option
                + " needs a size such as 100MB, a time such as 60s, or a number such as"
                + " 5000packets, not '"
                + bound
                + "'");
      }
    }
    return new Rotation(bytes, nanos, packets, keep);
  }

  /**
   * The lesser of two bounds.
   *
   * @param before 0 for none
   */
  private static long least(String option, long before, long asked) throws UsageException {
    if (asked == 0) {
      throw new UsageException("--" + option + " at nothing would never stop making files");
    }
    return before == 0 ? asked : Math.min(before, asked);
  }
}

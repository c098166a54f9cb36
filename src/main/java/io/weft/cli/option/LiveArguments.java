package io.weft.cli.option;

import io.weft.capture.live.LiveCapture;
import io.weft.capture.live.LiveException;
import io.weft.capture.live.LiveOptions;
import io.weft.capture.live.LiveSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a live capture, the same for every command that takes one. */
public final class LiveArguments {
  /** What makes no sense without an interface. */
  private static final List<String> LIVE_ONLY =
      List.of("f", "s", "no-promiscuous", "B", "direction", "immediate", "duration", "user");

  static final String FILTER = "f";

  private static final int LARGEST_SNAPLEN = LiveOptions.DEFAULT_SNAPLEN;

  private LiveArguments() {}

  static void addTo(Options options) {
    options.addOption(
        value("i", "interface", "name", "capture on this interface: a name, number, or any"));
    options.addOption(
        value("f", "capture-filter", "filter", "with -i: only packets that match this BPF filter"));
    options.addOption(value("c", "count", "n", "stop after n packets"));
    options.addOption(FlowOptions.value("duration", "time", "with -i: stop after 90s, 5m, 2h"));
    options.addOption(
        value(
            "B",
            "buffer",
            "size",
            "with -i: the kernel's buffer: 64MB, or a number of KiB (default: "
                + (LiveOptions.DEFAULT_BUFFER >> 20)
                + "MiB)"));
    options.addOption(value("s", "snaplen", "n", "with -i: most bytes of a packet"));
    options.addOption(
        FlowOptions.flag("no-promiscuous", "with -i: no packets that are for other machines"));
    options.addOption(
        FlowOptions.value("direction", "way", "with -i: only packets that come in, or go out"));
    options.addOption(FlowOptions.flag("immediate", "with -i: every packet at once, at some cost"));
    options.addOption(
        FlowOptions.value(
            "user", "name", "with -i, as root: take this user's rights once the capture is open"));
  }

  private static Option value(String letter, String name, String argument, String description) {
    return Option.builder(letter).longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  public static boolean isLive(CommandLine line) {
    return line.hasOption("i");
  }

  /**
   * Refuses what would be without effect.
   *
   * @param allowed options that are not
   */
  public static void requireNone(CommandLine line, String... allowed) throws UsageException {
    for (String option : LIVE_ONLY) {
      if (line.hasOption(option) && !List.of(allowed).contains(option)) {
        throw new UsageException(
            (option.length() == 1 ? "-" : "--") + option + " needs -i: it is for live captures");
      }
    }
  }

  /** Begins to capture. */
  static LiveSource open(CommandLine line) throws IOException, UsageException {
    try {
      return LiveCapture.open(options(line));
    } catch (LiveException e) {
      throw usage(e);
    }
  }

  /** The exception, unless it is one of usage: that is thrown. */
  static LiveException usage(LiveException e) throws UsageException {
    return switch (e.reason()) {
      case UNKNOWN_INTERFACE, BAD_FILTER -> throw new UsageException(e.getMessage());
      default -> e;
    };
  }

  private static LiveOptions options(CommandLine line) throws UsageException {
    LiveOptions defaults = LiveOptions.of(line.getOptionValue("i"));
    String snaplen = line.getOptionValue("s");
    String buffer = line.getOptionValue("B");
    String count = line.getOptionValue("c");
    String duration = line.getOptionValue("duration");
    return new LiveOptions(
        defaults.name(),
        line.getOptionValue("f"),
        snaplen == null ? defaults.snaplen() : snaplen(snaplen),
        !line.hasOption("no-promiscuous"),
        buffer == null ? defaults.bufferBytes() : buffer(buffer),
        direction(line),
        line.hasOption("immediate"),
        count == null ? 0 : Values.count("count", count),
        duration == null ? null : Values.duration("duration", duration),
        line.getOptionValue("user"),
        defaults.transfer());
  }

  private static int snaplen(String text) throws UsageException {
    int snaplen = Values.count("snaplen", text);
    if (snaplen > LARGEST_SNAPLEN) {
      throw new UsageException("--snaplen goes up to " + LARGEST_SNAPLEN);
    }
    return snaplen;
  }

  /** A plain number counts KiB, as with tcpdump. */
  private static int buffer(String text) throws UsageException {
    long bytes = Values.size("buffer", text, 1 << 10);
    if (bytes > Integer.MAX_VALUE) {
      throw new UsageException("--buffer goes up to 2GB");
    }
    return (int) bytes;
  }

  private static LiveOptions.Direction direction(CommandLine line) throws UsageException {
    String way = line.getOptionValue("direction", "both").toLowerCase(Locale.ROOT);
    return switch (way) {
      case "in" -> LiveOptions.Direction.IN;
      case "out" -> LiveOptions.Direction.OUT;
      case "both" -> LiveOptions.Direction.BOTH;
      default -> throw new UsageException("--direction knows in, out and both, not '" + way + "'");
    };
  }
}

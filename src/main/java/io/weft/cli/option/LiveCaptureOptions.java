package io.weft.cli.option;

import io.weft.capture.PacketSource;
import io.weft.capture.bpf.FilteredSource;
import io.weft.capture.live.FilterCompiler;
import io.weft.capture.live.LiveCapture;
import io.weft.capture.live.LiveException;
import io.weft.capture.live.LiveOptions;
import io.weft.capture.live.LiveSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options of a live capture, which all commands that read captures share. */
public final class LiveCaptureOptions {
  /** The options that have no meaning without {@code -i}. */
  private static final List<String> LIVE_ONLY =
      List.of("s", "no-promiscuous", "B", "direction", "immediate", "duration", "user");

  static final String FILTER = "f";
  static final String COUNT = "c";

  private static final int LARGEST_SNAPLEN = LiveOptions.DEFAULT_SNAPLEN;

  private LiveCaptureOptions() {}

  static void addTo(CommandOptions options) {
    options.in(Section.READ);
    options.addOption(
        OptionFactory.value(
            "i", "interface", "name", "capture on this interface: a name, number, or any"));
    options.in(Section.CHOOSE);
    options.addOption(
        OptionFactory.value(
            FILTER,
            "capture-filter",
            "filter",
            "only packets that match this capture filter, in libpcap's (BPF) language: 'tcp port"
                + " 80'"));
    options.addOption(OptionFactory.value(COUNT, "count", "n", "stop after n packets"));
    options.in(Section.LIVE);
    options.addOption(OptionFactory.value("duration", "time", "stop after 90s, 5m, 2h"));
    options.addOption(
        OptionFactory.value(
            "B",
            "buffer",
            "size",
            "the kernel's buffer: 64MB, or a number of KiB (default: "
                + (LiveOptions.DEFAULT_BUFFER >> 20)
                + "MiB)"));
    options.addOption(OptionFactory.value("s", "snaplen", "n", "at most n bytes of each packet"));
    options.addOption(
        Option.builder("p")
            .longOpt("no-promiscuous")
            .desc("no packets that are for other machines")
            .get());
    options.addOption(
        OptionFactory.choice(
            "Q",
            "direction",
            "way",
            List.of("in", "out", "both"),
            "only packets that come in (in), or go out (out); both is the default"));
    options.addOption(
        OptionFactory.flag("immediate", "deliver every packet at once, at some cost"));
    options.addOption(
        OptionFactory.value(
            "user", "name", "as root: take this user's rights once the capture is open"));
  }

  /** Whether the line names an interface. */
  public static boolean isLive(CommandLine line) {
    return line.hasOption("i");
  }

  /** Refuses options that have no effect without {@code -i}. */
  public static void requireNone(CommandLine line) throws UsageException {
    for (String option : LIVE_ONLY) {
      if (line.hasOption(option)) {
        throw new UsageException(
            (option.length() == 1 ? "-" : "--") + option + " needs -i: it is for live captures");
      }
    }
  }

  /** The packets of files that match the line's capture filter; all where it has none. */
  static PacketSource filtered(CommandLine line, PacketSource files)
      throws IOException, UsageException {
    String filter = line.getOptionValue(FILTER);
    if (filter == null) {
      return files;
    }
    try {
      return new FilteredSource(files, new FilterCompiler(filter)::compile);
    } catch (LiveException e) {
      throw usageOrSame(e);
    }
  }

  /** Opens the interface, which begins to capture. */
  static LiveSource open(CommandLine line) throws IOException, UsageException {
    try {
      return LiveCapture.open(options(line));
    } catch (LiveException e) {
      throw usageOrSame(e);
    }
  }

  /**
   * Returns the exception where the system or the user's rights are the reason.
   *
   * @throws UsageException where the command line is the reason: no such interface, a bad filter
   */
  static LiveException usageOrSame(LiveException e) throws UsageException {
    return switch (e.reason()) {
      case UNKNOWN_INTERFACE, BAD_FILTER -> throw new UsageException(e.getMessage());
      default -> e;
    };
  }

  private static LiveOptions options(CommandLine line) throws UsageException {
    LiveOptions defaults = LiveOptions.of(line.getOptionValue("i"));
    String snaplen = line.getOptionValue("s");
    String buffer = line.getOptionValue("B");
    String count = line.getOptionValue(COUNT);
    String duration = line.getOptionValue("duration");
    return new LiveOptions(
        defaults.name(),
        line.getOptionValue(FILTER),
        snaplen == null ? defaults.snaplen() : snaplen(snaplen),
        !line.hasOption("no-promiscuous"),
        buffer == null ? defaults.bufferBytes() : buffer(buffer),
        direction(line),
        line.hasOption("immediate"),
        count == null ? 0 : OptionValues.count("count", count),
        duration == null ? null : OptionValues.duration("duration", duration),
        line.getOptionValue("user"),
        defaults.transfer());
  }

  private static int snaplen(String text) throws UsageException {
    int snaplen = OptionValues.count("snaplen", text);
    if (snaplen > LARGEST_SNAPLEN) {
      throw new UsageException("--snaplen goes up to " + LARGEST_SNAPLEN);
    }
    return snaplen;
  }

  /** In bytes. A number without a unit counts KiB, as it does for tcpdump. */
  private static int buffer(String text) throws UsageException {
    long bytes = OptionValues.size("buffer", text, 1 << 10);
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

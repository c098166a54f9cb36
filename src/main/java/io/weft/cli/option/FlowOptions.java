package io.weft.cli.option;

import io.weft.cli.terminal.Output;
import io.weft.flow.FlowConfig;
import io.weft.report.text.Units;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Options of all commands that track flows. */
public final class FlowOptions {
  private static final Map<String, String> DIGESTS =
      Map.of("sha256", "SHA-256", "sha1", "SHA-1", "md5", "MD5");

  private static final String MAX_FLOWS = "max-flows";
  private static final String MAX_CONNECTIONS = "max-connections";
  private static final String MAX_MEMORY = "max-memory";
  private static final long LEAST_MEMORY = 1 << 20;

  /** Bytes of the heap for results on their way out, and for the program itself. */
  private static final long BESIDE_FLOWS = 32L << 20;

  /** What flows may take of the rest: collecting garbage takes room, too. */
  private static final double SHARE_OF_HEAP = 0.73;

  private static final String FULL = "full";
  private static final String NONE = "none";
  static final String CHECKSUMS = "checksums";

  private FlowOptions() {}

  /**
   * @param analyses does the command analyse TCP where nothing else is said?
   */
  public static void addTo(Options options, boolean analyses) {
    options.addOption(
        value(
            "analysis",
            "how",
            "full: analyse each TCP segment, and sum up retransmissions, round-trip times, windows"
                + " and socket states (shown in JSON); none: do without (default: "
                + (analyses ? FULL : NONE)
                + ")"));
    options.addOption(
        value(
            "hash",
            "algorithm",
            "hash each direction's ordered bytes with sha256, sha1 or md5 (shown in JSON)"));
    options.addOption(checksums());
    addLimitsTo(options);
  }

  public static Option checksums() {
    return flag(
        CHECKSUMS,
        "verify checksums: a TCP segment with a wrong one is no part of its stream; those left to"
            + " the network card are recognised, and no errors");
  }

  /** When flows end, and what may be kept of them. */
  public static void addLimitsTo(Options options) {
    options.addOption(
        value(
            "timeout",
            "time",
            "end a flow after this much silence: 90s, 5m, 2h, or none (default: TCP 1h, unanswered"
                + " or closed 130s, all else 10m)"));
    addBoundsTo(options);
  }

  public static void addBoundsTo(Options options) {
    FlowConfig defaults = FlowConfig.defaults();
    options.addOption(
        value(
            MAX_FLOWS,
            "n",
            "more flows than this at once: those longest silent end early (default: "
                + defaults.limits().flows()
                + ", as far as memory goes)"));
    options.addOption(
        value(
            MAX_CONNECTIONS,
            "n",
            "likewise, of TCP connections that were answered (default: "
                + defaults.limits().connections()
                + ", as far as memory goes)"));
    options.addOption(
        value(
            MAX_MEMORY,
            "size",
            "more memory than this for all flows: those longest silent end early; segments that wait"
                + " for others may take two ninths of it, TCP analysis a third: 64MB, 2GiB"
                + " (default: "
                + (defaults.limits().bytes() >> 20)
                + "MiB, or what fits the heap)"));
  }

  /** Where the results go; read by {@link Output}. */
  public static Option output() {
    return Option.builder("o")
        .longOpt("output")
        .hasArg()
        .argName("file")
        .desc("write there instead of to standard output")
        .get();
  }

  public static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  public static Option value(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  /**
   * @param analyses as in {@link #addTo}
   */
  public static FlowConfig config(CommandLine line, boolean analyses) throws UsageException {
    FlowConfig config =
        bounded(line, FlowConfig.defaults())
            .withAnalysis(analysis(line, analyses))
            .withChecksums(line.hasOption(CHECKSUMS));
    String timeout = line.getOptionValue("timeout");
    if (timeout != null) {
      config =
          config.withTimeout(
              timeout.equals("none") ? Duration.ZERO : Values.duration("timeout", timeout));
    }
    String hash = line.getOptionValue("hash");
    if (hash != null) {
      String digest = DIGESTS.get(hash.toLowerCase(Locale.ROOT).replace("-", ""));
      if (digest == null) {
        throw new UsageException("--hash knows sha256, sha1 and md5, not '" + hash + "'");
      }
      config = config.withDigest(digest);
    }
    return config;
  }

  private static FlowConfig bounded(CommandLine line, FlowConfig config) throws UsageException {
    FlowConfig.Limits limits = config.limits();
    return config.withLimits(
        limits
            .withBytes(memory(line, limits.bytes()))
            .withFlows(count(line, MAX_FLOWS, limits.flows()))
            .withConnections(count(line, MAX_CONNECTIONS, limits.connections())));
  }

  /** Where nothing is said, less than usual in a heap that is smaller than usual. */
  private static long memory(CommandLine line, long usual) throws UsageException {
    long heap = Runtime.getRuntime().maxMemory();
    long most = Math.max(LEAST_MEMORY, (long) ((heap - BESIDE_FLOWS) * SHARE_OF_HEAP));
    String memory = line.getOptionValue(MAX_MEMORY);
    if (memory == null) {
      return Math.min(usual, most);
    }
    long bytes = Values.size(MAX_MEMORY, memory, 1);
    if (bytes < LEAST_MEMORY) {
      throw new UsageException("--max-memory begins at " + (LEAST_MEMORY >> 20) + "MiB");
    }
    if (bytes > most) {
      throw new UsageException(
          "--max-memory goes up to "
              + Units.bytes(most)
              + " in the heap there is: make that larger with WEFT_OPTS=-Xmx4g");
    }
    return bytes;
  }

  private static int count(CommandLine line, String option, int otherwise) throws UsageException {
    String text = line.getOptionValue(option);
    return text == null ? otherwise : Values.count(option, text);
  }

  private static boolean analysis(CommandLine line, boolean analyses) throws UsageException {
    String how = line.getOptionValue("analysis");
    if (how != null && !how.equals(FULL) && !how.equals(NONE)) {
      throw new UsageException("--analysis knows none and full, not '" + how + "'");
    }
    return how == null ? analyses : how.equals(FULL);
  }
}

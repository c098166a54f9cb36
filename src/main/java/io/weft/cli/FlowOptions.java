package io.weft.cli;

import io.weft.flow.FlowConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Options of all commands that track flows. */
final class FlowOptions {
  private static final Map<String, String> DIGESTS =
      Map.of("sha256", "SHA-256", "sha1", "SHA-1", "md5", "MD5");

  private static final String FULL = "full";
  private static final String NONE = "none";
  static final String CHECKSUMS = "checksums";

  private FlowOptions() {}

  /**
   * @param analyses does the command analyse TCP where nothing else is said?
   */
  static void addTo(Options options, boolean analyses) {
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
    options.addOption(timeout());
  }

  static Option checksums() {
    return flag(
        CHECKSUMS,
        "verify checksums: a TCP segment with a wrong one is no part of its stream; those left to"
            + " the network card are recognised, and no errors");
  }

  static Option timeout() {
    return value(
        "timeout",
        "time",
        "end a flow after this much silence: 90s, 5m, 2h, or none (default: TCP 1h, unanswered"
            + " or closed 130s, all else 10m)");
  }

  /** Where the results go; read by {@link Output}. */
  static Option output() {
    return Option.builder("o")
        .longOpt("output")
        .hasArg()
        .argName("file")
        .desc("write there instead of to standard output")
        .get();
  }

  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  static Option value(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  /**
   * @param analyses as in {@link #addTo}
   */
  static FlowConfig config(CommandLine line, boolean analyses) throws UsageException {
    FlowConfig config =
        FlowConfig.defaults()
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

  private static boolean analysis(CommandLine line, boolean analyses) throws UsageException {
    String how = line.getOptionValue("analysis");
    if (how != null && !how.equals(FULL) && !how.equals(NONE)) {
      throw new UsageException("--analysis knows none and full, not '" + how + "'");
    }
    return how == null ? analyses : how.equals(FULL);
  }
}

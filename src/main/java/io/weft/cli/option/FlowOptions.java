package io.weft.cli.option;

import io.weft.analysis.Analyzer;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.report.text.Units;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options that all commands share which track flows. */
public final class FlowOptions {
  private static final Map<String, String> DIGESTS =
      Map.of("sha256", "SHA-256", "sha1", "SHA-1", "md5", "MD5");

  private static final String MAX_FLOWS = "max-flows";
  private static final String MAX_CONNECTIONS = "max-connections";
  private static final String MAX_MEMORY = "max-memory";

  /** The least value of {@code --max-memory}, in bytes. */
  private static final long MIN_MEMORY = 1 << 20;

  /** Bytes of the heap that are kept for the program itself and for results not yet written. */
  private static final long MEMORY_BESIDE_FLOWS = 32L << 20;

  /** The share of the remaining heap that flows may take; the garbage collector needs the rest. */
  private static final double SHARE_OF_HEAP = 0.73;

  private static final String FULL = "full";
  private static final String NONE = "none";
  private static final String CHECKSUMS = "checksums";
  private static final String THREADS = "threads";
  private static final String KEY = "key";

  private FlowOptions() {}

  /**
   * Adds all of them.
   *
   * @param analyses whether the command analyses TCP unless {@code --analysis} says otherwise
   */
  public static void addTo(CommandOptions options, boolean analyses) {
    options.in(Section.ANALYSIS);
    options.addOption(
        OptionFactory.choice(
            "analysis",
            "how",
            List.of(FULL, NONE),
            "full: analyse each TCP segment, and sum up retransmissions, round-trip times, windows"
                + " and socket states (shown in JSON); none: do without (default: "
                + (analyses ? FULL : NONE)
                + ")"));
    options.addOption(
        OptionFactory.choice(
            "hash",
            "algorithm",
            List.of("sha256", "sha1", "md5"),
            "hash each direction's ordered bytes with sha256, sha1 or md5 (shown in JSON)"));
    options.addOption(checksums());
    addLimitsTo(options);
  }

  /** The option {@code --checksums}. */
  public static Option checksums() {
    return OptionFactory.flag(
        CHECKSUMS,
        "verify checksums: a TCP segment with a wrong one is no part of its stream; those left to"
            + " the network card are recognised, and no errors");
  }

  /** Adds the options that say when flows end, and how much may be kept of them. */
  public static void addLimitsTo(CommandOptions options) {
    options.in(Section.ANALYSIS);
    options.addOption(
        OptionFactory.choice(
            KEY,
            "tags",
            List.of("vlan", "tunnel", "vlan,tunnel"),
            "tell flows apart also by the tags around them: vlan, tunnel, or vlan,tunnel (default:"
                + " only TCP connections, where such tags prove that there are two)"));
    options.in(Section.LIMITS);
    options.addOption(
        OptionFactory.value(
            "timeout",
            "time",
            "end a flow after this much silence: 90s, 5m, 2h, or none (default: TCP 124m,"
                + " unanswered, closed or reset 130s, all else 10m)"));
    addBoundsTo(options);
  }

  /** Adds the options that say how much may be kept of flows. */
  public static void addBoundsTo(CommandOptions options) {
    FlowConfig defaults = FlowConfig.defaults();
    options.in(Section.LIMITS);
    options.addOption(
        OptionFactory.value(
            MAX_FLOWS,
            "n",
            "keep at most n flows at once: beyond, those longest silent end early (default: "
                + defaults.limits().flows()
                + ", as far as memory goes)"));
    options.addOption(
        OptionFactory.value(
            MAX_CONNECTIONS,
            "n",
            "keep at most n answered TCP connections at once: beyond, those longest silent end"
                + " early (default: "
                + defaults.limits().connections()
                + ", as far as memory goes)"));
    options.addOption(
        OptionFactory.value(
            MAX_MEMORY,
            "size",
            "keep at most this much of all flows: beyond, those longest silent end early; segments"
                + " that wait for others may take two ninths of it, TCP analysis a third: 64MB,"
                + " 2GiB (default: "
                + (defaults.limits().bytes() >> 20)
                + "MiB, or what fits the heap)"));
    options.addOption(
        OptionFactory.value(
            THREADS,
            "n",
            "use at most n threads for reading and analysing; what comes out is the same (default:"
                + " 2, or 1 where the machine has fewer than three processors)"));
  }

  /** Begins an analyzer with as many threads as the line asks for. */
  public static Analyzer.Builder analyzer(CommandLine line, Chain chain) throws UsageException {
    Analyzer.Builder analyzer = Analyzer.of(chain);
    ApplicationOptions.addKeys(line, analyzer);
    String threads = line.getOptionValue(THREADS);
    return threads == null ? analyzer : analyzer.threads(OptionValues.count(THREADS, threads));
  }

  /**
   * What the options of the line ask for.
   *
   * @param analyses whether the command analyses TCP unless {@code --analysis} says otherwise
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
              timeout.equals("none") ? Duration.ZERO : OptionValues.duration("timeout", timeout));
    }
    String hash = line.getOptionValue("hash");
    if (hash != null) {
      String digest = DIGESTS.get(hash.toLowerCase(Locale.ROOT).replace("-", ""));
      if (digest == null) {
        throw new UsageException("--hash knows sha256, sha1 and md5, not '" + hash + "'");
      }
      config = config.withDigest(digest);
    }
    String key = line.getOptionValue(KEY);
    return key == null ? config : config.withKeyTags(keyTags(key));
  }

  private static FlowConfig.KeyTags keyTags(String key) throws UsageException {
    boolean vlan = false;
    boolean tunnel = false;
    for (String tag : key.split(",", -1)) {
      switch (tag.strip()) {
        case "vlan" -> vlan = true;
        case "tunnel" -> tunnel = true;
        default -> throw new UsageException("--key knows vlan and tunnel, not '" + tag + "'");
      }
    }
    return new FlowConfig.KeyTags(vlan, tunnel);
  }

  private static FlowConfig bounded(CommandLine line, FlowConfig config) throws UsageException {
    FlowConfig.Limits limits = config.limits();
    return config.withLimits(
        limits
            .withBytes(memory(line, limits.bytes()))
            .withFlows(count(line, MAX_FLOWS, limits.flows()))
            .withConnections(count(line, MAX_CONNECTIONS, limits.connections())));
  }

  /**
   * Bytes that flows may take: what {@code --max-memory} says, or the default.
   *
   * @param usual the default in a heap that is large enough; a smaller heap has a smaller default
   */
  private static long memory(CommandLine line, long usual) throws UsageException {
    long heap = Runtime.getRuntime().maxMemory();
    long most = Math.max(MIN_MEMORY, (long) ((heap - MEMORY_BESIDE_FLOWS) * SHARE_OF_HEAP));
    String memory = line.getOptionValue(MAX_MEMORY);
    if (memory == null) {
      return Math.min(usual, most);
    }
    long bytes = OptionValues.size(MAX_MEMORY, memory, 1);
    if (bytes < MIN_MEMORY) {
      throw new UsageException("--max-memory begins at " + (MIN_MEMORY >> 20) + "MiB");
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
    return text == null ? otherwise : OptionValues.count(option, text);
  }

  private static boolean analysis(CommandLine line, boolean analyses) throws UsageException {
    String how = line.getOptionValue("analysis");
    if (how != null && !how.equals(FULL) && !how.equals(NONE)) {
      throw new UsageException("--analysis knows none and full, not '" + how + "'");
    }
    return how == null ? analyses : how.equals(FULL);
  }
}

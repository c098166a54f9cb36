package io.weft.cli.option;

import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.Decoding;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The option {@code --decode-as}: what numbers mean, in the place of what tables and bytes say. */
final class DecodeOptions {
  private static final String DECODE_AS = "decode-as";

  /** Layer, number, last number or how many, protocol. */
  private static final Pattern RULE =
      Pattern.compile("([^=,\\s]+)\\s*==\\s*(\\w+)(?:([-:])(\\w+))?\\s*,\\s*([^,\\s]+)");

  private static final String EXAMPLE = "udp.port==8472,vxlan or tcp.port==8000-8010,http";

  private DecodeOptions() {}

  /**
   * The option.
   *
   * @param isShort whether it is called {@code -d} as well
   */
  static Option option(boolean isShort) {
    return (isShort ? Option.builder("d") : Option.builder())
        .longOpt(DECODE_AS)
        .hasArg()
        .argName("rule")
        .desc(
            "read what a number announces as this protocol, whatever its content says: "
                + EXAMPLE
                + " (first to last; 8000:3 are three), eth.type==0x88b5,ip; may be given several"
                + " times")
        .get();
  }

  /** Tells a chain, to which all protocols have been added, what the line says. */
  static void apply(CommandLine line, Chain.Builder chain) throws UsageException {
    String[] rules = line.getOptionValues(DECODE_AS);
    if (rules == null) {
      return;
    }
    Decoding decoding = chain.decoding();
    for (String rule : rules) {
      apply(rule, decoding);
    }
  }

  private static void apply(String rule, Decoding decoding) throws UsageException {
    Matcher matcher = RULE.matcher(rule.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          "--decode-as needs a rule such as " + EXAMPLE + ", not '" + rule + "'");
    }
    String table = known("layer", matcher.group(1), decoding.tables());
    String protocol =
        known("protocol behind " + table, matcher.group(5), decoding.protocols(table));
    int largest = decoding.size(table) - 1;
    int first = number(matcher.group(2), rule, largest);
    int last = first;
    if (matcher.group(4) != null) {
      int second = number(matcher.group(4), rule, largest);
      last = matcher.group(3).equals("-") ? second : first + second - 1;
    }
    if (last < first || last > largest) {
      throw new UsageException(
          "--decode-as " + rule + ": numbers go up from the first, to " + largest + " at most");
    }
    for (int number = first; number <= last; number++) {
      decoding.decodeAs(table, number, protocol);
    }
  }

  private static String known(String what, String name, Collection<String> all)
      throws UsageException {
    if (all.contains(name)) {
      return name;
    }
    String nearest = Nearest.of(name, all);
    throw new UsageException(
        "--decode-as: no "
            + what
            + " is called '"
            + name
            + "'"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
  }

  private static int number(String text, String rule, int largest) throws UsageException {
    try {
      long number = Long.decode(text.replaceFirst("^0+(?=\\d)", ""));
      if (number >= 0 && number <= largest) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--decode-as " + rule + ": '" + text + "' is no number");
    }
    throw new UsageException("--decode-as " + rule + ": numbers go from 0 to " + largest);
  }
}

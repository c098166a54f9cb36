package io.weft.cli.option;

import io.weft.analysis.FlowFilter;
import io.weft.dissect.Direction;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.report.FlowSelection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * The options {@code --protocol}, {@code --stream} and {@code --side}, which choose what is shown.
 */
public final class SelectionOptions {
  private SelectionOptions() {}

  /** Adds {@code --protocol} and {@code --stream}. */
  public static void addTo(CommandOptions options) {
    options.in(Section.CHOOSE);
    options.addOption(
        OptionFactory.value(
            "protocol",
            "name",
            "only flows of this protocol, transport or application; may be given several times"));
    options.addOption(
        OptionFactory.value(
            "stream",
            "n",
            "only this flow: 7 is TCP stream 7, udp:3 is UDP stream 3, both numbered as in"
                + " Wireshark; may be given several times"));
    options.addOption(FilterOptions.ofFlows());
  }

  /** The option {@code --side}. */
  public static Option side() {
    return OptionFactory.choice(
        "side",
        "side",
        List.of("client", "server", "both"),
        "what the client sent, the server, or both (default)");
  }

  /**
   * The flows that the line chooses.
   *
   * @param chain knows the names of protocols
   * @param filter of the same line; null for none
   */
  public static FlowSelection selection(CommandLine line, Chain chain, FlowFilter filter)
      throws UsageException {
    Set<String> protocols = new HashSet<>();
    for (String name : values(line, "protocol")) {
      protocols.add(protocol(name.toLowerCase(Locale.ROOT), chain));
    }
    Set<FlowName> flows = new HashSet<>();
    for (String name : values(line, "stream")) {
      flows.add(OptionValues.flow("stream", name));
    }
    return new FlowSelection(protocols, flows, filter);
  }

  /** The one flow that {@code --stream} names; null where the line has none. */
  public static FlowName flow(CommandLine line) throws UsageException {
    String name = line.getOptionValue("stream");
    return name == null ? null : OptionValues.flow("stream", name);
  }

  private static String[] values(CommandLine line, String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? new String[0] : values;
  }

  private static String protocol(String name, Chain chain) throws UsageException {
    Set<String> known = new TreeSet<>();
    chain.streams().forEach(each -> known.add(each.protocol().name()));
    chain.registrations().forEach(each -> known.add(each.protocol().name()));
    if (IpProtocol.number(name) < 0 && !known.contains(name)) {
      String nearest = Nearest.of(name, known);
      throw new UsageException(
          "unknown protocol '"
              + name
              + "'"
              + (nearest == null ? "" : ": did you mean " + nearest + "?")
              + " (see weft protocols)");
    }
    return name;
  }

  /** The sides that the line chooses: at least one. */
  public static Set<Direction> sides(CommandLine line) throws UsageException {
    String side = line.getOptionValue("side", "both").toLowerCase(Locale.ROOT);
    return switch (side) {
      case "client" -> EnumSet.of(Direction.FROM_CLIENT);
      case "server" -> EnumSet.of(Direction.FROM_SERVER);
      case "both" -> EnumSet.allOf(Direction.class);
      default ->
          throw new UsageException("--side knows client, server and both, not '" + side + "'");
    };
  }

  /**
   * The message that the capture has no such stream.
   *
   * @param highest the highest number of a stream of the same protocol; -1 where there is none
   */
  public static String noSuchStream(FlowName wanted, long highest) {
    String protocol = IpProtocol.name(wanted.ipProtocol());
    if (highest < 0) {
      return "no stream " + wanted + ": the capture has no " + protocol + " streams";
    }
    return wanted.stream() <= highest
        ? wanted + " has no packets of its own: it is only quoted in ICMP messages"
        : "no stream " + wanted + ": the last of the capture is " + protocol + ":" + highest;
  }

  /** Whether flows of the IP protocol carry bytes that can be followed, and written to files. */
  public static boolean hasStreams(int ipProtocol) {
    return ipProtocol == IpProtocol.TCP || ipProtocol == IpProtocol.UDP;
  }
}

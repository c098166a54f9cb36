package io.weft.cli.option;

import io.weft.dissect.Chain;
import io.weft.dissect.Direction;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.report.FlowSelection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Options that choose flows, and sides of them. */
public final class Selections {
  private Selections() {}

  public static void addTo(Options options) {
    options.addOption(
        FlowOptions.value(
            "protocol",
            "name",
            "only flows of this protocol, transport or application; may be given several times"));
    options.addOption(
        FlowOptions.value(
            "stream",
            "n",
            "only this flow: 7 is TCP stream 7, udp:3 is UDP stream 3, both numbered as in"
                + " Wireshark; may be given several times"));
  }

  public static Option side() {
    return FlowOptions.value("side", "side", "what the client sent, the server, or both (default)");
  }

  public static FlowSelection of(CommandLine line, Chain chain) throws UsageException {
    Set<String> protocols = new HashSet<>();
    for (String name : values(line, "protocol")) {
      protocols.add(protocol(name.toLowerCase(Locale.ROOT), chain));
    }
    Set<FlowName> flows = new HashSet<>();
    for (String name : values(line, "stream")) {
      flows.add(Values.flow("stream", name));
    }
    return new FlowSelection(protocols, flows);
  }

  private static String[] values(CommandLine line, String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? new String[0] : values;
  }

  private static String protocol(String name, Chain chain) throws UsageException {
    boolean known =
        IpProtocol.number(name) >= 0
            || chain.streams().stream().anyMatch(each -> each.protocol().name().equals(name))
            || chain.registrations().stream().anyMatch(each -> each.protocol().name().equals(name));
    if (!known) {
      throw new UsageException("no flow is of protocol '" + name + "' (see weft protocols)");
    }
    return name;
  }

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
   * Says that the capture has no such stream.
   *
   * @param highest number of a stream of the same protocol; -1 where there is none
   */
  public static String unknown(FlowName wanted, long highest) {
    String protocol = IpProtocol.name(wanted.ipProtocol());
    if (highest < 0) {
      return "no stream " + wanted + ": the capture has no " + protocol + " streams";
    }
    return wanted.stream() <= highest
        ? wanted + " has no packets of its own: it is only quoted in ICMP messages"
        : "no stream " + wanted + ": the last of the capture is " + protocol + ":" + highest;
  }

  /** Of what protocols can bytes be followed, and written? */
  public static boolean hasStreams(int ipProtocol) {
    return ipProtocol == IpProtocol.TCP || ipProtocol == IpProtocol.UDP;
  }
}

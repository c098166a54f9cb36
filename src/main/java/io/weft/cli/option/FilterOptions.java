package io.weft.cli.option;

import io.weft.analysis.FlowFilter;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.DisplayFilter;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.FlowConfig;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The option {@code -Y}, a display filter. */
public final class FilterOptions {
  private static final String FILTER = "Y";

  private FilterOptions() {}

  /** The option for a command that shows packets. */
  public static Option ofPackets() {
    return OptionFactory.value(
        FILTER,
        "display-filter",
        "filter",
        "only packets that match a display filter, in Wireshark's language (weft fields lists what"
            + " it can name): 'tcp.port == 80 && http.request'");
  }

  /** Is there a filter? */
  public static boolean isGiven(CommandLine line) {
    return line.hasOption(FILTER);
  }

  /**
   * The filter for packets.
   *
   * @param chain that dissects the packets
   * @return null where the line has none
   */
  public static DisplayFilter ofPackets(CommandLine line, Chain chain) throws UsageException {
    String text = line.getOptionValue(FILTER);
    if (text == null) {
      return null;
    }
    try {
      return DisplayFilter.compile(text, FieldCatalogue.of(chain));
    } catch (FilterException e) {
      throw refused(e);
    }
  }

  /** The option for a command that shows flows. */
  public static Option ofFlows() {
    return OptionFactory.value(
        FILTER,
        "display-filter",
        "filter",
        "only flows of which a packet matches a display filter, in Wireshark's language; it can name"
            + " fields of flows too (weft fields weft.flow): 'tcp.analysis.retransmission &&"
            + " weft.flow.bytes > 1000000'");
  }

  /**
   * The filter for flows.
   *
   * @param chain that dissects the packets
   * @return null where the line has none
   */
  public static FlowFilter ofFlows(CommandLine line, Chain chain) throws UsageException {
    String text = line.getOptionValue(FILTER);
    if (text == null) {
      return null;
    }
    try {
      return FlowFilter.compile(text, chain);
    } catch (FilterException e) {
      throw refused(e);
    }
  }

  /**
   * The configuration with what the filter needs.
   *
   * @param filter null for none
   */
  public static FlowConfig config(FlowConfig config, FlowFilter filter) {
    return filter == null || !filter.isTracked()
        ? config
        : config.withAnalysis(true).withStreams(true);
  }

  private static UsageException refused(FilterException e) {
    return new UsageException("-Y: " + e.reason(), e.place());
  }
}

package io.weft.cli.option;

import io.weft.analysis.FlowFilter;
import io.weft.analysis.FlowPackets;
import io.weft.capture.PacketSource;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.DisplayFilter;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.FlowConfig;
import java.io.IOException;
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
        "only flows of which a packet matches a display filter, in Wireshark's language; it can"
            + " name fields of flows too (weft fields weft.flow): 'tcp.analysis.retransmission &&"
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

  /** The option for a command that copies or counts the packets of flows. */
  public static Option ofFlowsPackets() {
    return OptionFactory.value(
        FILTER,
        "display-filter",
        "filter",
        "only packets of flows of which a packet matches a display filter, and packets in no flow"
            + " that match it themselves; it can name fields of flows too (weft fields weft.flow)."
            + " Files are read two more times for that");
  }

  /**
   * The packets of a source that the filter for flows selects; all where the line has none.
   *
   * @param again opens the same source once more
   */
  public static PacketSource ofSelectedFlows(CommandLine line, PacketSource source, Opening again)
      throws IOException, UsageException {
    String text = line.getOptionValue(FILTER);
    if (text == null) {
      return source;
    }
    if (!source.reopenable()) {
      throw new UsageException(
          "-Y selects whole flows, and which is known when they have ended: from files only;"
              + " weft packets -Y with -w keeps each packet that matches");
    }
    Chain chain = ApplicationOptions.chain(line);
    FlowFilter filter = ofFlows(line, chain);
    FlowConfig config = config(FlowConfig.defaults(), filter);
    try {
      return NumberedPackets.wanted(
          source, FlowPackets.find(text, chain, config, () -> open(again)));
    } catch (FilterException e) {
      throw refused(e);
    }
  }

  /** Opens what the line reads. */
  @FunctionalInterface
  public interface Opening {
    PacketSource open() throws IOException, UsageException;
  }

  private static PacketSource open(Opening again) throws IOException {
    try {
      return again.open();
    } catch (UsageException e) { // it was right the first time
      throw new IOException(e.getMessage(), e);
    }
  }

  private static UsageException refused(FilterException e) {
    return new UsageException("-Y: " + e.reason(), e.place());
  }
}

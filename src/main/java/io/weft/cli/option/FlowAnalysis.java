package io.weft.cli.option;

import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import org.apache.commons.cli.CommandLine;

/**
 * The analysis of flows that a line asks for.
 *
 * @param filter which flows are told of; null for all
 * @param config with what the filter needs as well
 * @param analyzer knows the filter, and is to be given the configuration with who listens
 */
public record FlowAnalysis(FlowFilter filter, FlowConfig config, Analyzer.Builder analyzer) {
  /**
   * What the options of the line ask for.
   *
   * @param chain dissects the packets
   * @param analyses whether the command analyses TCP unless {@code --analysis} says otherwise
   */
  public static FlowAnalysis of(CommandLine line, Chain chain, boolean analyses)
      throws UsageException {
    FlowFilter filter = FilterOptions.ofFlows(line, chain);
    return new FlowAnalysis(
        filter,
        FilterOptions.config(FlowOptions.config(line, analyses), filter),
        FlowOptions.analyzer(line, chain).filter(filter));
  }
}

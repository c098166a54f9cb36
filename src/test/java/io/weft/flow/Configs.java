package io.weft.flow;

/** Configurations that differ from the usual in what a test is about. */
final class Configs {
  private Configs() {}

  static FlowConfig waiting(FlowConfig config, int maxWaitingBytes, long maxInAll) {
    return config.withBounds(
        config.maxFlows(),
        config.maxConnections(),
        maxWaitingBytes,
        maxInAll,
        config.maxAnalysisBytes());
  }

  static FlowConfig bounded(FlowConfig config, int maxFlows, int maxConnections) {
    return config.withBounds(
        maxFlows,
        maxConnections,
        config.maxWaitingBytes(),
        config.maxWaitingBytesInAll(),
        config.maxAnalysisBytes());
  }

  static FlowConfig analysing(FlowConfig config, long maxAnalysisBytes) {
    return config
        .withBounds(
            config.maxFlows(),
            config.maxConnections(),
            config.maxWaitingBytes(),
            config.maxWaitingBytesInAll(),
            maxAnalysisBytes)
        .withAnalysis(true);
  }
}

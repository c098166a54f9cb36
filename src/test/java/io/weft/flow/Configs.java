package io.weft.flow;

/** Configurations that differ from the usual in what a test is about. */
final class Configs {
  private Configs() {}

  static FlowConfig waiting(FlowConfig config, int maxWaitingBytes, long maxInAll) {
    return new FlowConfig(
        config.attemptTimeout(),
        config.tcpTimeout(),
        config.otherTimeout(),
        config.closeLinger(),
        config.maxFlows(),
        config.maxConnections(),
        maxWaitingBytes,
        maxInAll,
        config.maxAnalysisBytes(),
        config.streams(),
        config.analysis(),
        config.checksums(),
        config.digest());
  }

  static FlowConfig bounded(FlowConfig config, int maxFlows, int maxConnections) {
    return new FlowConfig(
        config.attemptTimeout(),
        config.tcpTimeout(),
        config.otherTimeout(),
        config.closeLinger(),
        maxFlows,
        maxConnections,
        config.maxWaitingBytes(),
        config.maxWaitingBytesInAll(),
        config.maxAnalysisBytes(),
        config.streams(),
        config.analysis(),
        config.checksums(),
        config.digest());
  }

  static FlowConfig analysing(FlowConfig config, long maxAnalysisBytes) {
    return new FlowConfig(
        config.attemptTimeout(),
        config.tcpTimeout(),
        config.otherTimeout(),
        config.closeLinger(),
        config.maxFlows(),
        config.maxConnections(),
        config.maxWaitingBytes(),
        config.maxWaitingBytesInAll(),
        maxAnalysisBytes,
        config.streams(),
        true,
        config.checksums(),
        config.digest());
  }
}

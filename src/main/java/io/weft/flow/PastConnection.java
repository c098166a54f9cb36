package io.weft.flow;

/**
 * What stays of a connection whose record has left: enough to know a new one on its ports, and to
 * go on analysing.
 */
final class PastConnection extends FlowState {
  private final boolean hasClientBase;
  private final boolean hasServerBase;
  private final int clientBase;
  private final int serverBase;
  private final TcpAnalyzer analyzer;

  PastConnection(TcpHalf client, TcpHalf server, TcpAnalyzer analyzer) {
    hasClientBase = client.hasBase;
    hasServerBase = server.hasBase;
    clientBase = client.base;
    serverBase = server.base;
    this.analyzer = analyzer;
  }

  /** As {@link TcpConnection#isOtherSyn}. */
  boolean isOtherSyn(boolean fromClient, int sequence) {
    return fromClient
        ? hasClientBase && clientBase != sequence
        : hasServerBase && serverBase != sequence;
  }

  /** Null where segments are not analysed. */
  TcpAnalyzer analyzer() {
    return analyzer;
  }

  @Override
  void finish(long packet, long nanos) {
    // its record has left
  }

  @Override
  FlowState remains() {
    return this;
  }
}

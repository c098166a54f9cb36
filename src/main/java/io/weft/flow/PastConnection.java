package io.weft.flow;

/**
 * What stays of a connection whose record has left: enough to know a new one on its ports, and to
 * go on with its streams and its analysis, which know no time-out.
 */
final class PastConnection extends FlowState {
  private static final int BYTES = 56;

  private final boolean hasClientBase;
  private final boolean hasServerBase;
  private final int clientBase;
  private final int serverBase;
  private final PastStream client;
  private final PastStream server;
  private TcpAnalyzer analyzer;
  private final boolean pickedUp;

  PastConnection(TcpHalf client, TcpHalf server, TcpAnalyzer analyzer, boolean pickedUp) {
    super(BYTES);
    hasClientBase = client.hasBase;
    hasServerBase = server.hasBase;
    clientBase = client.base;
    serverBase = server.base;
    this.client = client.remains();
    this.server = server.remains();
    this.analyzer = analyzer;
    if (analyzer != null) {
      analyzer.trim();
    }
    this.pickedUp = pickedUp;
    grow(bytesOf(this.client) + bytesOf(this.server));
  }

  private static int bytesOf(PastStream stream) {
    return stream == null ? 0 : stream.bytes();
  }

  /** As {@link TcpConnection#isOtherSyn}. */
  boolean isOtherSyn(boolean fromClient, int sequence) {
    return fromClient
        ? hasClientBase && clientBase != sequence
        : hasServerBase && serverBase != sequence;
  }

  /** Null where nothing is known that the stream could go on with. */
  PastStream client() {
    return client;
  }

  /** As {@link #client}. */
  PastStream server() {
    return server;
  }

  /** Hands the analyzer to who goes on; null where there is none any more. */
  TcpAnalyzer takeAnalyzer() {
    TcpAnalyzer taken = analyzer;
    analyzer = null;
    return taken;
  }

  @Override
  void release() {
    if (analyzer != null) {
      analyzer.release();
      analyzer = null;
    }
  }

  /** As {@link TcpConnection#isPickedUp}. */
  boolean isPickedUp() {
    return pickedUp;
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

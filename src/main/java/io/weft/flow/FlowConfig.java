package io.weft.flow;

import java.time.Duration;

/**
 * Bounds and habits of flow tracking. Time is packet time.
 *
 * @param attemptTimeout after the last packet of an unanswered attempt, or of a closed connection
 * @param tcpTimeout after the last packet of an open connection
 * @param otherTimeout after the last packet of any other flow
 * @param closeLinger after the last packet of a closed connection until its record leaves
 * @param maxFlows above it the flow that has been idle longest leaves
 * @param maxConnections likewise, for flows that hold the state of a TCP connection
 * @param maxWaitingBytes a direction, of segments that wait for a hole to be filled
 * @param maxWaitingBytesInAll of all connections; what dissectors leave unread counts, too
 * @param maxAnalysisBytes of all connections that are analysed; those that find no room are not
 * @param streams dissect TCP's streams? Without, they are put in order all the same, and dissected
 *     only where client and server are guessed, which what they say may correct
 * @param analysis find out what Wireshark's TCP analysis says of each segment?
 * @param checksums verify checksums? A TCP segment whose checksum is wrong is then no part of its
 *     stream
 * @param digest {@code SHA-256}, {@code SHA-1}, {@code MD5}: of each direction's stream; null for
 *     none
 */
public record FlowConfig(
    Duration attemptTimeout,
    Duration tcpTimeout,
    Duration otherTimeout,
    Duration closeLinger,
    int maxFlows,
    int maxConnections,
    int maxWaitingBytes,
    long maxWaitingBytesInAll,
    long maxAnalysisBytes,
    boolean streams,
    boolean analysis,
    boolean checksums,
    String digest) {

  /** What the command line uses where nothing else is said. */
  public static FlowConfig defaults() {
    return new FlowConfig(
        Duration.ofSeconds(130),
        Duration.ofHours(1),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        2_500_000,
        500_000,
        4 << 20,
        64L << 20,
        96L << 20,
        true,
        false,
        false,
        null);
  }

  /** One time-out for everything; {@link Duration#ZERO} for none. */
  public FlowConfig withTimeout(Duration timeout) {
    return new FlowConfig(
        timeout,
        timeout,
        timeout,
        closeLinger,
        maxFlows,
        maxConnections,
        maxWaitingBytes,
        maxWaitingBytesInAll,
        maxAnalysisBytes,
        streams,
        analysis,
        checksums,
        digest);
  }

  /** Other bounds; how long silence may last stays as it is. */
  public FlowConfig withBounds(
      int flows, int connections, int waitingBytes, long waitingBytesInAll, long analysisBytes) {
    return new FlowConfig(
        attemptTimeout,
        tcpTimeout,
        otherTimeout,
        closeLinger,
        flows,
        connections,
        waitingBytes,
        waitingBytesInAll,
        analysisBytes,
        streams,
        analysis,
        checksums,
        digest);
  }

  public FlowConfig withDigest(String algorithm) {
    return new FlowConfig(
        attemptTimeout,
        tcpTimeout,
        otherTimeout,
        closeLinger,
        maxFlows,
        maxConnections,
        maxWaitingBytes,
        maxWaitingBytesInAll,
        maxAnalysisBytes,
        streams,
        analysis,
        checksums,
        algorithm);
  }

  public FlowConfig withStreams(boolean wanted) {
    return new FlowConfig(
        attemptTimeout,
        tcpTimeout,
        otherTimeout,
        closeLinger,
        maxFlows,
        maxConnections,
        maxWaitingBytes,
        maxWaitingBytesInAll,
        maxAnalysisBytes,
        wanted,
        analysis,
        checksums,
        digest);
  }

  public FlowConfig withAnalysis(boolean wanted) {
    return new FlowConfig(
        attemptTimeout,
        tcpTimeout,
        otherTimeout,
        closeLinger,
        maxFlows,
        maxConnections,
        maxWaitingBytes,
        maxWaitingBytesInAll,
        maxAnalysisBytes,
        streams,
        wanted,
        checksums,
        digest);
  }

  public FlowConfig withChecksums(boolean wanted) {
    return new FlowConfig(
        attemptTimeout,
        tcpTimeout,
        otherTimeout,
        closeLinger,
        maxFlows,
        maxConnections,
        maxWaitingBytes,
        maxWaitingBytesInAll,
        maxAnalysisBytes,
        streams,
        analysis,
        wanted,
        digest);
  }
}

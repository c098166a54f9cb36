package io.weft.flow;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Bounds and habits of flow tracking. Time is packet time.
 *
 * @param attemptTimeout after the last packet of an unanswered attempt, or of a closed connection
 * @param tcpTimeout after the last packet of an open connection
 * @param otherTimeout after the last packet of any other flow
 * @param closeLinger after the last packet of a closed connection until its record leaves
 * @param maxFlows above it the flow that has been idle longest leaves
 * @param maxConnections likewise, for flows that hold the state of a TCP connection
 * @param maxBytes of memory, estimated, for all flows together and what is kept with them; above it
 *     those that have been idle longest leave
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
    long maxBytes,
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
        288L << 20,
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
    return with(
        draft -> {
          draft.attemptTimeout = timeout;
          draft.tcpTimeout = timeout;
          draft.otherTimeout = timeout;
        });
  }

  public FlowConfig withMaxFlows(int flows) {
    return with(draft -> draft.maxFlows = flows);
  }

  public FlowConfig withMaxConnections(int connections) {
    return with(draft -> draft.maxConnections = connections);
  }

  /**
   * Another bound of memory for all flows together; the shares of it that waiting segments and TCP
   * analysis may take stay the same.
   *
   * @param bytes estimated; from 1 on
   */
  public FlowConfig withMaxBytes(long bytes) {
    double times = (double) bytes / maxBytes;
    return with(
        draft -> {
          draft.maxBytes = bytes;
          draft.maxWaitingBytes = (int) Math.min(1 << 30, (long) (times * maxWaitingBytes));
          draft.maxWaitingBytesInAll = (long) (times * maxWaitingBytesInAll);
          draft.maxAnalysisBytes = (long) (times * maxAnalysisBytes);
        });
  }

  /** Other bounds for segments that wait: in a direction, and in all. */
  public FlowConfig withMaxWaiting(int bytes, long bytesInAll) {
    return with(
        draft -> {
          draft.maxWaitingBytes = bytes;
          draft.maxWaitingBytesInAll = bytesInAll;
        });
  }

  public FlowConfig withMaxAnalysisBytes(long bytes) {
    return with(draft -> draft.maxAnalysisBytes = bytes);
  }

  public FlowConfig withDigest(String algorithm) {
    return with(draft -> draft.digest = algorithm);
  }

  public FlowConfig withStreams(boolean wanted) {
    return with(draft -> draft.streams = wanted);
  }

  public FlowConfig withAnalysis(boolean wanted) {
    return with(draft -> draft.analysis = wanted);
  }

  public FlowConfig withChecksums(boolean wanted) {
    return with(draft -> draft.checksums = wanted);
  }

  private FlowConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** A configuration that is being changed. */
  private static final class Draft {
    private Duration attemptTimeout;
    private Duration tcpTimeout;
    private Duration otherTimeout;
    private final Duration closeLinger;
    private int maxFlows;
    private int maxConnections;
    private long maxBytes;
    private int maxWaitingBytes;
    private long maxWaitingBytesInAll;
    private long maxAnalysisBytes;
    private boolean streams;
    private boolean analysis;
    private boolean checksums;
    private String digest;

    Draft(FlowConfig config) {
      attemptTimeout = config.attemptTimeout;
      tcpTimeout = config.tcpTimeout;
      otherTimeout = config.otherTimeout;
      closeLinger = config.closeLinger;
      maxFlows = config.maxFlows;
      maxConnections = config.maxConnections;
      maxBytes = config.maxBytes;
      maxWaitingBytes = config.maxWaitingBytes;
      maxWaitingBytesInAll = config.maxWaitingBytesInAll;
      maxAnalysisBytes = config.maxAnalysisBytes;
      streams = config.streams;
      analysis = config.analysis;
      checksums = config.checksums;
      digest = config.digest;
    }

    FlowConfig config() {
      return new FlowConfig(
          attemptTimeout,
          tcpTimeout,
          otherTimeout,
          closeLinger,
          maxFlows,
          maxConnections,
          maxBytes,
          maxWaitingBytes,
          maxWaitingBytesInAll,
          maxAnalysisBytes,
          streams,
          analysis,
          checksums,
          digest);
    }
  }
}

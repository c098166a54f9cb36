package io.weft.flow;

import java.io.Serializable;
import java.time.Duration;

/** Bounds and habits of flow tracking. Time is packet time. */
public record FlowConfig(Timeouts timeouts, Limits limits, Features features)
    implements Serializable {

  /** What the command line uses where nothing else is said. */
  public static FlowConfig defaults() {
    return new FlowConfig(
        new Timeouts(
            Duration.ofSeconds(130),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5)),
        new Limits(2_500_000, 500_000, 288L << 20, 4 << 20, 64L << 20, 96L << 20),
        new Features(true, false, false, null));
  }

  /**
   * How long a flow may be silent. {@link Duration#ZERO} stands for no time-out.
   *
   * @param attempt after the last packet of an unanswered attempt, or of a closed connection
   * @param tcp after the last packet of an open connection
   * @param other after the last packet of any other flow
   * @param closeLinger after the last packet of a closed connection until its record leaves
   */
  public record Timeouts(Duration attempt, Duration tcp, Duration other, Duration closeLinger)
      implements Serializable {}

  /**
   * How much may be kept.
   *
   * @param flows above it the flow that has been idle longest leaves
   * @param connections flows that hold the state of a TCP connection; above it the one of them that
   *     has been idle longest leaves
   * @param bytes of memory, estimated, for all flows together and what is kept with them; above it
   *     those that have been idle longest leave
   * @param waitingBytes a direction, of segments that wait for a hole to be filled
   * @param waitingBytesInAll of all connections; what dissectors leave unread counts, too
   * @param analysisBytes of all connections that are analysed; those that find no room are not
   */
  public record Limits(
      int flows,
      int connections,
      long bytes,
      int waitingBytes,
      long waitingBytesInAll,
      long analysisBytes)
      implements Serializable {

    public Limits withFlows(int most) {
      return new Limits(most, connections, bytes, waitingBytes, waitingBytesInAll, analysisBytes);
    }

    public Limits withConnections(int most) {
      return new Limits(flows, most, bytes, waitingBytes, waitingBytesInAll, analysisBytes);
    }

    /**
     * Another bound of memory for all flows together; the shares of it that waiting segments and
     * TCP analysis may take stay the same.
     *
     * @param most estimated; from 1 on
     */
    public Limits withBytes(long most) {
      double times = (double) most / bytes;
      return new Limits(
          flows,
          connections,
          most,
          (int) Math.min(1 << 30, (long) (times * waitingBytes)),
          (long) (times * waitingBytesInAll),
          (long) (times * analysisBytes));
    }

    /** Other bounds for segments that wait: in a direction, and in all. */
    public Limits withWaiting(int bytesOfDirection, long bytesInAll) {
      return new Limits(flows, connections, bytes, bytesOfDirection, bytesInAll, analysisBytes);
    }

    public Limits withAnalysisBytes(long most) {
      return new Limits(flows, connections, bytes, waitingBytes, waitingBytesInAll, most);
    }
  }

  /**
   * What is to be found out.
   *
   * @param streams dissect TCP's streams? Without, they are put in order all the same, and
   *     dissected only where client and server are guessed, which what they say may correct
   * @param analysis find out what Wireshark's TCP analysis says of each segment?
   * @param checksums verify checksums? A TCP segment whose checksum is wrong is then no part of its
   *     stream
   * @param digest {@code SHA-256}, {@code SHA-1}, {@code MD5}: of each direction's stream; null for
   *     none
   */
  public record Features(boolean streams, boolean analysis, boolean checksums, String digest)
      implements Serializable {}

  public FlowConfig withTimeouts(Timeouts chosen) {
    return new FlowConfig(chosen, limits, features);
  }

  /** One time-out for everything; {@link Duration#ZERO} for none. */
  public FlowConfig withTimeout(Duration timeout) {
    return withTimeouts(new Timeouts(timeout, timeout, timeout, timeouts.closeLinger()));
  }

  public FlowConfig withLimits(Limits chosen) {
    return new FlowConfig(timeouts, chosen, features);
  }

  public FlowConfig withFeatures(Features chosen) {
    return new FlowConfig(timeouts, limits, chosen);
  }

  public FlowConfig withDigest(String algorithm) {
    return withFeatures(
        new Features(features.streams, features.analysis, features.checksums, algorithm));
  }

  public FlowConfig withStreams(boolean wanted) {
    return withFeatures(
        new Features(wanted, features.analysis, features.checksums, features.digest));
  }

  public FlowConfig withAnalysis(boolean wanted) {
    return withFeatures(
        new Features(features.streams, wanted, features.checksums, features.digest));
  }

  public FlowConfig withChecksums(boolean wanted) {
    return withFeatures(new Features(features.streams, features.analysis, wanted, features.digest));
  }
}

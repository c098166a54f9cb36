package io.weft.flow;

import java.io.Serializable;
import java.time.Duration;

/**
 * How flows are tracked: the time-outs that end them, the bounds of what is kept, and what is to be
 * found out. Time-outs are measured by the capture times of packets.
 */
public record FlowConfig(Timeouts timeouts, Limits limits, Features features, KeyTags keyTags)
    implements Serializable {

  /**
   * How long an established connection may be silent: the two hours after which hosts send
   * keep-alives, and four minutes (RFC 5382, section 5).
   */
  private static final Duration ESTABLISHED = Duration.ofMinutes(124);

  /** What the command line uses where nothing else is said. */
  public static FlowConfig defaults() {
    return new FlowConfig(
        new Timeouts(
            Duration.ofSeconds(130), ESTABLISHED, Duration.ofMinutes(10), Duration.ofSeconds(5)),
        new Limits(2_500_000, 500_000, 288L << 20, 4 << 20, 64L << 20, 96L << 20),
        new Features(true, false, false, false, null),
        new KeyTags(false, false));
  }

  /**
   * Tags that tell flows apart besides addresses, ports and protocol. Without them only TCP
   * connections are told apart by their tags, and only where those prove them to be two.
   *
   * @param vlan the VLANs between the flow's layer and the next IP layer outside
   * @param tunnel the tunnels around the flow's layer, with their identifiers
   */
  public record KeyTags(boolean vlan, boolean tunnel) implements Serializable {}

  /**
   * How long a flow may be silent. {@link Duration#ZERO} stands for no time-out.
   *
   * @param attempt after the last packet of an unanswered attempt, or of a closed or reset
   *     connection
   * @param tcp after the last packet of an open connection
   * @param other after the last packet of any other flow
   * @param closeLinger after the last packet of a closed connection until its record leaves
   */
  public record Timeouts(Duration attempt, Duration tcp, Duration other, Duration closeLinger)
      implements Serializable {}

  /**
   * How much may be kept.
   *
   * @param flows how many flows; above it the flow that has been idle longest leaves
   * @param connections how many flows may hold the state of a TCP connection; above it the one of
   *     them that has been idle longest leaves
   * @param bytes estimated memory for all flows together and what is kept with them; above it the
   *     flows that have been idle longest leave
   * @param waitingBytes bytes of one direction that may wait for a hole to be filled
   * @param waitingBytesInAll bytes of all connections that may wait; what dissectors leave unread
   *     counts, too
   * @param analysisBytes memory for the TCP analysis of all connections; a connection that finds no
   *     room is not analysed
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
     * The same limits with another bound of memory for all flows together. Waiting segments and TCP
     * analysis may take the same shares of it as before.
     *
     * @param most estimated bytes, at least 1
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

    /**
     * The same limits with other bounds for segments that wait: in one direction, and in all
     * connections together.
     */
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
   * @param streams dissect the streams of TCP? If not, they are put in order all the same, but
   *     dissected only where client and server are a guess, which the content may correct
   * @param analysis find out what Wireshark's TCP analysis says of each segment?
   * @param layers leave with packets all that is read in their streams, the messages as layers, for
   *     whoever looks at packets? With the analysis this is done in any case
   * @param checksums verify checksums? A TCP segment whose checksum is wrong is then no part of its
   *     stream
   * @param digest algorithm of the digest of each direction's stream: {@code SHA-256}, {@code
   *     SHA-1} or {@code MD5}; null for no digest
   */
  public record Features(
      boolean streams, boolean analysis, boolean layers, boolean checksums, String digest)
      implements Serializable {}

  public FlowConfig withTimeouts(Timeouts chosen) {
    return new FlowConfig(chosen, limits, features, keyTags);
  }

  /**
   * The same with one time-out for all kinds of flows; {@link Duration#ZERO} stands for none. How
   * long the records of closed connections linger stays the same.
   */
  public FlowConfig withTimeout(Duration timeout) {
    return withTimeouts(new Timeouts(timeout, timeout, timeout, timeouts.closeLinger()));
  }

  public FlowConfig withLimits(Limits chosen) {
    return new FlowConfig(timeouts, chosen, features, keyTags);
  }

  public FlowConfig withFeatures(Features chosen) {
    return new FlowConfig(timeouts, limits, chosen, keyTags);
  }

  public FlowConfig withDigest(String algorithm) {
    return withFeatures(
        new Features(
            features.streams, features.analysis, features.layers, features.checksums, algorithm));
  }

  public FlowConfig withStreams(boolean wanted) {
    return withFeatures(
        new Features(
            wanted, features.analysis, features.layers, features.checksums, features.digest));
  }

  public FlowConfig withAnalysis(boolean wanted) {
    return withFeatures(
        new Features(
            features.streams, wanted, features.layers, features.checksums, features.digest));
  }

  public FlowConfig withLayers(boolean wanted) {
    return withFeatures(
        new Features(
            features.streams, features.analysis, wanted, features.checksums, features.digest));
  }

  public FlowConfig withChecksums(boolean wanted) {
    return withFeatures(
        new Features(
            features.streams, features.analysis, features.layers, wanted, features.digest));
  }

  public FlowConfig withKeyTags(KeyTags chosen) {
    return new FlowConfig(timeouts, limits, features, chosen);
  }
}

package io.weft.dissect;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A protocol on ordered byte streams: how it is recognised, who reads it, and the ports that
 * suggest it.
 *
 * <pre>{@code
 * chain.stream(StreamProtocol.of(PROTOCOL, Ldap::probe, LdapDissector::new).ports(389, 3268));
 * }</pre>
 */
public final class StreamProtocol {
  /**
   * Looks at the first bytes that one side sent on a stream, and says whether they are of a
   * protocol. All threads share a probe, so it keeps no state; it reads only few of the bytes and
   * allocates nothing.
   */
  @FunctionalInterface
  public interface Probe {
    /** Of a protocol that is never recognised: another one hands over to it. */
    Probe NEVER = (direction, bytes, from, to) -> ProbeResult.NO;

    /**
     * Looks at the bytes; there is at least one.
     *
     * @param direction who sent them, as far as is known
     */
    ProbeResult probe(Direction direction, byte[] bytes, int from, int to);
  }

  /** Looks for a protocol that begins where another one has begun before. */
  @FunctionalInterface
  public interface Late {
    /**
     * Does the protocol begin here? Asked of the first bytes of packets, and only near the
     * beginning of a stream; the answer must be certain.
     */
    boolean begins(byte[] bytes, int from, int to);
  }

  private final Protocol protocol;
  private final Probe probe;
  private final Supplier<StreamDissector> maker;

  /** In ascending order. */
  private final int[] ports;

  /** Null where the protocol never begins late. */
  private final Late late;

  private final boolean leadsToOthers;

  private StreamProtocol(
      Protocol protocol,
      Probe probe,
      Supplier<StreamDissector> maker,
      int[] ports,
      Late late,
      boolean leadsToOthers) {
    this.protocol = protocol;
    this.probe = probe;
    this.maker = maker;
    this.ports = ports;
    this.late = late;
    this.leadsToOthers = leadsToOthers;
  }

  /**
   * A protocol that no port suggests yet.
   *
   * @param maker makes a dissector for both directions of one connection
   */
  public static StreamProtocol of(Protocol protocol, Probe probe, Supplier<StreamDissector> maker) {
    return new StreamProtocol(protocol, probe, maker, new int[0], null, false);
  }

  /**
   * The same protocol, whose servers commonly have these TCP ports. They decide only which protocol
   * is tried first.
   */
  public StreamProtocol ports(int... suggesting) {
    int[] sorted = suggesting.clone();
    Arrays.sort(sorted);
    return new StreamProtocol(protocol, probe, maker, sorted, late, leadsToOthers);
  }

  /**
   * The same protocol, which may also begin where a client has said something else before that
   * nobody reads. So does TLS behind what asks for it in protocols that are not known.
   */
  public StreamProtocol beginsLate(Late begin) {
    return new StreamProtocol(protocol, probe, maker, ports, begin, leadsToOthers);
  }

  /**
   * The same protocol, where other protocols follow on its streams, run inside of it, or are
   * announced by it. It is then read also where somebody asks for those only.
   */
  public StreamProtocol leadingToOthers() {
    return new StreamProtocol(protocol, probe, maker, ports, late, true);
  }

  /**
   * The same protocol on a connection that another one has announced, and knows more of.
   *
   * @param dissectors makes a dissector for both directions of the connection
   */
  public StreamProtocol readBy(Supplier<StreamDissector> dissectors) {
    return new StreamProtocol(protocol, probe, dissectors, ports, late, leadsToOthers);
  }

  public Protocol protocol() {
    return protocol;
  }

  /** Is it recognised by its bytes? Others only begin where another protocol says so. */
  public boolean isRecognised() {
    return probe != Probe.NEVER;
  }

  /** Looks at the first bytes of one side: see {@link Probe#probe}. */
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    return probe.probe(direction, bytes, from, to);
  }

  /** May messages of other protocols be found through it? */
  public boolean leadsToOthers() {
    return leadsToOthers;
  }

  /** How the protocol is recognised behind another one; null where it does not begin so. */
  public Late late() {
    return late;
  }

  /** Is this TCP port commonly the server's? */
  public boolean suggestedBy(int serverPort) {
    return Arrays.binarySearch(ports, serverPort) >= 0;
  }

  /** Makes a dissector for both directions of one connection. */
  public StreamDissector create() {
    return maker.get();
  }
}
